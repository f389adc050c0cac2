import { z } from "zod";
import type { Slipway } from "../served";
import { sendAsPage, signIn } from "../sign-in";
import type { Cast } from "./people";
import type { Case } from "./suite";

/** Sessions of those who ask and decide, and an engineer's token. */
export type Team = {
  url: string;
  scientist: string;
  viewer: string;
  engineer: string;
  second: string;
  admin: string;
  /** Authorization of the first engineer's token, and of the scientist's. */
  engineerToken: string;
  scientistToken: string;
};

/** Two engineers and an admin, beside the people who are there. */
export async function assembleTeam(slipway: Slipway, cast: Cast): Promise<Team> {
  const { url } = slipway;
  const session = ({ email, password }: { email: string; password: string }) => signIn(url, email, password);
  const add = (email: string, role: string, more: string[] = []) => ({
    email,
    ...slipway.addPerson(email, role, more),
  });
  const engineer = add("engineer@example.org", "engineer");
  const second = add("second@example.org", "engineer");
  const admin = add("admin@example.org", "viewer", ["--admin"]);
  const { password } = engineer;
  return {
    url,
    scientist: cast.cookie,
    viewer: await session({ email: "viewer@example.org", password }),
    engineer: await session(engineer),
    second: await session(second),
    admin: await session(admin),
    engineerToken: `Bearer ${engineer.token}`,
    scientistToken: cast.scientist,
  };
}

const madeRun = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });
const madeVersion = z.object({ model_version: z.object({ version: z.string() }) });
const request = z.object({ id: z.string(), status: z.string() });

