import { expect, test } from "./fixtures";

// The browser itself complains of the answers that these journeys are about.
const others = (complaints: string[]) =>
  complaints.splice(0).filter((text) => !/status of (404|500|503)/.test(text));

test("an address where nothing is says so, and leads home", async ({ page, signIn, complaints }) => {
  await signIn(page, "viewer");
  const answer = await page.goto("/nowhere/at-all");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address");
  await page.getByRole("link", { name: "Go to the home page" }).click();
  await expect(page).toHaveURL(/\/$/);
  expect(others(complaints)).toEqual([]);
});

test("a list that cannot be read says why, and is read when tried again", async ({
  page,
  signIn,
  wire,
  complaints,
}) => {
  const name = `read again ${crypto.randomUUID()}`;
  await wire.makeExperiment(name);
  await signIn(page, "viewer");
  await page.goto("/experiments");
  await page.route("**/api/experiments?*", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({ title: "Away", code: "unavailable", detail: "The database is away." }),
    }),
  );
  await page.getByRole("searchbox", { name: "Find an experiment by name" }).fill(name);
  const alert = page.getByRole("alert").filter({ hasText: "The experiments could not be loaded." });
  await expect(alert).toContainText("The database is away.", { timeout: 20_000 });
  await page.unroute("**/api/experiments?*");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  await expect(alert).toHaveCount(0);
  expect(others(complaints)).toEqual([]);
});
