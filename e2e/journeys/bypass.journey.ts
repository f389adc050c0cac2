import { expect, test } from "./fixtures";
import { addNewcomer } from "./newcomers";
import { alive, anothersPage, makeGuarded, registerWorse } from "./registry";

const reason = "Production is down; the gates are mended tomorrow.";

test("an admin grants a bypass, it is used and shown, and taken back", async ({
  page,
  browser,
  baseURL,
  signIn,
  person,
  wire,
}) => {
  const model = await makeGuarded(wire, person("engineer"));
  await registerWorse(wire, model);
  const newcomer = await addNewcomer(baseURL ?? "", person("admin"), "engineer");
  await signIn(page, "admin");
  await page.goto("/settings/people");
  await alive(page);
  const row = page.getByRole("table").getByRole("row").filter({ hasText: newcomer.email });
  await row.getByRole("button", { name: `Actions for ${newcomer.name}` }).click();
  await page.getByRole("menuitem", { name: "Let them bypass policies" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Grant the right" }).click();
  await expect(row).toContainText("May bypass");

  const other = await anothersPage(browser, baseURL, null);
  await signIn(other, newcomer);
  await other.goto(`/models/${model}/3`);
  await alive(other);
  const bypass = other.getByRole("menuitem", { name: "Bypass the policy to Production" });
  await other.getByRole("button", { name: "Move to", exact: true }).click();
  await bypass.click();
  const dialog = other.getByRole("dialog", { name: `Bypass the policy of ${model}` });
  await expect(dialog).toContainText("accuracy against Production: failed");
  await expect(dialog).toContainText("1 approval is skipped");
  const press = dialog.getByRole("button", { name: "Bypass and move to Production" });
  await dialog.getByLabel("Reason").fill("Too short");
  await expect(press).toBeDisabled();
  await dialog.getByLabel("Reason").fill(reason);
  await press.click();
  await expect(other.getByRole("complementary", { name: "Past the policy" })).toContainText(reason);

  await row.getByRole("button", { name: `Actions for ${newcomer.name}` }).click();
  await page.getByRole("menuitem", { name: "Take back the right to bypass" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take back the right" }).click();
  await expect(row).not.toContainText("May bypass");
  await other.goto(`/models/${model}/2`);
  await alive(other);
  await other.getByRole("button", { name: "Move to", exact: true }).click();
  await expect(other.getByRole("menuitem").first()).toBeVisible();
  await expect(bypass).toHaveCount(0);
  await other.context().close();

  // Who reads sees it everywhere: on the version, on the board and in the trail.
  const viewer = await anothersPage(browser, baseURL, null);
  await signIn(viewer, "viewer");
  await viewer.goto(`/models/${model}/3`);
  const badge = viewer.getByRole("complementary", { name: "Past the policy" });
  await expect(badge).toContainText(`${newcomer.name} moved this version from None to Production`);
  await viewer.goto(`/board?search=${model}`);
  const production = viewer.getByRole("list", { name: /^Production/ });
  await expect(production.getByRole("link", { name: "Version 3", exact: true })).toBeVisible();
  await expect(production).toContainText("Past the policy");
  for (const page of [
    `/models?search=${model}`,
    `/models/${model}`,
    `/models/${model}/difference?from=1&to=3`,
  ]) {
    await viewer.goto(page);
    // Wide pages and narrow ones have it in places of their own.
    const mark = viewer.locator("main").getByText("Past the policy").filter({ visible: true });
    await expect(mark.first()).toBeVisible();
  }
  await viewer.goto(`/audit?target=${model}&actor=${newcomer.email}`);
  await expect(viewer.getByRole("table").getByRole("row").nth(1)).toContainText(newcomer.name);
  await viewer.context().close();
});