/** Sends over MLflow's wire, and must succeed: what the cases stand on. */
export async function mlflow(team: Team, authorization: string, path: string, body: unknown) {
  const answer = await fetch(`${team.url}/api/2.0/mlflow/${path}`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A run with a file, made by whose token it is; `metric` is logged as acc. */
export async function makeRun(team: Team, metric?: number | string, authorization = team.scientistToken) {
  const made = await mlflow(team, authorization, "runs/create", { experiment_id: "0" });
  const { run_id } = madeRun.parse(made).run.info;
  if (metric !== undefined)
    await mlflow(team, authorization, "runs/log-metric", { run_id, key: "acc", value: metric, timestamp: 1 });
  const answer = await fetch(fileOf(team, run_id), {
    method: "PUT",
    headers: { authorization },
    body: "weights",
  });
  if (!answer.ok) throw new Error(`A file: ${answer.status} ${await answer.text()}`);
  return run_id;
}
export const pathOfFile = (run: string) =>
  `/api/2.0/mlflow-artifacts/artifacts/0/${run}/artifacts/model/weights`;
const fileOf = ({ url }: Team, run: string) => url + pathOfFile(run);

/** A model with one version for each run; a run of null has a source elsewhere and names none. */
export async function makeModel(
  team: Team,
  name: string,
  runs: readonly (string | null)[],
  authorization = team.scientistToken,
): Promise<void> {
  await mlflow(team, authorization, "registered-models/create", { name });
  for (const run_id of runs) {
    const source = run_id === null ? "s3://bucket/model" : `mlflow-artifacts:/0/${run_id}/artifacts/model`;
    const made = await mlflow(team, authorization, "model-versions/create", {
      name,
      source,
      ...(run_id === null ? {} : { run_id }),
    });
    madeVersion.parse(made);
  }
}

/** Asks for Production, which must succeed. @returns the request's id. */
export async function ask(team: Team, cookie: string, name: string, version: number): Promise<string> {
  const path = `/api/models/${name}/versions/${version}/requests`;
  const body = { to: "Production", reason: "it is better" };
  const answer = await sendAsPage(team.url, cookie, "POST", path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return request.parse(answer.body).id;
}

/** A page's write in somebody's session. */
export const asPage = (
  { url }: Team,
  name: string,
  cookie: string,
  [method, path, body]: readonly [method: string, path: string, body: unknown],
  expect: readonly number[],
): Case => ({
  name,
  method,
  path,
  headers: { cookie, origin: url, "content-type": "application/json" },
  body: JSON.stringify(body),
  expect,
});

const decision = (id: string, more: object = {}) =>
  ["POST", `/api/requests/${id}/decisions`, { decision: "approve", comment: "seen", ...more }] as const;

/** F1a, F5a, F8a and what is no decision: nobody decides on what is their own, no token decides, nothing counts twice. */
export async function decisions(team: Team): Promise<Case[]> {
  await makeModel(team, "asked", [await makeRun(team), await makeRun(team)]);
  await makeModel(team, "own", [await makeRun(team)], team.engineerToken);
  const asked = await ask(team, team.scientist, "asked", 1);
  const ofTheirToken = await ask(team, team.scientist, "own", 1);
  const ofTheirs = await ask(team, team.engineer, "asked", 2);
  const byToken = (name: string, authorization: string): Case => ({
    name,
    method: "POST",
    path: decision(asked)[1],
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(decision(asked)[2]),
    expect: [403],
    says: /person, signed in|role engineer/,
  });
  const forbidden: [string, string, string, RegExp][] = [
    [
      "an engineer approves what the engineer asked for",
      team.engineer,
      ofTheirs,
      /You asked for this yourself/,
    ],
    ["an engineer approves what the engineer's token made", team.engineer, ofTheirToken, /made this version/],
    ["a scientist approves what the scientist asked for", team.scientist, asked, /role engineer/],
    ["a viewer approves", team.viewer, asked, /role engineer/],
    ["an admin who is no engineer approves", team.admin, asked, /role engineer/],
  ];
  const long = "x".repeat(1000);
  const bad: [string, object, number[]][] = [
    ["an unknown decision", { decision: "maybe" }, [400]],
    ["a decision of 1000 characters", { decision: long }, [400]],
    ["a revision of 0", { revision: 0 }, [400]],
    ["a revision that is text", { revision: "1; drop table stage_vote" }, [400]],
    ["a revision beyond all", { revision: 2 ** 53 }, [400]],
    ["a revision that nobody saw", { revision: 77 }, [409]],
    ["a comment of 10 001 characters", { comment: "x".repeat(10_001) }, [400]],
    ["somebody else's name on it", { by: "system:test" }, [400]],
    ["a rejection that says nothing", { decision: "reject", comment: " " }, [400]],
  ];
  const stages = ["Prod", long, "", "Production\u0000", "__proto__", 7, null, ["Production"]];
  return [
    ...forbidden.map(([name, cookie, id, says]) => ({
      ...asPage(team, name, cookie, decision(id), [403]),
      says,
    })),
    byToken("an engineer's token approves", team.engineerToken),
    byToken("a scientist's token approves", team.scientistToken),
    ...bad.map(([name, more, expect]) => asPage(team, name, team.engineer, decision(asked, more), expect)),
    ...["unknown", long, "%00", "..%2f..", "'; --"].map((id) =>
      asPage(team, `a request ${id.slice(0, 20)}`, team.engineer, decision(encodeURI(id)), [400, 404]),
    ),
    ...stages.flatMap((to) => [
      asPage(
        team,
        `asking for the stage ${JSON.stringify(to).slice(0, 20)}`,
        team.scientist,
        ["POST", "/api/models/own/versions/1/requests", { to, reason: "x" }],
        [400],
      ),
      asPage(
        team,
        `moving to the stage ${JSON.stringify(to).slice(0, 20)}`,
        team.scientist,
        ["POST", "/api/models/own/versions/1/transitions", { to }],
        [400],
      ),
    ]),
    asPage(
      team,
      "asking a second time",
      team.scientist,
      ["POST", "/api/models/asked/versions/1/requests", { to: "production", reason: "again" }],
      [409],
    ),
    asPage(
      team,
      "somebody else withdraws",
      team.second,
      ["POST", `/api/requests/${asked}/withdrawal`, {}],
      [403],
    ),
    asPage(
      team,
      "asking again where nobody asked for changes",
      team.scientist,
      ["POST", `/api/requests/${asked}/revision`, { reason: "x" }],
      [409],
    ),
    asPage(team, "an approval", team.engineer, decision(asked), [200]),
    asPage(team, "the same again", team.engineer, decision(asked), [409]),
    asPage(team, "another engineer's afterwards", team.second, decision(asked), [409]),
    asPage(
      team,
      "an approval of what was compared with another Production",
      team.second,
      decision(ofTheirs),
      [409],
    ),
    asPage(
      team,
      "withdrawn when it is decided",
      team.scientist,
      ["POST", `/api/requests/${asked}/withdrawal`, {}],
      [409],
    ),
  ];
}
