import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { trialName } from "./wire";

const chosen = [0, 1, 2, 3, 4].map(trialName);
const chart = (page: Page) => page.getByRole("application", { name: /^train_loss by step/ });
const differs = (page: Page) => page.getByRole("region", { name: "What differs" });
const zoomed = /[?&]from=[^&]+.*[?&]to=[^&]+/;

/** Somebody else opens the address and sees the same runs, differences and stretch of the chart. */
async function expectSame(page: Page, other: Page): Promise<void> {
  await other.goto(page.url());
  await expect(other.getByText("Compare 5 runs").first()).toBeVisible();
  await expect(differs(other)).toHaveText((await differs(page).textContent()) ?? "");
  const figure = (of: Page) => of.getByRole("figure").filter({ has: chart(of) });
  await page.mouse.move(0, 0); // the pointer's own words are not part of the view
  await chart(other).scrollIntoViewIfNeeded();
  await expect(figure(page)).not.toContainText("reading finer bins");
  await expect(figure(other)).toHaveText((await figure(page).textContent()) ?? "");
}

test("five runs are compared, zoomed and shared by mouse", async ({ page, browser, signIn, wire }) => {
  const name = `mouse ${crypto.randomUUID()}`;
  await wire.logSweep(name);
  await signIn(page, "scientist");
  await page.goto("/experiments");
  await page.getByRole("link", { name, exact: true }).click();
  const filter = page.getByRole("combobox", { name: "Filter the runs" });
  await filter.fill("params.optimizer = 'adam'");
  await filter.press("Enter");
  await expect(page.getByRole("table", { name: "Runs" })).toHaveAttribute("aria-rowcount", "9");
  for (const run of chosen) await page.getByRole("checkbox", { name: `Select ${run}` }).click();
  await page.getByRole("button", { name: "Compare 5 runs" }).click();
  await expect(page).toHaveURL(/\/compare\?runs=/);

  await chart(page).scrollIntoViewIfNeeded();
  const box = await chart(page).boundingBox();
  if (box === null) throw new Error("The chart has no place on the page.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(zoomed);

  const context = await browser.newContext();
  const other = await context.newPage();
  await signIn(other, "viewer");
  await expectSame(page, other);
  await context.close();
});

/** Presses Tab until the focus is there: what no Tab reaches fails. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 120; presses++) {
    if (await focused()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`No Tab reaches ${target}.`);
}

test("five runs are compared, zoomed and shared by keyboard alone", async ({
  page,
  browser,
  signIn,
  person,
  wire,
}) => {
  const name = `keys ${crypto.randomUUID()}`;
  const { email, password } = person("scientist");
  await wire.logSweep(name);
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto("/experiments");
  await tabTo(page, page.getByRole("link", { name, exact: true }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("combobox", { name: "Filter the runs" }));
  await page.keyboard.type("params.optimizer = 'adam'");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table", { name: "Runs" })).toHaveAttribute("aria-rowcount", "9");
  // The newest run stands on top.
  for (const run of chosen.toReversed()) {
    await tabTo(page, page.getByRole("checkbox", { name: `Select ${run}` }));
    await page.keyboard.press("Space");
  }
  await expect(page.getByRole("toolbar", { name: "Chosen runs" })).toContainText("5 runs chosen");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/compare\?runs=/);
  await tabTo(page, chart(page));
  await page.keyboard.press("+");
  await expect(page).toHaveURL(zoomed);

  const context = await browser.newContext();
  const other = await context.newPage();
  await signIn(other, "viewer");
  await expectSame(page, other);
  await context.close();
});
