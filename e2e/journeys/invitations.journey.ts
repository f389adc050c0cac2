import { expect, test } from "./fixtures";
import { addNewcomer } from "./newcomers";
import { alive, anothersPage } from "./registry";
import { takeDown } from "./shown-once";

test("an admin invites, the link opens once, and whoever chose a password comes in", async ({
  page,
  browser,
  baseURL,
  signIn,
}) => {
  const id = crypto.randomUUID().slice(0, 8);
  const [email, name, password] = [`ines-${id}@demo.slipway`, `Ines ${id}`, "four words nobody guesses"];
  await signIn(page, "admin");
  await page.goto("/settings/people");
  await alive(page);
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a person" });
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: "Engineer" }).click();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const link = await takeDown(page, "Pass on this invitation", "Link");
  const row = page.getByRole("table").getByRole("row").filter({ hasText: email });
  await expect(row).toContainText("Invited");

  const other = await anothersPage(browser, baseURL, null);
  await other.goto(link);
  await expect(other.getByLabel("E-mail")).toHaveValue(email);
  await expect(other.getByLabel("Name")).toHaveValue(name);
  await alive(other);
  await other.getByRole("textbox", { name: "Password" }).fill("short");
  await other.getByRole("button", { name: "Join Slipway" }).click();
  await expect(other.getByText("Use at least 12 characters", { exact: false })).toBeVisible();
  await other.getByRole("textbox", { name: "Password" }).fill(password);
  await other.getByRole("button", { name: "Join Slipway" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  await other.goto("/settings/profile");
  await expect(other.getByText(/^engineer in/i)).toBeVisible();
  await other.context().close();

  const late = await anothersPage(browser, baseURL, null);
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await signIn(late, { email, password });
  await late.context().close();
  await page.reload();
  await expect(row).toContainText("Active");
});

test("a password link replaces a forgotten password; somebody disabled is out at once", async ({
  page,
  browser,
  baseURL,
  signIn,
  person,
}) => {
  const { email, name, password } = await addNewcomer(baseURL ?? "", person("admin"), "scientist");
  const other = await anothersPage(browser, baseURL, null);
  await signIn(other, { email, password });
  await signIn(page, "admin");
  await page.goto("/settings/people");
  await alive(page);
  const actions = page.getByRole("button", { name: `Actions for ${name}` });
  await actions.click();
  await page.getByRole("menuitem", { name: "Make a password link" }).click();
  const link = await takeDown(page, "Pass on this password link", "Link");

  const elsewhere = await anothersPage(browser, baseURL, null);
  await elsewhere.goto(link);
  await alive(elsewhere);
  await elsewhere.getByRole("textbox", { name: "Password" }).fill("another four words, kept");
  await elsewhere.getByRole("button", { name: "Set the password" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  // The session that the old password opened has ended.
  await other.goto("/experiments");
  await expect(other).toHaveURL(/\/sign-in/);

  await actions.click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("table").getByRole("row").filter({ hasText: email })).toContainText("Disabled");
  await elsewhere.goto("/experiments");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  for (const one of [other, elsewhere]) await one.context().close();
});
