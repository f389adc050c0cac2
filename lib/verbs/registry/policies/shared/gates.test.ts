import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { SlipwayError } from "@/lib/core/errors";
import type { Outside } from "@/lib/core/registry/policies/facts";
import { gateResult } from "@/lib/core/registry/policies/gates";
import { gate } from "@/lib/core/registry/policies/policy";
import { perform, write } from "@/lib/verbs/kernel";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { lockVersion } from "@/lib/verbs/registry/versions/shared/versions";
import { readHistory } from "@/lib/verbs/tracking/metrics/shared/history";
import { type FactSource, factSources } from "./fact-sources";
import { gateRoad } from "./gates";
import { findWish } from "./wish";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

/** A bound on what telemetry holds: the highest point that the run ever logged, not its last. */
const highest: FactSource<"bound"> = {
  where: "telemetry",
  async gather({ version: { runId } }, gates) {
    if (runId === null) return { run: "none", metrics: new Map() };
    const seen = await Promise.all(
      gates.map(async ({ metric }) => {
        const points = await readHistory(board.dana.stores, { runId, key: metric, offset: 0, limit: 1000 });
        const best = points.toSorted((a, b) => b.value - a.value)[0];
        if (!best) throw new SlipwayError("unavailable", "There are no points yet.");
        const { value, step, timestamp } = best;
        const evidence = { runId, step: String(step), at: new Date(Number(timestamp)) };
        return [metric, { value, evidence }] as const;
      }),
    );
    return { run: "found", metrics: new Map(seen) };
  },
};
const road = gateRoad({ ...factSources, bound: highest });

const asked = z.strictObject({ name: z.string(), version: z.number(), gates: z.array(gate) });
/** A move's two steps as the verbs take them; `meanwhile` changes what was prepared. */
const askGates = (meanwhile: (outside: Outside[]) => Outside[] = (outside) => outside) =>
  write({
    name: "ask-gates",
    summary: "What gates say that look outside",
    needs: "registry:write",
    input: asked,
    output: z.array(gateResult),
    async prepare(context, { name, version: number, gates }) {
      const { model, version } = await findWish(context, name, number, "Production");
      return meanwhile(await road.prepare(context, async () => [{ gates, model, version }]));
    },
    load: (context, { name, version }) => lockVersion(context, name, version),
    allow: () => null,
    run: (context, { gates }, found, outside) =>
      road.judge(context.tx, context, { ...found, gates }, outside),
    audit: { none: "telemetry" },
    present: (results) => results,
  });

const bound = { kind: "bound", metric: "auc", better: "higher", bound: 0.5 };
const results = async (verb: ReturnType<typeof askGates>, input: z.input<typeof asked>) =>
  (await perform(verb, { ...board.dana, input })).map(({ result }) => result);

test("a gate that looks into telemetry is judged beside those that look into the database", async () => {
  const name = await board.model();
  const version = await board.version(name, { auc: 0.8, tags: { data: "x" } });
  const gates = gate.array().parse([bound, { kind: "tags", keys: ["data"] }]);
  expect(await results(askGates(), { name, version, gates })).toEqual(["passed", "passed"]);
  const said = await perform(askGates(), { ...board.dana, input: { name, version, gates } });
  expect(said[0]).toMatchObject({ observed: 0.8, evidence: { step: "7" } });
});

test("what was prepared for another version, for other gates, or long ago passes nothing", async () => {
  const name = await board.model();
  const version = await board.version(name, { auc: 0.8 });
  const gates = gate.array().parse([bound]);
  const changed = (change: (outside: Outside) => Outside) => askGates((outside) => outside.map(change));
  const input = { name, version, gates };
  const otherVersion = changed((one) => ({ ...one, subject: { ...one.subject, versionId: "another" } }));
  const otherGates = changed((one) => ({ ...one, subject: { ...one.subject, gates: [] } }));
  const old = changed((one) => ({ ...one, at: new Date(one.at.getTime() - 61_000) }));
  for (const verb of [otherVersion, otherGates, old, askGates(() => [])])
    expect(await results(verb, input)).toEqual(["unknown"]);
});

test("a store that cannot answer leaves its gate unknown, with the reason", async () => {
  const name = await board.model();
  const version = await board.version(name);
  const gates = gate.array().parse([bound]);
  const said = await perform(askGates(), { ...board.dana, input: { name, version, gates } });
  expect(said).toMatchObject([
    { result: "unknown", why: expect.stringContaining("There are no points yet.") },
  ]);
});
