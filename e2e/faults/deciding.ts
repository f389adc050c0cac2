import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import type { Slipway } from "../served";
import { signIn } from "../sign-in";
import type { Checks } from "./checks";
import { call, type Wire } from "./writers";

const madeVersion = z.object({ model_version: z.object({ version: z.string() }) });
const asked = z.object({ id: z.string() });
const models = ["decided", "weighed", "settled"];

/**
 * Asks and approves, again and again, while faults strike: a scientist's token asks, an engineer's session approves. On three
 * models at once, so that a fault which strikes after one answer finds the other decisions in their middle.
 */
export class Deciding {
  /** Requests whose approval was acknowledged. */
  readonly approved = new Set<string>();
  readonly #wire: Wire;
  readonly #engineer: { email: string; password: string };
  #cookie = "";
  #stopped = false;
  #loops: Promise<void>[] = [];

  constructor(slipway: Slipway) {
    const email = "decides@example.org";
    this.#engineer = { email, password: slipway.addPerson(email, "engineer").password };
    this.#wire = { url: slipway.url, token: slipway.addPerson("asks@example.org", "scientist").token };
  }

  start(): void {
    this.#loops = models.map((model) => this.#decideOn(model));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#loops);
  }

  async #decideOn(model: string): Promise<void> {
    while (!this.#stopped) {
      const id = await this.#ask(model);
      // The same decision is sent until it is answered, as a person would press the button again.
      while (id !== undefined && !this.#stopped && !(await this.#approve(id))) await pause(100);
      if (id === undefined) await pause(100);
    }
  }

  async #ask(model: string): Promise<string | undefined> {
    await call(this.#wire, "POST", "registered-models/create", { name: model });
    const source = "s3://bucket/model";
    const made = await call(this.#wire, "POST", "model-versions/create", { name: model, source });
    const version = madeVersion.safeParse(made.body).data?.model_version.version;
    if (version === undefined) return undefined;
    const headers = { authorization: `Bearer ${this.#wire.token}` };
    const path = `/api/models/${model}/versions/${version}/requests`;
    const { body } = await this.#send(path, headers, { to: "Production", reason: "it is better" });
    return asked.safeParse(body).data?.id;
  }

  /** @returns whether it was answered, with a yes or with a word that it is decided. */
  async #approve(id: string): Promise<boolean> {
    const { url } = this.#wire;
    if (this.#cookie === "") this.#cookie = await this.#signIn();
    const headers = { cookie: this.#cookie, origin: url };
    const { status } = await this.#send(`/api/requests/${id}/decisions`, headers, { decision: "approve" });
    if (status === 200) this.approved.add(id);
    if (status === 401 || status === 403) this.#cookie = ""; // the sign-in has become too old
    return status === 200 || status === 409;
  }

  #signIn(): Promise<string> {
    const { email, password } = this.#engineer;
    return signIn(this.#wire.url, email, password).catch(() => "");
  }

  async #send(path: string, headers: Record<string, string>, body: object) {
    try {
      const answer = await fetch(this.#wire.url + path, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5000),
      });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return { status: 0, body: undefined };
    }
  }
}

const counts = z.record(z.string(), z.coerce.number());
const known = ["open", "applied", "stale"];

/** A request with all that belongs to its decision: each a whole, or nothing. */
const perRequest = `
  WITH votes AS (
    SELECT request_id AS id, count(*)::int AS n FROM stage_vote WHERE decision = 'approve' GROUP BY 1
  ), moves AS (
    SELECT request_id AS id, count(*) FILTER (WHERE to_stage = 'Production')::int AS n FROM transition GROUP BY 1
  ), trail AS (
    SELECT target_id AS id, count(*)::int AS n FROM audit_event WHERE action = 'decide-request' GROUP BY 1
  ), told AS (
    SELECT convert_from(payload, 'UTF8')::json -> 'data' ->> 'requestId' AS id,
      count(*) FILTER (WHERE type = 'request.decided')::int AS decided,
      count(*) FILTER (WHERE type = 'version.transitioned')::int AS moved
    FROM outbox GROUP BY 1
  )
  SELECT r.id, r.status, coalesce(votes.n, 0) AS votes, coalesce(moves.n, 0) AS moves, coalesce(trail.n, 0) AS audited,
    coalesce(told.decided, 0) AS told, coalesce(told.moved, 0) AS moved
  FROM stage_request r LEFT JOIN votes USING (id) LEFT JOIN moves USING (id) LEFT JOIN trail USING (id)
    LEFT JOIN told USING (id)`;

/** After all faults: no decision is half done, none that was acknowledged is lost, and the trail is unbroken. */
export async function verifyDecisions(checks: Checks, slipway: Slipway, deciding: Deciding): Promise<void> {
  const database = new Client({ connectionString: slipway.running().databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query(perRequest);
    const applied = rows.filter(({ status }) => status === "applied");
    const parts = ({ votes, moves, audited, told, moved }: Record<string, unknown>) =>
      [votes, moves, audited, told, moved].join();
    const half = rows.filter(
      (row) =>
        !known.includes(row.status) || parts(row) !== (row.status === "applied" ? "1,1,1,1,1" : "0,0,0,0,0"),
    );
    const lost = [...deciding.approved].filter((id) => !applied.some((row) => row.id === id));
    console.log(
      `  ${deciding.approved.size} approvals acknowledged, ${applied.length} of ${rows.length} requests applied.`,
    );
    checks.say(
      "decisions half done (vote, move, status, trail and outbox): 0",
      half.length === 0 && applied.length > 0,
      JSON.stringify(half.slice(0, 3)),
    );
    checks.say("acknowledged approvals lost: 0", lost.length === 0, String(lost.length));
    const standing = await database.query(`
      SELECT count(*) FILTER (WHERE v.stage = 'Production') AS production,
        count(*) FILTER (WHERE v.stage <> coalesce(last.to_stage, 'None')) AS elsewhere
      FROM version v LEFT JOIN LATERAL (SELECT t.to_stage FROM transition t WHERE t.model_id = v.model_id
        AND t.version = v.number ORDER BY t.id DESC LIMIT 1) last ON true`);
    const { production, elsewhere } = counts.parse(standing.rows[0]);
    checks.say("one version of each model in Production", production === models.length, String(production));
    checks.say("every version stands where its last move led", elsewhere === 0, String(elsewhere));
  } finally {
    await database.end();
  }
  const said = slipway.operate(["verify"]);
  checks.say("the audit trail is unbroken", said.includes("Unbroken"), said);
}
