import { expect, test } from "./fixtures";
import { alive, anothersPage, makeGuarded } from "./registry";

test("demanding less waits for a second engineer, demanding more holds at once", async ({
  page,
  browser,
  baseURL,
  signIn,
  person,
  wire,
}) => {
  const model = await makeGuarded(wire, person("engineer"));
  await signIn(page, "engineer");
  await page.goto(`/models/${model}/policy`);
  await alive(page);
  const production = page.getByRole("region", { name: "Production" });
  await production.getByRole("button", { name: "Remove gate 2" }).click();
  await expect(page.getByText("This demands less than the policy that holds")).toBeVisible();
  await page.getByLabel("Reason for the change").fill("One gate is enough.");
  await page.getByRole("button", { name: "Propose the change" }).click();
  const waiting = page.getByRole("region", { name: "A change that waits" });
  await expect(waiting).toContainText("One gate is enough.");
  await expect(waiting.getByRole("button", { name: "Agree to the change" })).toHaveCount(0);
  await expect(production.getByRole("button", { name: /^Remove gate/ })).toHaveCount(0);
  const versions = page.getByRole("table").filter({ hasText: "Decided by" });
  await expect(versions.getByRole("row").nth(1)).toContainText("Waits");
  await expect(versions.getByRole("row").nth(2)).toContainText("Holds");

  const other = await anothersPage(browser, baseURL, null);
  await signIn(other, person("engineer", 1));
  await other.goto(`/models/${model}/policy`);
  await alive(other);
  await other.getByLabel("Comment").fill("Agreed.");
  await other.getByRole("button", { name: "Agree to the change" }).click();
  await other.getByRole("alertdialog").getByRole("button", { name: "Agree to the change" }).click();
  await expect(other.getByRole("region", { name: "A change that waits" })).toHaveCount(0);
  await other.context().close();

  // The first one's page hears of it, and its form begins from what holds now.
  await expect(waiting).toHaveCount(0);
  await expect(versions.getByRole("row").nth(1)).toContainText(/Holds.*Noor/);
  await expect(production.getByRole("button", { name: /^Remove gate/ })).toHaveCount(1);

  await production.getByRole("combobox", { name: "Approvals" }).click();
  await page.getByRole("option", { name: "2 engineers" }).click();
  await page.getByLabel("Reason for the change").fill("Four eyes and two more.");
  await page.getByRole("button", { name: "Save the policy" }).click();
  await expect(versions.getByRole("row").nth(1)).toContainText(/3Holds/);
  await page.reload();
  await expect(production.getByRole("combobox", { name: "Approvals" })).toHaveText("2 engineers");
  await page.goto(`/models/${model}/2`);
  await page.getByRole("button", { name: "Request Production" }).click();
  await expect(page.getByRole("dialog")).toContainText("2 engineers approve");
});
