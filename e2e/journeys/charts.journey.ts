import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures";

test("a chart is brushed, shown whole again, and saved as a picture and as numbers", async ({
  page,
  signIn,
  wire,
}) => {
  const experiment = await wire.makeExperiment(`charts ${crypto.randomUUID()}`);
  const began = Date.now() - 400_000;
  const points = Array.from({ length: 400 }, (_, step) => ({
    key: "loss",
    value: 1 / (step + 1),
    timestamp: began + step * 1000,
    step,
  }));
  const run = await wire.logRun(experiment, "one line", { points });
  await signIn(page, "viewer");
  await page.goto(`/runs/${run}?tab=charts`);
  const chart = page.getByRole("application", { name: /^loss by step/ });
  await expect(chart).toBeVisible();
  const box = await chart.boundingBox();
  if (box === null) throw new Error("The chart has no place on the page.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/[?&]from=[^&]+.*[?&]to=[^&]+/);
  const whole = page.getByRole("button", { name: "Show everything" });
  await expect(whole).toBeVisible();
  await page.reload();
  await expect(whole).toBeVisible();
  await whole.click();
  await expect(page).not.toHaveURL(/[?&](from|to)=/);
  await expect(whole).toHaveCount(0);
  await expect(chart).toBeVisible();
  await expect(page.getByRole("figure", { name: "loss by step" })).not.toContainText("reading finer bins");

  const save = async (what: string) => {
    await page.getByRole("button", { name: "Actions for loss by step" }).click();
    const arriving = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: what }).click();
    const download = await arriving;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const picture = await save("Download PNG");
  expect(picture.name).toBe("loss by step.png");
  expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
  // It can be drawn, is twice as wide as the chart, and is not one colour: the line is in it.
  const seen = await page.evaluate(async (encoded) => {
    const image = new Image();
    image.src = `data:image/png;base64,${encoded}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d");
    pen?.drawImage(image, 0, 0);
    const { data } = pen?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join());
    return { width: image.width, colours: colours.size };
  }, picture.bytes.toString("base64"));
  expect(seen.width).toBeGreaterThan(2 * box.width);
  expect(seen.colours).toBeGreaterThan(10);

  const numbers = await save("Download CSV");
  expect(numbers.name).toBe("loss by step.csv");
  expect(numbers.bytes.toString().split("\n").length).toBeGreaterThan(100);

  // Where nothing is drawn there is no picture, and it says so.
  await page.goto(`/runs/${run}?tab=charts&from=5000&to=6000`);
  await expect(page.getByText("No run has points of loss here.")).toBeVisible();
  await page.getByRole("button", { name: "Actions for loss by step" }).click();
  await page.getByRole("menuitem", { name: "Download PNG" }).click();
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText(
    "There is no chart here to be saved",
  );
});
