import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { alive, askFor, makeGuarded } from "./registry";

const versionIn = (page: Page, stage: string, version: number) =>
  page
    .getByRole("list", { name: new RegExp(`^${stage}`) })
    .getByRole("link", { name: `Version ${version}`, exact: true });

test("a move that nothing guards is made at once and taken back", async ({ page, signIn, person, wire }) => {
  const model = await makeGuarded(wire, person("engineer"));
  await signIn(page, "scientist");
  await page.goto(`/board?search=${model}`);
  await expect(versionIn(page, "None", 2)).toBeVisible();
  await alive(page);
  await page.getByRole("button", { name: `Move version 2 of ${model} to…` }).click();
  await page.getByRole("menuitem", { name: /^Staging/ }).click();
  await expect(versionIn(page, "Staging", 2)).toBeVisible();
  const notices = page.getByRole("region", { name: "Notifications" });
  await expect(notices).toContainText(`Version 2 of ${model} moved to Staging.`);
  await notices.getByRole("button", { name: "Undo" }).click();
  await expect(versionIn(page, "None", 2)).toBeVisible();
  await expect(notices).toContainText(`Version 2 of ${model} is back in None.`);
  await expect(versionIn(page, "Staging", 2)).toHaveCount(0);

  // Both moves happened, and both stand in the history.
  await page.goto(`/models/${model}?tab=history`);
  const moves = page
    .getByRole("tabpanel", { name: "History" })
    .getByRole("listitem")
    .filter({ hasText: "Staging" });
  await expect(moves).toHaveText([/Version 2StagingtoNone/, /Version 2NonetoStaging/]);
});

test("a move that makes a request stale names it first, and undo says what it cannot mend", async ({
  page,
  signIn,
  person,
  wire,
}) => {
  const model = await makeGuarded(wire, person("engineer"));
  const id = await askFor(wire, model, 2);
  await signIn(page, "scientist");
  await page.goto(`/board?search=${model}`);
  await expect(versionIn(page, "None", 2)).toBeVisible();
  await alive(page);
  const archive = async () => {
    await page.getByRole("button", { name: `Move version 2 of ${model} to…` }).click();
    await page.getByRole("menuitem", { name: /^Archived/ }).click();
  };
  await archive();
  const question = page.getByRole("alertdialog", { name: `Move version 2 of ${model} to Archived?` });
  await expect(question.getByRole("link", { name: "Version 2 for Production" })).toHaveAttribute(
    "href",
    `/requests/${id}`,
  );
  await expect(question).toContainText("asked by Dana Okafor");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toHaveCount(0);
  await expect(versionIn(page, "None", 2)).toBeVisible();

  await archive();
  await question.getByRole("button", { name: "Move to Archived" }).click();
  await expect(versionIn(page, "Archived", 2)).toBeVisible();
  const notices = page.getByRole("region", { name: "Notifications" });
  await expect(notices).toContainText("undo does not bring it back");
  await notices.getByRole("button", { name: "Undo" }).click();
  await expect(versionIn(page, "None", 2)).toBeVisible();
  await page.goto(`/requests/${id}`);
  await expect(page.getByText("It became stale")).toBeVisible();
});
