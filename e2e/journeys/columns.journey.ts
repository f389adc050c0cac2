import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { alive } from "./registry";
import { trialName } from "./wire";

/** The columns after the choice and the run's name, as they stand. */
const heads = (page: Page) =>
  page.getByRole("table", { name: "Runs" }).locator("[role=columnheader]:nth-child(n + 3)");

test("columns are chosen, ordered and hidden, and the address keeps them", async ({
  page,
  browser,
  baseURL,
  signIn,
  wire,
}) => {
  const experiment = await wire.makeExperiment(`columns ${crypto.randomUUID()}`);
  const points = [{ key: "val_loss", value: 0.25, timestamp: Date.now(), step: 1 }];
  await wire.logRun(experiment, trialName(0), { params: { lr: "0.1", depth: "8" }, points });
  await wire.logRun(experiment, trialName(1), { params: { lr: "0.2", depth: "8" }, points });
  await signIn(page, "viewer");
  const path = `/experiments/${experiment}?columns=status,metrics.val_loss,params.depth`;
  await page.goto(path);
  await expect(heads(page)).toHaveText(["Status", "val_loss", "depth"]);
  await alive(page);

  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const picker = page.getByRole("dialog", { name: "Columns" });
  await picker.getByRole("searchbox", { name: "Find a column" }).fill("lr");
  await picker.getByRole("checkbox", { name: "param lr" }).click();
  await expect(heads(page)).toHaveText(["Status", "val_loss", "depth", "lr"]);
  await picker.getByRole("button", { name: "Move param lr up" }).click();
  await picker.getByRole("button", { name: "Move param lr up" }).click();
  await expect(heads(page)).toHaveText(["Status", "lr", "val_loss", "depth"]);
  await picker.getByRole("checkbox", { name: "param depth" }).click();
  await picker.getByRole("button", { name: "Pin metric val_loss" }).click();
  await page.keyboard.press("Escape");
  await expect(heads(page)).toHaveText(["val_loss", "Status", "lr"]);
  await page.getByRole("columnheader", { name: "lr" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "lr" })).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/sort=params\.lr/);

  const context = await browser.newContext({ baseURL: baseURL ?? "" });
  const other = await context.newPage();
  await signIn(other, "scientist");
  await other.goto(page.url());
  await expect(heads(other)).toHaveText(["val_loss", "Status", "lr"]);
  await expect(other.getByRole("table", { name: "Runs" }).getByRole("row").nth(1)).toContainText(
    trialName(1),
  );
  await context.close();

  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await picker.getByRole("button", { name: "Back to the usual columns" }).click();
  await expect(page).not.toHaveURL(/[?&]columns=/);
  // Those that differ, whoever started them and when: not depth, on which both runs agree.
  await expect(heads(page)).toHaveText(["val_loss", "Status", "Started", "Duration", "lr", "User"]);
});
