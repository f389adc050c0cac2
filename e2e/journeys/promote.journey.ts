import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { alive, anothersPage, makeGuarded } from "./registry";

/** How a person of the journey does it: by mouse, by keys alone, or on a phone. */
type Hand = {
  ask: (page: Page, model: string) => Promise<void>;
  approve: (page: Page, model: string) => Promise<void>;
  /** Is at a card while others act, so that the board holds still. Without it nobody is, and the board follows by itself. */
  hold?: (page: Page) => Promise<void>;
  /** Lets the board show what it held back. */
  show?: (page: Page) => Promise<void>;
};

const phone = { width: 390, height: 844 };
const boardOf = (model: string) => `/board?search=${model}`;
const cardOf = (page: Page, version: number) => page.locator(`[data-card$="/${version}"]`);
/** The cards of one stage; the column's title is its name. */
const column = (page: Page, stage: string) => page.getByRole("list", { name: new RegExp(`^${stage}`) });
const versionIn = (list: Locator, version: number) =>
  list.getByRole("link", { name: `Version ${version}`, exact: true });

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await alive(page);
}

/** Presses Tab until what is wanted has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40 && !(await isThere()); presses++) await page.keyboard.press("Tab");
  await expect(wanted).toBeFocused();
}

const requestDialog = (page: Page) => page.getByRole("dialog", { name: "Request Production for version 2" });
async function seesGates(page: Page): Promise<void> {
  const dialog = requestDialog(page);
  await expect(dialog.getByText("compared with version 1 in Production")).toBeVisible();
  await expect(dialog.getByText("accuracy against Production")).toBeVisible();
  await expect(dialog.getByText("passed", { exact: true })).toHaveCount(2);
}

const reason = "Two points better on the data of May.";

const byMouse: Hand = {
  async ask(page) {
    const from = await cardOf(page, 2).boundingBox();
    const to = await column(page, "Production").boundingBox();
    if (from === null || to === null) throw new Error("The board shows no cards.");
    await page.mouse.move(from.x + from.width / 2, from.y + from.height - 4);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + 12, { steps: 12 });
    await expect(page.getByText("Ask for it").first()).toBeVisible();
    await page.mouse.up();
    await seesGates(page);
    await page.getByLabel("Reason").fill(reason);
    await page.getByRole("button", { name: "Request Production" }).click();
  },
  async approve(page, model) {
    await open(page, "/");
    await page.getByRole("link", { name: `${model} version 2` }).click();
    await seesDifference(page);
    await page.getByRole("button", { name: "Approve" }).click();
    // One press decides nothing: it says what comes in and what goes out, and asks for another.
    const sheet = page.getByRole("alertdialog", { name: "Approve version 2 for Production" });
    await expect(sheet.getByText("Comes in")).toBeVisible();
    await expect(sheet.getByText("Goes out")).toBeVisible();
    await sheet.getByRole("button", { name: "Approve" }).click();
  },
  hold: (page) => cardOf(page, 2).hover(),
  show: (page) => held(page).click(),
};

const byKeys: Hand = {
  async ask(page) {
    await page.keyboard.press("j");
    await expect(versionIn(page.locator("main"), 2)).toBeFocused();
    await page.keyboard.press("m");
    const wanted = page.getByRole("menuitem", { name: /^Production/ });
    await expect(wanted).toBeVisible();
    for (let presses = 0; presses < 5 && !(await isHighlighted(wanted)); presses++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await seesGates(page);
    await expect(page.getByLabel("Reason")).toBeFocused();
    await page.keyboard.type(reason);
    await tabTo(page, page.getByRole("button", { name: "Request Production" }));
    await page.keyboard.press("Enter");
  },
  async approve(page, model) {
    await open(page, boardOf(model));
    await expect(cardOf(page, 2)).toBeVisible();
    await page.keyboard.press("j");
    await expect(versionIn(page.locator("main"), 2)).toBeFocused();
    await page.keyboard.press("a");
    await page.waitForURL("**/requests/**");
    await seesDifference(page);
    await alive(page);
    await page.keyboard.press("a");
    const dialog = page.getByRole("alertdialog");
    await expect(dialog).toBeVisible();
    await tabTo(page, dialog.getByRole("button", { name: "Approve" }));
    await page.keyboard.press("Enter");
  },
  async hold(page) {
    await page.keyboard.press("j");
    await expect(versionIn(page.locator("main"), 2)).toBeFocused();
  },
  show: (page) => page.keyboard.press("."),
};
const held = (page: Page) => page.getByRole("button", { name: /^\d+ changes? – show$/ });
const isHighlighted = (item: Locator) =>
  item.evaluate((element) => element.hasAttribute("data-highlighted") || element === document.activeElement);

const byPhone: Hand = {
  async ask(page, model) {
    await page.getByRole("button", { name: `Move version 2 of ${model} to…` }).click();
    await page.getByRole("menuitem", { name: /^Production/ }).click();
    await seesGates(page);
    await page.getByLabel("Reason").fill(reason);
    await page.getByRole("button", { name: "Request Production" }).click();
  },
  approve: byMouse.approve,
};

async function seesDifference(page: Page): Promise<void> {
  await expect(page.getByText(reason)).toBeVisible();
  const table = page.getByRole("table").filter({ hasText: "Difference" });
  const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "accuracy" }) });
  await expect(row).toContainText("better");
  await expect(table.getByRole("row").filter({ hasText: "depth" })).toContainText("+4");
}

/** Board, model page and trail say the same to whoever reads them. */
async function agree(page: Page, model: string, names: { asked: string; approved: string }): Promise<void> {
  await open(page, boardOf(model));
  await expect(versionIn(column(page, "Production"), 2)).toBeVisible();
  await expect(versionIn(column(page, "Archived"), 1)).toBeVisible();
  await open(page, `/models/${model}?tab=versions`);
  const versions = page.getByRole("table").filter({ hasText: "Aliases" });
  await expect(versions.getByRole("row").filter({ hasText: "Version 2" })).toContainText("Production");
  await expect(versions.getByRole("row").filter({ hasText: "Version 1" })).toContainText("Archived");
  await open(page, `/audit?target=${model}`);
  const trail = page.getByRole("table").filter({ hasText: "On what" });
  await expect(trail.getByRole("row").filter({ hasText: names.approved }).first()).toContainText("approved");
  await expect(trail.getByRole("row").filter({ hasText: names.asked }).first()).toContainText("asked");
}

