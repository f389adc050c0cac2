import { readFile } from "node:fs/promises";
import { png } from "../../prisma/seed/png";
import { expect, test } from "./fixtures";

const picture = png(40, 30, (x, y) => [x * 6, y * 8, 120]);
const rows = "epoch,loss\n1,0.52\n2,0.31\n";

test("a run's files are found in their folders, seen and downloaded", async ({
  page,
  signIn,
  accessibility,
  wire,
}) => {
  const experiment = await wire.makeExperiment(`files ${crypto.randomUUID()}`);
  const run = await wire.logRun(experiment, "with files");
  await wire.putArtifact(experiment, run, "notes.txt", "Seed 42, on the data of May.\n");
  await wire.putArtifact(experiment, run, "tables/history.csv", rows);
  await wire.putArtifact(experiment, run, "plots/loss.png", picture);
  await wire.putArtifact(experiment, run, "model/model.pkl", Buffer.from([0x80, 0x04, 0x4e, 0x2e]));

  await signIn(page, "viewer");
  await page.goto(`/runs/${run}`);
  await page.getByRole("tab", { name: "Artifacts" }).click();
  const files = page.getByRole("navigation", { name: "Artifacts" });
  await files.getByRole("button", { name: /^notes\.txt/ }).click();
  await expect(page.getByRole("region", { name: "notes.txt" })).toContainText("Seed 42, on the data of May.");

  await files.getByRole("button", { name: "tables" }).click();
  await files.getByRole("button", { name: /^history\.csv/ }).click();
  const table = page.getByRole("region", { name: "history.csv" }).getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveText(["epoch", "loss"]);
  await expect(table.getByRole("row").nth(2)).toContainText("0.31");
  expect(await accessibility(page)).toEqual([]);

  await files.getByRole("button", { name: "model" }).click();
  await files.getByRole("button", { name: /^model\.pkl/ }).click();
  await expect(page.getByText("Contains pickle")).toBeVisible();
  await expect(page.getByText("can be downloaded, not shown")).toBeVisible();

  await files.getByRole("button", { name: "plots" }).click();
  await files.getByRole("button", { name: /^loss\.png/ }).click();
  const image = page.getByRole("img", { name: "loss.png" });
  await expect(image).toHaveJSProperty("naturalWidth", 40);

  // The file stands in the address: who opens it sees it, its folder open.
  await page.reload();
  await expect(image).toHaveJSProperty("naturalWidth", 40);
  await expect(files.getByRole("button", { name: /^loss\.png/ })).toHaveAttribute("aria-current", "true");

  const arriving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toBe("loss.png");
  expect(await readFile(await download.path())).toEqual(picture);
});
