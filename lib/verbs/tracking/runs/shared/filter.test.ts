import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { AnyFilter } from "@/lib/core/filter/ast";
import { matchesFilter, type Subject } from "@/lib/core/filter/matches-filter";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { runTarget } from "@/lib/core/filter/targets";
import { sql } from "@/lib/stores/database/database";
import { type TestStores, testStores } from "@/lib/stores/testing/stores";
import { runFilter } from "./filter";

let stores: TestStores["stores"];
type Stored = { id: string; subject: Subject };
let runs: Stored[] = [];

const values = [-1, 0, 0.5, 1, Number.NaN, Infinity, -Infinity, undefined];
const texts = ["a", "A", "ab", "0.5", "1e400", "1", "%_\\", "", "ä€", undefined];

/** Runs that together have every combination worth asking for, and how the filter language sees them. */
beforeAll(async () => {
  stores = (await testStores()).stores;
  const { prisma } = stores.database;
  runs = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const id = `run${index}`;
      const value = values[index % values.length];
      const text = texts[index % texts.length];
      const tag = texts[(index * 3 + 1) % texts.length];
      const endTime = index % 3 === 0 ? null : BigInt(index * 10);
      const row = await prisma.run.create({
        data: {
          id,
          projectId: "default",
          experimentId: 0n,
          name: text ?? "none",
          userName: "ada",
          status: index % 2 ? "FINISHED" : "RUNNING",
          startTime: BigInt(index),
          endTime,
          artifactUri: `mlflow-artifacts:/0/${id}`,
          ...(text === undefined ? {} : { params: { create: { key: "k", value: text } } }),
          ...(tag === undefined ? {} : { tags: { create: { key: "k.b", value: tag } } }),
        },
      });
      if (value !== undefined)
        await stores.database.query(
          sql`INSERT INTO run_metric VALUES (${id}, 'm', ${String(value)}::float8, 0, 0, NULL, NULL, 0, 0, 0, 0)`,
        );
      return {
        id,
        subject: {
          metrics: new Map(value === undefined ? [] : [["m", value]]),
          params: new Map(text === undefined ? [] : [["k", text]]),
          tags: new Map(tag === undefined ? [] : [["k.b", tag]]),
          attributes: new Map<string, string | number | null>([
            ["run_id", id],
            ["run_name", row.name],
            ["user_id", "ada"],
            ["status", row.status],
            ["artifact_uri", row.artifactUri],
            ["start_time", index],
            ["end_time", endTime === null ? null : Number(endTime)],
          ]),
          datasets: [],
        },
      };
    }),
  );
});

async function found(filter: string): Promise<string[]> {
  const condition = runFilter(parseFilter(runTarget, filter));
  const rows = await stores.database.query<{ id: string }>(sql`SELECT id FROM run WHERE ${condition}`);
  return rows.map(({ id }) => id).sort();
}
const meant = (filter: AnyFilter) =>
  runs
    .filter(({ subject }) => matchesFilter(filter, subject))
    .map(({ id }) => id)
    .sort();

const number = fc.constantFrom("0", "0.5", "-1", "1", "1e300", "7");
const quoted = fc.constantFrom(
  "'a'",
  "'%'",
  "'_b'",
  "'a%'",
  "'%\\_'",
  "'%\\%'",
  "'%_\\%'",
  "'Ä€'",
  "''",
  '"0.5"',
);
const numberOp = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
const textOp = fc.constantFrom("=", "!=", "LIKE", "ILIKE");
const clause = fc.oneof(
  fc.tuple(fc.constantFrom("metrics.m", "params.k", "start_time", "end_time"), numberOp, number),
  fc.tuple(fc.constantFrom("params.k", "tags.`k.b`", "run_name", "status", "run_id"), textOp, quoted),
  fc.tuple(
    fc.constantFrom("params.k", "tags.`k.b`", "params.none"),
    fc.constantFrom("IS NULL", "IS NOT NULL"),
  ),
  fc.constant(["run_id IN ('run1', 'run7', 'x')"]),
  fc.constant(["run_id NOT IN ('run1')"]),
  fc.constant(["datasets.name != 'a'"]),
  fc.constant(["tags.`mlflow.prompt.is_prompt` != 'true'"]),
);
const one = clause.map((parts) => parts.join(" "));
const filters = fc.oneof(
  one,
  fc.array(one, { minLength: 2, maxLength: 4 }).map((all) => all.join(" AND ")),
  fc.tuple(one, one, one).map(([a, b, c]) => `NOT (${a} OR ${b}) AND ${c}`),
);

describe("runFilter", () => {
  it("finds in PostgreSQL what the filter language means", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        expect(await found(filter)).toEqual(meant(parseFilter(runTarget, filter)));
      }),
      { numRuns: 300 },
    );
  });

  it("matches NaN by != alone, and nothing that lacks the key", async () => {
    const ids = (wanted: (value: number | undefined) => boolean) =>
      runs
        .filter((_, index) => wanted(values[index % values.length]))
        .map(({ id }) => id)
        .sort();
    expect(await found("metrics.m != 0")).toEqual(ids((value) => value !== undefined && value !== 0));
    expect(await found("metrics.m > 0")).toEqual(ids((value) => value !== undefined && value > 0));
    expect(await found("metrics.m <= 1")).toEqual(ids((value) => value !== undefined && value <= 1));
  });

  it("takes what looks like SQL for a text (D2)", async () => {
    expect(await found(`params.\`'; DROP TABLE run; --\` = "'; DROP TABLE run; --"`)).toEqual([]);
    expect(await found('tags.`k.b` = "\' OR 1=1"')).toEqual([]);
    expect(await found("")).toHaveLength(runs.length);
  });

  it("is done with a thousand wildcards in time (D3)", async () => {
    const pattern = `${"%a".repeat(1000)}b`;
    expect(await found(`params.k LIKE '${pattern}'`)).toEqual([]);
  });
});
