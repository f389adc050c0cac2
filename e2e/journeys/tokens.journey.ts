import { expect, test } from "./fixtures";
import { alive } from "./registry";
import { takeDown } from "./shown-once";

test("a token is shown once, works, and no more once it is revoked", async ({ page, baseURL, signIn }) => {
  const name = `token ${crypto.randomUUID()}`;
  await signIn(page, "scientist");
  await page.goto("/settings/tokens");
  await alive(page);
  await page.getByRole("button", { name: "Create a token" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("checkbox", { name: /^Register and describe models/ }).click();
  await page.getByRole("button", { name: "Create the token" }).click();
  const secret = await takeDown(page, `Copy ${name} now`, "Token");

  const row = page.getByRole("table").getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Active");
  await expect(row).toContainText("read, runs:write");
  await expect(row).toContainText("Never");
  expect(await page.content()).not.toContain(secret);

  const send = (path: string, body?: object) =>
    fetch(`${baseURL}${path}`, {
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    }).then(({ status }) => status);
  const log = () => send("/api/2.0/mlflow/experiments/create", { name: `made by ${crypto.randomUUID()}` });
  const register = () => send("/api/2.0/mlflow/registered-models/create", { name: crypto.randomUUID() });
  expect(await send("/api/models")).toBe(200);
  expect(await log()).toBe(200);
  expect(await register(), "a scope that it was not given").toBe(403);
  await page.reload();
  await expect(row).not.toContainText("Never");

  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(row).toContainText("Revoked");
  expect([await send("/api/models"), await log()]).toEqual([401, 401]);
  await expect(row.getByRole("button")).toHaveCount(0);
});
