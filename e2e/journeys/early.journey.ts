import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { alive } from "./registry";
import { trialName } from "./wire";

/** Opens a page whose scripts do not come before they are let: a slow machine, as long as one likes. */
async function openStill(page: Page, path: string): Promise<() => Promise<void>> {
  let open: () => void = () => undefined;
  const wait = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await wait;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return async () => {
    open();
    await alive(page);
  };
}

test("what is typed into the filter of runs before the page is alive is kept, and sent", async ({
  page,
  signIn,
  wire,
}) => {
  const { experiment } = await wire.logSweep(`early ${crypto.randomUUID()}`);
  await signIn(page, "viewer");
  const start = await openStill(page, `/experiments/${experiment}`);
  const filter = page.getByRole("combobox", { name: "Filter the runs" });
  await filter.pressSequentially("params.optimizer = 'sgd'");
  await filter.press("Enter");
  await start();
  await expect(filter).toHaveValue("params.optimizer = 'sgd'");
  await expect(page).toHaveURL(/filter=/);
  await expect(page.getByRole("link", { name: trialName(9), exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: trialName(0), exact: true })).toHaveCount(0);
});

test("a half-typed filter goes on where it was", async ({ page, signIn, wire }) => {
  const experiment = await wire.makeExperiment(`half ${crypto.randomUUID()}`);
  await wire.logRun(experiment, trialName(0), { params: { lr: "0.1" } });
  await signIn(page, "viewer");
  const start = await openStill(page, `/experiments/${experiment}`);
  const filter = page.getByRole("combobox", { name: "Filter the runs" });
  await filter.pressSequentially("params.lr = ");
  await start();
  await expect(page.getByRole("button", { name: "Clear", exact: true })).toBeVisible();
  await page.keyboard.type("'0.1'");
  await expect(filter).toHaveValue("params.lr = '0.1'");
});

test("a search of models that was typed early is done", async ({ page, signIn, wire }) => {
  const run = await wire.logRun(await wire.makeExperiment(`m ${crypto.randomUUID()}`), trialName(0));
  const [one, other] = [`early-${crypto.randomUUID()}`, `other-${crypto.randomUUID()}`];
  await wire.registerModel(one, run);
  await wire.registerModel(other, run);
  await signIn(page, "viewer");
  const start = await openStill(page, "/models");
  const search = page.getByRole("searchbox", { name: "Find models by name" });
  await search.pressSequentially(one);
  await start();
  await expect(page).toHaveURL(new RegExp(`search=${one}`));
  await expect(search).toHaveValue(one);
  await expect(page.getByRole("link", { name: one })).toBeVisible();
  await expect(page.getByRole("link", { name: other })).toHaveCount(0);
});

test("a form that was filled and sent early signs in", async ({ page, person }) => {
  const { email, password } = person("viewer");
  const start = await openStill(page, "/sign-in");
  await page.getByLabel(/e-mail/i).fill(email);
  await page.getByLabel("Password", { exact: true }).pressSequentially(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sign-in$/);
  await start();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
});

test("a switch that was pressed early is switched once", async ({ page, signIn }) => {
  await signIn(page, "viewer");
  const start = await openStill(page, "/experiments");
  const trash = page.getByRole("switch", { name: "Trash" });
  await trash.click();
  await start();
  await expect(trash).toHaveAttribute("aria-checked", "true");
  await expect(page).toHaveURL(/lifecycle=deleted/);
  await trash.click();
  await expect(page).not.toHaveURL(/lifecycle=/);
});
