import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Wire } from "./wire";

/** Every page by its name, with an experiment of our own behind it. */
async function pagesOf(wire: Wire): Promise<Record<string, string>> {
  const { experiment, runs } = await wire.logSweep(`looks ${crypto.randomUUID()}`);
  const model = `model-${crypto.randomUUID()}`;
  await wire.registerModel(model, runs[0] ?? "");
  return {
    experiments: "/experiments",
    runs: `/experiments/${experiment}`,
    run: `/runs/${runs[0]}`,
    "run's charts": `/runs/${runs[0]}?tab=charts`,
    compare: `/compare?runs=${runs.slice(0, 5).join(",")}`,
    models: "/models",
    model: `/models/${model}`,
    "model's version": `/models/${model}/1`,
    audit: "/audit",
    "audit's record": "/audit?event=1",
    profile: "/settings/profile",
    appearance: "/settings/appearance",
    sessions: "/settings/sessions",
    tokens: "/settings/tokens",
    people: "/settings/people",
  };
}

const setTheme = (page: Page, theme: string, url: string) =>
  page.context().addCookies([{ name: "slipway_theme", value: theme, url }]);

/** Stands when its words are there and nothing is being read any more. */
async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^(Reading|Loading)/ })).toHaveCount(0);
  // React marks what it has taken over: before that the page is only a picture of itself.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("h1") ?? {}).some((key) => key.startsWith("__reactFiber")),
  );
}

for (const theme of ["light", "dark"])
  test(`axe finds nothing in the ${theme} theme`, async ({ page, signIn, accessibility, wire, baseURL }) => {
    test.setTimeout(180_000);
    await setTheme(page, theme, baseURL ?? "");
    await settle(page, "/sign-in");
    expect.soft(await accessibility(page), "sign-in").toEqual([]);
    const pages = await pagesOf(wire);
    await signIn(page, "admin");
    for (const [name, path] of Object.entries(pages)) {
      await settle(page, path);
      expect.soft(await accessibility(page), name).toEqual([]);
    }
  });

test("axe finds nothing with a dialog, a menu or the palette open", async ({
  page,
  signIn,
  accessibility,
  wire,
}) => {
  test.setTimeout(120_000);
  const pages = await pagesOf(wire);
  await signIn(page, "scientist");
  await settle(page, "/experiments");
  await page.getByRole("button", { name: "New experiment" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect.soft(await accessibility(page), "dialog").toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect.soft(await accessibility(page), "palette").toEqual([]);
  await settle(page, pages.run ?? "");
  await page.getByRole("button", { name: /^Actions for/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  // An open menu stands at the end of the body, outside every landmark, as its ARIA pattern has it.
  expect.soft(await accessibility(page, ["region"]), "menu").toEqual([]);
});

test("no page is wider than a phone of 390 px", async ({ page, signIn, wire }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await settle(page, "/sign-in");
  expect.soft(await overflow(), "sign-in").toBe(0);
  const pages = await pagesOf(wire);
  await signIn(page, "admin");
  for (const [name, path] of Object.entries(pages)) {
    await settle(page, path);
    expect.soft(await overflow(), name).toBe(0);
  }
});
