import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "./fixtures";
import { alive, makeGuarded } from "./registry";

/** Verifies an exported trail as its reader does, with no server and no database. */
function verify(file: string, home: string): string {
  const { stdout, stderr } = spawnSync(
    "npm",
    ["run", "--silent", "slipway", "--", "verify", "--file", file],
    {
      env: { ...process.env, SLIPWAY_HOME: home, DATABASE_URL: "", CLICKHOUSE_URL: "" },
      encoding: "utf8",
    },
  );
  return stdout + stderr;
}

test("a refused act is found in the trail and opened; the exported chain verifies without a server", async ({
  page,
  signIn,
  person,
  wire,
}, info) => {
  const model = await makeGuarded(wire, person("engineer"));
  const refused = await fetch(`${wire.url}/api/models/${model}/versions/2/transitions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${person("viewer").token}` },
    body: JSON.stringify({ to: "Archived" }),
  });
  expect(refused.status).toBe(403);

  await signIn(page, "engineer");
  await page.goto("/audit");
  await alive(page);
  await expect(page.getByRole("region", { name: "Verification" })).toContainText("Verified:");
  const rows = page.getByRole("table").filter({ hasText: "On what" }).getByRole("row");
  await page.getByLabel("On what").fill(model);
  await expect(page).toHaveURL(new RegExp(`target=${model}`));
  await expect(rows.filter({ hasText: "Dana" }).first()).toBeVisible();
  await page.getByRole("combobox", { name: "Outcome" }).click();
  await page.getByRole("option", { name: "Refused", exact: true }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(/Vera.*Refused/);
  await rows.nth(1).getByRole("button").click();
  const record = page.getByRole("region", { name: /^Record \d+$/ });
  await expect(record).toContainText("viewer, by an API token");
  await expect(page).toHaveURL(/event=\d+/);
  await page.reload();
  await expect(record).toContainText(model);
  await alive(page);
  await record.getByRole("button", { name: "Close" }).click();
  await expect(record).toHaveCount(0);

  await page.getByRole("button", { name: "Export" }).click();
  const arriving = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "The whole chain as NDJSON, to verify" }).click();
  const file = info.outputPath("trail.ndjson");
  await (await arriving).saveAs(file);
  const trail = await readFile(file, "utf8");
  expect(trail).toContain(model);
  const home = info.outputPath("no-home");
  expect(verify(file, home)).toContain("Unbroken:");
  // One word changed in it is found.
  await writeFile(file, trail.replace(model, "another-model"));
  expect(verify(file, home)).toContain("Broken after");
});

test("what the demo told says when it took effect beside when it was recorded, in the list, the record and the CSV", async ({
  page,
  signIn,
  person,
  wire,
}) => {
  await signIn(page, "viewer");
  await page.goto("/audit?action=create-model&target=flight-delay");
  await alive(page);
  const table = page.getByRole("table").filter({ hasText: "On what" });
  await expect(table.getByRole("columnheader", { name: "Took effect" })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "Recorded" })).toBeVisible();
  await expect(page.getByLabel("Recorded from, UTC")).toBeVisible();
  const row = table.getByRole("row").nth(1);
  const times = await row
    .locator("time")
    .evaluateAll((all) => all.map((one) => one.getAttribute("datetime")));
  const [effect = 0, recorded = 0] = times.map((time) => Date.parse(time ?? ""));
  expect(recorded - effect).toBeGreaterThan(86_400_000);
  const seq = await row.getByRole("button").textContent();
  await row.getByRole("button").click();
  const record = page.getByRole("region", { name: /^Record \d+$/ });
  await expect(record).toContainText("Took effect");
  await expect(record).toContainText("told afterwards, by an import or the demo");

  const answer = await fetch(
    `${wire.url}/api/audit/export?format=csv&action=create-model&target=flight-delay`,
    {
      headers: { authorization: `Bearer ${person("engineer").token}` },
    },
  );
  const lines = (await answer.text()).split("\r\n").map((line) => line.split(","));
  expect(lines[0]?.slice(0, 3)).toEqual(["number", "time", "took_effect"]);
  const exported = lines.find(([number]) => number === seq);
  expect(Date.parse(exported?.[2] ?? "")).toBe(effect);
});
