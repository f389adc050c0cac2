import { SlipwayError } from "@/lib/core/errors";
import type { Board } from "./board";

/** What came of acts that began in the same tick: "done", or the code of the refusal. Anything else is thrown. */
export async function together(...acts: readonly (() => Promise<unknown>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(acts.map((act) => act()));
  return settled.map((one) => {
    if (one.status === "fulfilled") return "done";
    if (one.reason instanceof SlipwayError) return one.reason.code;
    throw one.reason;
  });
}

/** An act that begins after so many questions to the database, so that another one has got somewhere by then. */
export const after =
  ({ stores }: Board, questions: number, act: () => Promise<unknown>) =>
  async () => {
    for (let question = 0; question < questions; question++) await stores.database.prisma.$queryRaw`SELECT 1`;
    return act();
  };

/**
 * The same of a decision and an act beside it. A decision reads before it waits for the model's lock, so that begun in the same
 * tick it mostly comes second: every other round it has a start.
 */
export const eitherFirst = (
  board: Board,
  round: number,
  decides: () => Promise<unknown>,
  acts: () => Promise<unknown>,
): Promise<string[]> => together(decides, round % 2 === 0 ? acts : after(board, 5, acts));

/** All that a model's requests and decisions have left behind, counted. */
export async function countsOf({ stores }: Board, name: string) {
  const { prisma } = stores.database;
  const { id: modelId } = await prisma.model.findFirstOrThrow({ where: { name } });
  const requests = await prisma.stageRequest.findMany({ where: { modelId }, include: { votes: true } });
  const ids = requests.map(({ id }) => id);
  const audited = await prisma.auditEvent.count({
    where: { action: "decide-request", targetId: { in: ids }, body: { contains: '"outcome":"done"' } },
  });
  const moves = await prisma.transition.findMany({ where: { modelId } });
  const told = await prisma.outbox.groupBy({ by: ["type"], where: { aggregate: modelId }, _count: true });
  return {
    production: await prisma.version.count({ where: { modelId, stage: "Production" } }),
    entered: moves.filter(({ toStage }) => toStage === "Production").length,
    left: moves.filter(({ fromStage }) => fromStage === "Production").length,
    applied: requests.filter(({ status }) => status === "applied").length,
    votes: requests.flatMap(({ votes }) => votes).length,
    audited,
    told: Object.fromEntries(told.map(({ type, _count }) => [type, _count])),
  };
}

/** Prints how often each outcome came, for whoever reads the test's output. */
export function say(what: string, outcomes: readonly string[][], counts: object = {}): void {
  const times = new Map<string, number>();
  for (const outcome of outcomes.map((one) => one.join(" | ")))
    times.set(outcome, (times.get(outcome) ?? 0) + 1);
  const words = [...times].map(([outcome, count]) => `${count} × ${outcome}`).join(", ");
  process.stdout.write(`  ${what}: ${words} ${JSON.stringify(counts)}\n`);
}
