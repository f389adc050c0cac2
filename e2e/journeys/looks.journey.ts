import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { DemoUser } from "./people";
import { alive, askFor, makeGuarded } from "./registry";
import type { Wire } from "./wire";

/** Every page by its name, with an experiment and a guarded model of our own behind it. */
async function pagesOf(wire: Wire, engineer: DemoUser): Promise<Record<string, string>> {
  const { experiment, runs } = await wire.logSweep(`looks ${crypto.randomUUID()}`);
  const model = `model-${crypto.randomUUID()}`;
  await wire.registerModel(model, runs[0] ?? "");
  const guarded = await makeGuarded(wire, engineer);
  const request = await askFor(wire, guarded, 2);
  return {
    home: "/",
    board: "/board",
    requests: "/requests",
    request: `/requests/${request}`,
    "guarded model": `/models/${guarded}`,
    "guarded version": `/models/${guarded}/2`,
    policy: `/models/${guarded}/policy`,
    difference: `/models/${guarded}/difference?from=1&to=2`,
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
    webhooks: "/settings/webhooks",
  };
}

const setTheme = (page: Page, theme: string, url: string) =>
  page.context().addCookies([{ name: "slipway_theme", value: theme, url }]);

/** Stands when its words are there and nothing is being read any more. */
async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^(Reading|Loading)/ })).toHaveCount(0);
  await alive(page);
}

for (const theme of ["light", "dark"])
  test(`axe finds nothing in the ${theme} theme`, async ({
    page,
    signIn,
    person,
    accessibility,
    wire,
    baseURL,
  }) => {
    test.setTimeout(300_000);
    await setTheme(page, theme, baseURL ?? "");
    await settle(page, "/sign-in");
    expect.soft(await accessibility(page), "sign-in").toEqual([]);
    const pages = await pagesOf(wire, person("engineer"));
    await signIn(page, "admin");
    for (const [name, path] of Object.entries(pages)) {
      await settle(page, path);
      expect.soft(await accessibility(page), name).toEqual([]);
    }
  });

test("axe finds nothing with a dialog, a menu or the palette open", async ({
  page,
  signIn,
  person,
  accessibility,
  wire,
}) => {
  test.setTimeout(120_000);
  const pages = await pagesOf(wire, person("engineer"));
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

test("no page is wider than a phone of 390 px", async ({ page, signIn, person, wire }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await settle(page, "/sign-in");
  expect.soft(await overflow(), "sign-in").toBe(0);
  const pages = await pagesOf(wire, person("engineer"));
  await signIn(page, "admin");
  for (const [name, path] of Object.entries(pages)) {
    await settle(page, path);
    expect.soft(await overflow(), name).toBe(0);
  }
});

for (const theme of ["light", "dark"])
  test(`axe finds nothing where one asks, decides and guards, in the ${theme} theme`, async ({
    page,
    signIn,
    person,
    accessibility,
    wire,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    await setTheme(page, theme, baseURL ?? "");
    const guarded = await makeGuarded(wire, person("engineer"));
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const look = async (what: string, without: string[] = []) => {
      expect.soft(await accessibility(page, without), what).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      // What floats finds its new place a moment later.
      await expect
        .configure({ soft: true })
        .poll(overflow, { message: `${what} at 390 px` })
        .toBe(0);
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    await signIn(page, "engineer");
    await settle(page, `/board?search=${guarded}`);
    await page.getByRole("button", { name: `Move version 2 of ${guarded} to…` }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await look("board menu", ["region"]);
    await page.getByRole("menuitem", { name: /^Production/ }).click();
    const asking = page.getByRole("dialog", { name: "Request Production for version 2" });
    await expect(asking.getByText("accuracy against Production")).toBeVisible();
    await look("request dialog");
    await asking.getByRole("button", { name: "Cancel" }).click();

    const request = await askFor(wire, guarded, 2);
    await settle(page, `/requests/${request}`);
    await expect(page.getByRole("rowheader", { name: "accuracy" })).toBeVisible();
    await page
      .getByRole("button", { name: /, where it comes from$/ })
      .first()
      .click();
    await expect(page.getByText("Exact value")).toBeVisible();
    await look("where a number comes from", ["region"]);
    await page.keyboard.press("Escape");
    await expect(page.getByText("Exact value")).toHaveCount(0);
    await page.keyboard.press("a");
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await look("decision dialog");

    await settle(page, `/models/${guarded}/policy`);
    await expect(page.getByRole("button", { name: /^Save/ })).toBeVisible();
    await look("policy form");
  });