/** Whoever may only read finds no way to change anything, neither on a page nor past it. */
async function changesNothing(page: Page, model: string, request: string): Promise<void> {
  await open(page, boardOf(model));
  await expect(cardOf(page, 2)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Move version/ })).toHaveCount(0);
  await open(page, `/models/${model}/2`);
  await expect(page.getByRole("button", { name: /Request|Move to|Roll back/ })).toHaveCount(0);
  await open(page, request);
  await expect(page.getByText(reason)).toBeVisible();
  await expect(
    page.getByRole("button", { name: /^(Approve|Reject|Ask for changes|Comment|Withdraw)/ }),
  ).toHaveCount(0);
  await open(page, `/models/${model}/policy`);
  await expect(page.getByRole("button", { name: /^Save/ })).toHaveCount(0);
  const refused = await page.evaluate(
    async (paths) => {
      const send = (path: string) =>
        fetch(path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(
            path.endsWith("decisions") ? { decision: "approve" } : { to: "Archived", reason: "x" },
          ),
        });
      return Promise.all(paths.map(async (path) => (await send(path)).status));
    },
    [
      `/api${request}/decisions`,
      `/api/models/${model}/versions/2/transitions`,
      `/api/models/${model}/versions/2/requests`,
    ],
  );
  expect(refused).toEqual([403, 403, 403]);
}

for (const [way, hand, viewport] of [
  ["by mouse", byMouse, null],
  ["by keys alone", byKeys, null],
  ["on a phone", byPhone, phone],
] as const)
  test(`a scientist asks, an engineer approves, everybody sees it: ${way}`, async ({
    page,
    browser,
    baseURL,
    signIn,
    person,
    wire,
  }) => {
    test.setTimeout(180_000);
    const model = await makeGuarded(wire, person("engineer"));
    if (viewport !== null) await page.setViewportSize(viewport);
    await signIn(page, "scientist");
    await open(page, boardOf(model));
    await expect(cardOf(page, 2)).toBeVisible();
    await hand.ask(page, model);
    await expect(requestDialog(page)).toHaveCount(0);
    await expect(cardOf(page, 2)).toContainText(/asked|request|waits/i);

    // Somebody who is at no card looks on: that board follows by itself.
    const viewer = await anothersPage(browser, baseURL, viewport);
    await signIn(viewer, "viewer");
    await open(viewer, boardOf(model));
    await expect(versionIn(column(viewer, "None"), 2)).toBeVisible();
    await open(page, boardOf(model));
    await expect(cardOf(page, 2)).toBeVisible();
    await hand.hold?.(page);

    const engineer = await anothersPage(browser, baseURL, viewport);
    await signIn(engineer, "engineer");
    await hand.approve(engineer, model);
    await expect(engineer.getByText("Version 2 moved to Production", { exact: false }).first()).toBeVisible();
    const request = new URL(engineer.url()).pathname;

    await expect(versionIn(column(viewer, "Production"), 2)).toBeVisible({ timeout: 20_000 });
    const moved = versionIn(column(page, "Production"), 2);
    if (hand.show !== undefined) {
      await expect(held(page)).toBeVisible();
      await expect(versionIn(column(page, "None"), 2)).toBeVisible();
      await expect(moved).toHaveCount(0);
      await hand.show(page);
    }
    await expect(moved).toBeVisible();
    await expect(held(page)).toHaveCount(0);
    await agree(page, model, { asked: "Dana", approved: "Emil" });
    await agree(viewer, model, { asked: "Dana", approved: "Emil" });
    await changesNothing(viewer, model, request);
    await agree(page, model, { asked: "Dana", approved: "Emil" });
    for (const other of [engineer, viewer]) await other.context().close();
  });
