import { expect, test } from "./fixtures";

for (const role of ["viewer", "scientist", "engineer", "admin"])
  test(`the demo's ${role} signs in and finds the experiments`, async ({ page, signIn, accessibility }) => {
    await signIn(page, role);
    await page.goto("/experiments");
    await expect(page.getByRole("heading", { level: 1, name: "Experiments" })).toBeVisible();
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    expect(await accessibility(page)).toEqual([]);
  });
