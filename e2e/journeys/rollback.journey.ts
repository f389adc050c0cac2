import { expect, test } from "./fixtures";
import { alive, anothersPage, makeGuarded, promote } from "./registry";

const reason = "Too many alarms since noon.";

test("an engineer rolls back with a reason, another one confirms it", async ({
  page,
  browser,
  baseURL,
  signIn,
  person,
  wire,
}) => {
  const model = await makeGuarded(wire, person("engineer"));
  await promote(wire, person("engineer"), model, 2);
  await signIn(page, "engineer");
  await page.goto(`/models/${model}`);
  await alive(page);
  await page.getByRole("button", { name: "Roll back to v1" }).click();
  const dialog = page.getByRole("dialog", { name: "Roll back to version 1" });
  await expect(dialog).toContainText("version 2 is archived");
  await expect(dialog.getByRole("region", { name: "Gates of version 1" })).toContainText("accuracy");
  const press = dialog.getByRole("button", { name: "Roll back to version 1" });
  await expect(press).toBeDisabled();
  await dialog.getByLabel("Reason").fill(reason);
  await press.click();
  await expect(dialog).toHaveCount(0);
  // It applied at once, and whoever did it cannot confirm it.
  await page.getByRole("tab", { name: "History" }).click();
  const moved = page.getByRole("listitem").filter({ hasText: reason });
  await moved.first().getByRole("link", { name: "Rollback" }).click();
  await expect(page.getByText("To be confirmed").first()).toBeVisible();
  await expect(page.getByText("It has been applied. A second engineer confirms it")).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm the rollback" })).toHaveCount(0);

  const other = await anothersPage(browser, baseURL, null);
  await signIn(other, person("engineer", 1));
  await other.goto(`/board?search=${model}`);
  const production = other.getByRole("list", { name: /^Production/ });
  await expect(production.getByRole("link", { name: "Version 1", exact: true })).toBeVisible();
  await expect(other.getByRole("list", { name: /^Archived/ })).toContainText("Version 2");
  await production.getByRole("link", { name: "Rollback" }).click();
  await expect(other.getByText(reason)).toBeVisible();
  await other.getByRole("button", { name: "Confirm the rollback" }).click();
  await other.getByRole("alertdialog").getByRole("button", { name: "Confirm the rollback" }).click();
  await expect(other.getByText(/Noor.* confirmed the rollback\./)).toBeVisible();
  await other.context().close();

  // The page that stood open hears of it.
  await expect(page.getByText(/Noor.* confirmed the rollback\./)).toBeVisible();
  await expect(page.getByText("To be confirmed")).toHaveCount(0);
});
