import { Client } from "pg";
import { z } from "zod";
import type { Slipway } from "../served";
import { sendAsPage } from "../sign-in";
import { ask, asPage, makeModel, makeRun, mlflow, pathOfFile, type Team } from "./decisions";
import type { Case, Suite } from "./suite";

const gates = z.object({ gates: z.array(z.object({ name: z.string(), result: z.string() })) });
const approve = (id: string) =>
  ["POST", `/api/requests/${id}/decisions`, { decision: "approve", comment: "seen" }] as const;

/** F4a, F6a, F7a, and gates that have nothing to read: approvals whose ground was taken away, and ways around them. */
export async function groundMoves(suite: Suite, slipway: Slipway, team: Team): Promise<void> {
  const database = new Client({ connectionString: slipway.running().databaseUrl });
  await database.connect();
  try {
    await staleRequests(suite, database, team);
    await waysAround(suite, database, team);
    await unreadableGates(suite, team);
    await oneEventEach(suite, database);
  } finally {
    await database.end();
  }
}

const refused = (team: Team, name: string, id: string, says: RegExp): Case => ({
  ...asPage(team, name, team.engineer, approve(id), [409]),
  says,
});

async function staleRequests(suite: Suite, database: Client, team: Team): Promise<void> {
  const run = await makeRun(team);
  await makeModel(team, "digest", [run]);
  for (const name of ["policy", "moved", "late"]) await makeModel(team, name, [await makeRun(team)]);
  const [digest, policy, moved, late] = [
    await ask(team, team.scientist, "digest", 1),
    await ask(team, team.scientist, "policy", 1),
    await ask(team, team.scientist, "moved", 1),
    await ask(team, team.scientist, "late", 1),
  ];
  const file = { path: pathOfFile(run), headers: { authorization: team.scientistToken } };
  await suite.run([
    { ...file, name: "a file of what is asked for is replaced", method: "PUT", body: "other", expect: [409] },
    { ...file, name: "a file of what is asked for is deleted", method: "DELETE", expect: [409] },
  ]);
  await database.query("UPDATE artifact SET sha256 = decode(repeat('00', 32), 'hex') WHERE path LIKE $1", [
    `%${run}%`,
  ]);
  await database.query(
    "UPDATE stage_request SET created_at = now() - interval '4 days', expires_at = now() - interval '1 second' WHERE id = $1",
    [late],
  );
  const stricter = { policy: { guards: { Production: { approvals: 2 } } }, reason: "two see more" };
  await suite.run([
    refused(team, "an approval where the files are others now", digest, /stale.*files/),
    asPage(team, "a stricter policy", team.second, ["PUT", "/api/models/policy/policy", stricter], [200]),
    refused(team, "an approval where the policy is another now", policy, /stale/),
    asPage(
      team,
      "a move to Staging",
      team.scientist,
      ["POST", "/api/models/moved/versions/1/transitions", { to: "STAGING" }],
      [200],
    ),
    refused(team, "an approval where the version has moved", moved, /stale/),
    refused(team, "an approval after its time", late, /stale.*expired|expired.*stale/),
  ]);
  const { rows } = await database.query("SELECT count(*)::int AS n FROM version WHERE stage = 'Production'");
  suite.count(
    "and only what was approved before stands in Production",
    rows[0]?.n === 1 ? 200 : 1,
    "",
    [200],
  );
}

