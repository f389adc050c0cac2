import { Slipway } from "../served";
import { expect, test } from "./fixtures";
import { alive, anothersPage } from "./registry";

test("on an empty home the printed link makes the first admin, once", async ({ page, browser, signIn }) => {
  const slipway = new Slipway();
  try {
    await slipway.start();
    await page.goto(slipway.url);
    await expect(page.getByRole("heading", { name: "Nobody has an account yet" })).toBeVisible();
    const link = await slipway.setUpLink();
    await page.goto(link);
    await alive(page);
    const first = { email: "ada@example.org", password: "four words nobody guesses" };
    await page.getByLabel("Name").fill("Ada Moreau");
    await page.getByLabel("E-mail").fill(first.email);
    await page.getByRole("textbox", { name: "Password" }).fill(first.password);
    await page.getByRole("radio", { name: /^Alone/ }).check();
    await page.getByRole("button", { name: "Set up Slipway" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    await page.goto(`${slipway.url}/settings/people`);
    await expect(page.getByRole("checkbox", { name: "Ada Moreau is an admin" })).toBeChecked();

    const other = await anothersPage(browser, slipway.url, null);
    await other.goto(link);
    await expect(other.getByLabel("Password")).toHaveCount(0);
    await signIn(other, first);
    await expect(other.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    await other.context().close();
    await page.goto("about:blank"); // it would complain of the server's end
  } finally {
    await slipway.stop();
  }
});
