import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { trialName } from "./wire";

const menuOf = (page: Page, name: string) => page.getByRole("button", { name: `Actions for ${name}` });
const rowOf = (page: Page, name: string) => page.getByRole("link", { name, exact: true });

async function find(page: Page, name: string): Promise<void> {
  await page.goto(`/experiments?search=${encodeURIComponent(name)}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function choose(page: Page, name: string, item: string): Promise<void> {
  await menuOf(page, name).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("an experiment is made, and opens", async ({ page, signIn }) => {
  const name = `made ${crypto.randomUUID()}`;
  await signIn(page, "scientist");
  await page.goto("/experiments");
  await page.getByRole("button", { name: "New experiment" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(name);
  await dialog.getByRole("textbox").first().press("Enter");
  await expect(page).toHaveURL(/\/experiments\/\d+/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("an experiment is renamed, and the old name comes back by Undo", async ({
  page,
  signIn,
  wire,
  complaints,
}) => {
  const id = crypto.randomUUID();
  const [first, second, taken] = [`first ${id}`, `second ${id}`, `taken ${id}`];
  await wire.makeExperiment(first);
  await wire.makeExperiment(taken);
  await signIn(page, "scientist");
  await find(page, id);
  await choose(page, first, "Rename");
  const name = page.getByRole("dialog").getByLabel("Name");
  await name.fill(taken);
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "already exists" })).toBeVisible();
  // The browser itself complains of the 409, which is the right answer.
  expect(complaints.splice(0).filter((text) => !text.includes("409"))).toEqual([]);
  await expect(name).toHaveValue(taken);
  await name.fill(second);
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Rename the experiment" })).toHaveCount(0);
  await expect(rowOf(page, second)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, first)).toBeVisible();
  await expect(rowOf(page, second)).toHaveCount(0);
});

test("an experiment's own page follows its name", async ({ page, signIn, wire }) => {
  const [first, second] = [`head ${crypto.randomUUID()}`, `head ${crypto.randomUUID()}`];
  const experiment = await wire.makeExperiment(first);
  await signIn(page, "scientist");
  await page.goto(`/experiments/${experiment}`);
  await choose(page, first, "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill(second);
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: second })).toBeVisible();
});

test("an experiment goes to the trash with its runs and comes back with them", async ({
  page,
  signIn,
  wire,
}) => {
  const name = `trashed ${crypto.randomUUID()}`;
  const experiment = await wire.makeExperiment(name);
  await wire.logRun(experiment, trialName(0));
  await signIn(page, "scientist");
  await find(page, name);
  await choose(page, name, "Delete");
  await page.getByRole("button", { name: "Delete the experiment" }).click();
  await expect(rowOf(page, name)).toHaveCount(0);
  await page.getByRole("switch", { name: "Trash" }).click();
  await expect(rowOf(page, name)).toBeVisible();
  await choose(page, name, "Restore");
  await expect(rowOf(page, name)).toHaveCount(0);
  await page.goto(`/experiments/${experiment}`);
  await expect(rowOf(page, trialName(0))).toBeVisible();
});

test("what was deleted a moment ago is restored from the word that says so", async ({
  page,
  signIn,
  wire,
}) => {
  const name = `regretted ${crypto.randomUUID()}`;
  await wire.makeExperiment(name);
  await signIn(page, "scientist");
  await find(page, name);
  await choose(page, name, "Delete");
  await page.getByRole("button", { name: "Delete the experiment" }).click();
  await expect(rowOf(page, name)).toHaveCount(0);
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(rowOf(page, name)).toBeVisible();
});
