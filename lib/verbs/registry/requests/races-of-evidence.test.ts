import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { evidence } from "@/lib/core/registry/policies/gates";
import { perform } from "@/lib/verbs/kernel";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { after, countsOf, say, together } from "@/lib/verbs/registry/testing/races";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { getRequest } from "./get-request";

// A number is rewritten in the tick in which it is approved (safety.md, F2a): what is applied is what was seen.
const pairs = 200;
const patient = { timeout: 480_000 };
const longest = 40;
const [shown, worse] = [0.9, 0.6];

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

it(
  `approved while its run is logged to, ${pairs} times: never on numbers that nobody saw`,
  patient,
  async () => {
    const { prisma } = board.stores.database;
    const name = await board.model();
    const gates = [{ kind: "bound", metric: "auc", better: "higher", bound: 0.5 }];
    await board.policy(name, { guards: { Production: { gates } } });
    const outcomes: string[][] = [];
    let [applied, again] = [0, 0];
    const appliedOn = async (id: string) => {
      const moved = await prisma.transition.findFirst({ where: { requestId: id, toStage: "Production" } });
      return (
        moved &&
        z
          .array(evidence)
          .parse(moved.evidence)
          .map(({ value }) => value)
      );
    };
    for (let round = 0; round < pairs; round++) {
      const number = await board.version(name, { auc: shown });
      const { id, revision, seen } = await board.ask(name, number);
      const { runId } = await prisma.version.findFirstOrThrow({ where: { number, model: { name } } });
      const rewrite = () =>
        perform(logBatch, {
          ...board.paul,
          input: { runId, metrics: [{ key: "auc", value: worse, timestamp: 1_700_000_100_000, step: 8 }] },
        });
      // Half of them say what they saw, as the page does.
      const as = round % 4 < 2 ? {} : { revision, seen };
      const [decided = ""] = await together(
        () => board.decide(id, "approve", board.emil, as),
        // A batch is one statement: it is given a start of any length that a decision takes.
        after(board, round % longest, rewrite),
      );
      outcomes.push([decided]);
      if (decided === "done") {
        applied++;
        expect(await appliedOn(id)).toEqual([shown]);
        continue;
      }
      expect([await appliedOn(id), await board.stageOf(name, number)]).toEqual([null, "None"]);
      const now = await perform(getRequest, { ...board.emil, input: { id } });
      expect(now.gates).toMatchObject([{ observed: worse, result: "passed" }]);
      // Who looks again approves what is there now.
      if (round % 4 > 0) continue;
      again++;
      const shownNow = { revision: now.revision, seen: now.seen };
      expect(await together(() => board.decide(id, "approve", board.emil, shownNow))).toEqual(["done"]);
      expect(await appliedOn(id)).toEqual([worse]);
    }
    const counts = await countsOf(board, name);
    say("approval | a worse point of its run", outcomes, counts);
    expect(outcomes.every(([one]) => one === "done" || one === "evidence-changed")).toBe(true);
    expect([applied > 0, applied < pairs]).toEqual([true, true]);
    const all = applied + again;
    expect(counts).toMatchObject({ production: 1, entered: all, applied: all, votes: all });
  },
);