async function waysAround(suite: Suite, database: Client, team: Team): Promise<void> {
  const name = "asked"; // its first version was approved, and stands in Production
  const wire = (path: string, method: string, body: object, what: string): Case => ({
    name: `${what} what is approved`,
    method,
    path: `/api/2.0/mlflow/${path}`,
    headers: { authorization: team.scientistToken, "content-type": "application/json" },
    body: JSON.stringify({ name, ...body }),
    expect: [403],
  });
  const versions = "model-versions";
  const transition = (version: string, stage: string, what: string) =>
    wire(`${versions}/transition-stage`, "POST", { version, stage, archive_existing_versions: true }, what);
  const tie = { policy: { guards: { Production: { aliases: ["champion"] } } }, reason: "it follows" };
  const loose = { policy: { guards: {} }, reason: "in a hurry" };
  const over = { to: "Production", reason: "I cannot wait for anybody" };
  await suite.run([
    transition("2", "production", "a move of another version over"),
    {
      ...transition("1", "Archived", "archiving"),
      body: JSON.stringify({ name, version: "1", stage: "archived" }),
    },
    wire(`${versions}/delete`, "DELETE", { version: "1" }, "deleting"),
    wire("registered-models/delete", "DELETE", {}, "deleting the model of"),
    wire("registered-models/rename", "POST", { new_name: "anew" }, "renaming"),
    asPage(team, "an alias is tied", team.engineer, ["PUT", `/api/models/${name}/policy`, tie], [200]),
    wire("registered-models/alias", "POST", { alias: "champion", version: "2" }, "an alias re-pointed from"),
    asPage(
      team,
      "a policy loosened alone",
      team.engineer,
      ["PUT", `/api/models/${name}/policy`, loose],
      [200],
    ),
    asPage(
      team,
      "and agreed to by who proposed it",
      team.engineer,
      ["POST", `/api/models/${name}/policy/decision`, { decision: "approve" }],
      [403],
    ),
    transition("2", "Production", "while it waits, a move over"),
    asPage(
      team,
      "a policy passed by without the right",
      team.engineer,
      ["POST", `/api/models/${name}/versions/2/bypass`, over],
      [403],
    ),
    asPage(
      team,
      "a rollback with nothing before",
      team.engineer,
      ["POST", `/api/models/${name}/rollback`, { reason: "it broke" }],
      [409],
    ),
  ]);
  const second = await database
    .query(
      "UPDATE version SET stage = 'Production' WHERE number = 2 AND model_id = (SELECT id FROM model WHERE name = $1)",
      [name],
    )
    .then(
      () => "nothing",
      (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "nothing"),
    );
  suite.count(`direct SQL for a second Production: ${second}`, second === "23505" ? 200 : 1, "", [200]);
}

/** Metrics and runs that are missing, NaN or infinite: unknown, and never passed. */
async function unreadableGates(suite: Suite, team: Team): Promise<void> {
  const gone = await makeRun(team, 0.99);
  const runs = [await makeRun(team), await makeRun(team, "NaN"), await makeRun(team, "Infinity"), gone, null];
  await makeModel(team, "gated", runs);
  await mlflow(team, team.scientistToken, "runs/delete", { run_id: gone });
  const gate = { kind: "bound", metric: "acc", better: "higher", bound: 0.9 };
  const policy = { guards: { Production: { approvals: 1, gates: [gate] } } };
  const put = ["PUT", "/api/models/gated/policy", { policy, reason: "numbers first" }] as const;
  await suite.run([asPage(team, "a policy with a gate", team.engineer, put, [200])]);
  for (const version of runs.keys()) {
    const path = `/api/models/gated/versions/${version + 1}/gates?to=Production`;
    const seen = await sendAsPage(team.url, team.viewer, "GET", path);
    const results = gates.parse(seen.body).gates.map(({ result }) => result);
    suite.count(
      `the gate of version ${version + 1}: ${results}`,
      results.join() === "unknown" ? 200 : 1,
      "",
      [200],
    );
    const id = await ask(team, team.scientist, "gated", version + 1);
    await suite.run([
      refused(team, `an approval of version ${version + 1}, whose gate is unknown`, id, /acc is unknown/),
    ]);
  }
}

/** Replayed or refused, each decision that counted has one vote and one event in the trail. */
async function oneEventEach(suite: Suite, database: Client): Promise<void> {
  const { rows } = await database.query(`
    SELECT (SELECT count(*)::int FROM stage_vote) AS votes,
      (SELECT count(*)::int FROM stage_request WHERE status = 'applied') AS applied,
      (SELECT count(*)::int FROM transition WHERE to_stage = 'Production') AS moves,
      (SELECT count(*)::int FROM audit_event WHERE action = 'decide-request'
        AND body::jsonb ->> 'outcome' = 'done' AND body::jsonb -> 'after' ->> 'outcome' = 'counted') AS counted,
      (SELECT count(*)::int FROM audit_event WHERE action = 'decide-request'
        AND body::jsonb ->> 'outcome' = 'refused') AS refused`);
  const { refused = 0, ...found } = z.array(z.record(z.string(), z.number())).parse(rows)[0] ?? {};
  const words = JSON.stringify(found);
  suite.count(
    `one vote, one move and one event for one approval: ${words}`,
    words === expected ? 200 : 1,
    "",
    [200],
  );
  // Those of F1a, and what a viewer and a token that only reads had tried before.
  suite.count(`each refused decision has its event: ${refused}`, refused === 9 ? 200 : 1, "", [200]);
}
const expected = JSON.stringify({ votes: 1, applied: 1, moves: 1, counted: 1 });
