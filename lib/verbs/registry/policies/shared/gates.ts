import { SlipwayError } from "@/lib/core/errors";
import {
  type Fact,
  type Facts,
  type FactsOf,
  factsNow,
  type GateKind,
  type GateOf,
  type Outside,
} from "@/lib/core/registry/policies/facts";
import type { GateResult } from "@/lib/core/registry/policies/gates";
import { judgeGates } from "@/lib/core/registry/policies/judge-gates";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Context, Scope } from "@/lib/verbs/kernel";
import {
  type FactSource,
  type FactSources,
  factSources,
  type Judged,
  type Look,
  lookAt,
} from "./fact-sources";

/**
 * The two steps that every move through gates takes, whatever the way in. `prepare`, outside any transaction, gathers what lives
 * outside the database; `judge`, where the model's lock is held, reads what lives in it and judges both. A fact of another
 * version, of other gates, or of long ago makes its gate `unknown`.
 */
export function gateRoad(sources: FactSources) {
  const isOutside = ({ kind }: { kind: GateKind }) => sources[kind].where !== "database";
  const asksOutside = Object.values(sources).some(({ where }) => where !== "database");

  /** `find`: whom the gates will be asked of; not asked where no gate looks outside. */
  async function prepare(context: Context, find: () => Promise<readonly Judged[]>): Promise<Outside[]> {
    if (!asksOutside) return [];
    const { prisma } = context.stores.database;
    const asking = (await find()).filter(({ gates }) => gates.some(isOutside));
    return Promise.all(
      asking.map(async (judged) => ({
        subject: { versionId: judged.version.id, gates: judged.gates },
        at: await clock(prisma),
        facts: await gather(lookAt(prisma, context, judged), judged.gates.filter(isOutside)),
      })),
    );
  }

  async function judge(
    reader: Reader,
    context: Scope,
    judged: Judged,
    outside: readonly Outside[],
  ): Promise<GateResult[]> {
    const { gates, version } = judged;
    const prepared = gates.some(isOutside)
      ? factsNow(outside, { versionId: version.id, gates }, await clock(reader))
      : {};
    const inside = await gather(
      lookAt(reader, context, judged),
      gates.filter((gate) => !isOutside(gate)),
    );
    return judgeGates(gates, { ...prepared, ...inside });
  }

  async function gather(look: Look, gates: Judged["gates"]): Promise<Facts> {
    const kinds = [...new Set(gates.map(({ kind }) => kind))];
    let facts: Facts = {};
    for (const part of await Promise.all(kinds.map((kind) => gatherOne(kind, sources, look))))
      facts = { ...facts, ...part };
    return facts;
  }

  return { prepare, judge };
}

async function gatherOne<K extends GateKind>(kind: K, sources: FactSources, look: Look): Promise<Facts> {
  const none: Facts = {};
  const source: FactSource<K> = sources[kind];
  const gates = look.gates.filter((gate): gate is GateOf<K> => gate.kind === kind);
  const fact: Fact<FactsOf[K]> = await source.gather(look, gates).then(
    (known) => ({ known }),
    (error: unknown) => ({ unknown: whyUnread(source, error) }),
  );
  return { ...none, [kind]: fact };
}

/** A store that is away leaves its gates unknown; the database's own failure ends the act. */
function whyUnread({ where }: Pick<FactSource<GateKind>, "where">, error: unknown): string {
  if (where === "database" || !(error instanceof SlipwayError) || error.code !== "unavailable") throw error;
  return `What it looks at cannot be read now: ${error.message}`;
}

async function clock(reader: Reader): Promise<Date> {
  const [row] = await reader.$queryRaw<{ now: Date }[]>(sql`SELECT clock_timestamp() AS now`);
  if (!row) throw new Error("a SELECT without FROM answers one row");
  return row.now;
}

export const { prepare: prepareGates, judge: evaluateGates } = gateRoad(factSources);
