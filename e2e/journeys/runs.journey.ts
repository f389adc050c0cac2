import { expect, test } from "./fixtures";
import { trialName } from "./wire";

test("a filter that is wrong says so under the word", async ({ page, signIn, wire }) => {
  const experiment = await wire.makeExperiment(`filter ${crypto.randomUUID()}`);
  await wire.logRun(experiment, trialName(0));
  await signIn(page, "viewer");
  await page.goto(`/experiments/${experiment}`);
  const filter = page.getByRole("combobox", { name: "Filter the runs" });
  await filter.fill("metric.val_loss <> 0.5");
  await filter.press("Enter");
  await expect(filter).toHaveAttribute("aria-invalid", "true");
  await expect(filter).toHaveAccessibleDescription(/\S/);
  await expect(page).not.toHaveURL(/filter=/);
});

test("a link that the MLflow client printed is not lost by signing in", async ({ page, person, wire }) => {
  const { runs } = await wire.logSweep(`printed ${crypto.randomUUID()}`);
  const { email, password } = person("viewer");
  await page.goto(`/#/experiments/1/runs/${runs[0]}`);
  await page.getByLabel(/e-mail/i).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${runs[0]}$`));
});

test("an unknown run says that it is not there", async ({ page, signIn, complaints }) => {
  await signIn(page, "viewer");
  await page.goto("/runs/00000000000000000000000000000000");
  await expect(page.getByText(/no run|not found|does not exist|not here/i).first()).toBeVisible();
  // The browser itself complains of the 404, which is the right answer.
  expect(complaints.splice(0).filter((text) => !text.includes("404"))).toEqual([]);
});

test("a run goes to the trash and comes back", async ({ page, signIn, wire }) => {
  const experiment = await wire.makeExperiment(`trash ${crypto.randomUUID()}`);
  await wire.logRun(experiment, trialName(0));
  await wire.logRun(experiment, trialName(1));
  await signIn(page, "scientist");
  await page.goto(`/experiments/${experiment}`);
  const link = page.getByRole("link", { name: trialName(0), exact: true });
  await page.getByRole("checkbox", { name: `Select ${trialName(0)}` }).click();
  await page.getByRole("toolbar", { name: "Chosen runs" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete 1 run" }).click();
  await expect(link).toHaveCount(0);
  await page.getByRole("switch", { name: "Trash" }).click();
  await expect(link).toBeVisible();
  await page.getByRole("checkbox", { name: `Select ${trialName(0)}` }).click();
  await page.getByRole("button", { name: "Restore 1 run" }).click();
  await expect(link).toHaveCount(0);
  await page.getByRole("switch", { name: "Trash" }).click();
  await expect(link).toBeVisible();
});

test("a run logged meanwhile is offered and comes when asked", async ({ page, signIn, wire }) => {
  const experiment = await wire.makeExperiment(`live ${crypto.randomUUID()}`);
  await wire.logRun(experiment, trialName(0));
  await signIn(page, "viewer");
  await page.goto(`/experiments/${experiment}`);
  await expect(page.getByRole("link", { name: trialName(0), exact: true })).toBeVisible();
  const late = page.getByRole("link", { name: trialName(1), exact: true });
  await wire.logRun(experiment, trialName(1));
  const offer = page.getByRole("button", { name: "1 new run – show" });
  await expect(offer).toBeVisible({ timeout: 20_000 });
  await expect(late).toHaveCount(0);
  await offer.click();
  await expect(late).toBeVisible();
});

test("a viewer sees nothing that writes", async ({ page, signIn, wire }) => {
  const experiment = await wire.makeExperiment(`viewer ${crypto.randomUUID()}`);
  const run = await wire.logRun(experiment, trialName(0));
  await signIn(page, "viewer");
  await page.goto("/experiments");
  await expect(page.getByRole("table").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "New experiment" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await page.goto(`/experiments/${experiment}`);
  await page.getByRole("checkbox", { name: `Select ${trialName(0)}` }).click();
  const bar = page.getByRole("toolbar", { name: "Chosen runs" });
  await expect(bar.getByRole("button", { name: "Clear the choice" })).toBeVisible();
  await expect(bar.getByRole("button", { name: /Delete|Tag/ })).toHaveCount(0);
  await page.goto(`/runs/${run}`);
  await page.getByRole("button", { name: `Actions for ${trialName(0)}` }).click();
  await expect(page.getByRole("menuitem", { name: "Copy the run id" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /Rename|Delete/ })).toHaveCount(0);
});
