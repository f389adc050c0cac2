import type { Page } from "@playwright/test";
import { z } from "zod";
import { sendAsPage, signIn as signInAsScript } from "../sign-in";
import { expect, test } from "./fixtures";
import type { DemoUser } from "./people";
import { alive } from "./registry";
import type { Wire } from "./wire";

const seen = z.object({
  model_version: z.object({
    version: z.string(),
    source: z.string(),
    run_id: z.string(),
    description: z.string().optional(),
    tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
    aliases: z.array(z.string()).optional(),
  }),
});

/** A version as MLflow's client reads it. */
async function read({ url, token }: Wire, path: string) {
  const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return seen.parse(await answer.json()).model_version;
}

/** A run with two models, and a name that nothing has yet. */
async function aRun(wire: Wire) {
  const experiment = await wire.makeExperiment(`register ${crypto.randomUUID()}`);
  const run = await wire.logRun(experiment, "trained");
  for (const folder of ["model", "fallback"])
    await wire.putArtifact(experiment, run, `${folder}/MLmodel`, "flavors: {}\n");
  return { run, model: `registered-${crypto.randomUUID().slice(0, 8)}` };
}

async function setPolicy(wire: Wire, engineer: DemoUser, model: string, guard: object) {
  const cookie = await signInAsScript(wire.url, engineer.email, engineer.password);
  const body = { policy: { guards: { Production: { approvals: 1, ...guard } } }, reason: "Whose it is." };
  const answer = await sendAsPage(wire.url, cookie, "PUT", `/api/models/${model}/policy`, body);
  expect(answer.status).toBe(200);
}

const setTag = async (page: Page, key: string, value: string) => {
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Set a tag" }).click();
  await dialog.getByLabel("Key").fill(key);
  await dialog.getByLabel("Value").fill(value);
  await dialog.getByRole("button", { name: "Set the tag" }).click();
  await expect(dialog).toHaveCount(0);
};

test("a version is registered from its run, its tags and alias are edited, and the client sees them", async ({
  page,
  signIn,
  accessibility,
  wire,
}) => {
  const { run, model } = await aRun(wire);
  await signIn(page, "scientist");
  await page.goto(`/runs/${run}`);
  await alive(page);
  await page.getByRole("button", { name: "Register model", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Register model" });
  await dialog.getByLabel("Model").fill(model);
  await expect(dialog).toContainText("A new model of this name is made");
  await dialog.getByRole("combobox", { name: "From" }).click();
  await page.getByRole("option", { name: "model, a folder" }).click();
  await dialog.getByLabel("Description").fill("Trained on May.");
  await dialog.getByRole("button", { name: "Add a tag" }).click();
  await dialog.getByLabel("Key of tag 1").fill("data");
  await dialog.getByLabel("Value of tag 1").fill("may");
  expect(await accessibility(page)).toEqual([]);
  await dialog.getByLabel("Model").press("Enter");
  await expect(dialog.getByRole("status")).toHaveText(
    `Version 1 of ${model} is registered. It stands in no stage yet.`,
  );
  // The way on has the focus.
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/models/${model}/1$`));
  await expect(page.getByTitle("data: may")).toBeVisible();

  await setTag(page, "owner", "ada");
  await page.getByRole("button", { name: "Change tag owner" }).click();
  const change = page.getByRole("dialog", { name: "Change the tag owner" });
  await change.getByLabel("Value").fill("grace");
  await change.getByRole("button", { name: "Set the tag" }).click();
  await expect(page.getByTitle("owner: grace")).toBeVisible();
  await page.getByRole("button", { name: "Remove tag data" }).click();
  await expect(page.getByTitle("data: may")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByTitle("data: may")).toBeVisible();

  await page.getByRole("button", { name: "Set an alias" }).click();
  const aliases = page.getByRole("dialog", { name: "Set an alias of version 1" });
  await aliases.getByLabel("Alias").fill("candidate");
  await page.keyboard.press("Enter");
  await expect(page.getByText("@candidate", { exact: true })).toBeVisible();

  const first = await read(wire, `model-versions/get?name=${model}&version=1`);
  expect(first).toMatchObject({
    source: `runs:/${run}/model`,
    run_id: run,
    description: "Trained on May.",
    aliases: ["candidate"],
  });
  expect(first.tags).toEqual([
    { key: "data", value: "may" },
    { key: "owner", value: "grace" },
  ]);

  // The next one takes the alias over, and is told from where.
  await page.goto(`/runs/${run}`);
  await alive(page);
  await expect(page.getByRole("link", { name: `${model}, version 1` })).toBeVisible();
  await page.getByRole("button", { name: "Register fallback, a folder" }).click();
  await dialog.getByLabel("Model").fill(model);
  await expect(dialog).toContainText(`Becomes the next version of ${model}, which has 1 now.`);
  await dialog.getByRole("button", { name: "Register model" }).click();
  await dialog.getByRole("button", { name: "Stay here" }).click();
  await page.getByRole("link", { name: `${model}, version 2` }).click();
  await page.getByRole("button", { name: "Set an alias" }).click();
  await page.getByRole("combobox", { name: "Alias" }).fill("candidate");
  await expect(page.getByRole("dialog")).toContainText(
    "candidate points at version 1 now: it moves from there to version 2.",
  );
  await page.getByRole("button", { name: "Move it from version 1" }).click();
  await expect(page.getByText("@candidate", { exact: true })).toBeVisible();
  const moved = await read(wire, `registered-models/alias?name=${model}&alias=candidate`);
  expect(moved).toMatchObject({ version: "2", source: `runs:/${run}/fallback` });
});

test("what a gate misses is set where it is asked for, and a tied alias says why it stays", async ({
  page,
  signIn,
  person,
  wire,
}) => {
  const { run, model } = await aRun(wire);
  await wire.registerModel(model, run);
  const gates = [{ kind: "tags", keys: ["owner"] }];
  await setPolicy(wire, person("engineer"), model, { gates, aliases: ["champion"] });
  await signIn(page, "viewer");
  await page.goto(`/models/${model}/1`);
  await alive(page);
  await expect(page.getByRole("list", { name: "Missing tags" })).toContainText("Production wants it");
  for (const name of ["Set a tag", "Set an alias", "Set owner"])
    await expect(page.getByRole("button", { name })).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, "scientist");
  await page.goto(`/models/${model}/1`);
  await alive(page);
  await page.getByRole("button", { name: "Set an alias" }).click();
  await page.getByRole("combobox", { name: "Alias" }).fill("champion");
  await expect(page.getByText("champion is tied to Production by the policy")).toBeVisible();
  await expect(page.getByRole("button", { name: "Set the alias" })).toBeDisabled();
  await page.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Request Production" }).click();
  const asking = page.getByRole("dialog", { name: "Request Production for version 1" });
  await expect(asking).toContainText("The version lacks owner.");
  await asking.getByLabel(/^owner/).fill("ada");
  await page.keyboard.press("Enter");
  await expect(asking.getByText("1 of 1")).toBeVisible();
  await expect(asking.getByRole("list", { name: "Missing tags" })).toHaveCount(0);
  await asking.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTitle("owner: ada")).toBeVisible();
});
