import { expect, test } from "./fixtures";
import { trialName } from "./wire";

test("a note on a run is written, read as Markdown, changed and taken back", async ({
  page,
  signIn,
  wire,
}) => {
  const run = await wire.logRun(await wire.makeExperiment(`note ${crypto.randomUUID()}`), trialName(0));
  await signIn(page, "scientist");
  await page.goto(`/runs/${run}`);
  const note = page.getByRole("textbox", { name: "Notes, in Markdown" });
  await page.getByRole("button", { name: "Write notes" }).click();
  await note.fill("Seen **twice**.");
  await page.getByRole("button", { name: "Save notes" }).click();
  await expect(page.locator("strong").filter({ hasText: "twice" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Edit notes" }).click();
  await expect(note).toHaveValue("Seen **twice**.");
  await note.fill("");
  await page.getByRole("button", { name: "Save notes" }).click();
  await expect(page.getByRole("button", { name: "Write notes" })).toBeVisible();
});

test("a tag of a run is set, replaced and removed", async ({ page, signIn, wire }) => {
  const run = await wire.logRun(await wire.makeExperiment(`tag ${crypto.randomUUID()}`), trialName(0));
  await signIn(page, "scientist");
  await page.goto(`/runs/${run}`);
  const dialog = page.getByRole("dialog", { name: "Tag the run" });
  for (const value of ["ada", "grace"]) {
    await page.getByRole("button", { name: "Set a tag" }).click();
    await dialog.getByLabel("Key").fill("owner");
    await dialog.getByLabel("Value").fill(value);
    await dialog.getByRole("button", { name: "Tag the run" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByTitle(`owner: ${value}`)).toBeVisible();
  }
  await expect(page.getByTitle("owner: ada")).toHaveCount(0);
  await page.getByRole("button", { name: "Remove tag owner" }).click();
  await expect(page.getByText("This run has no tags of its own.")).toBeVisible();
});
