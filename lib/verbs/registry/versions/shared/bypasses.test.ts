import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { getBoard } from "@/lib/verbs/registry/board/get-board";
import { getInbox } from "@/lib/verbs/registry/board/get-inbox";
import { getModel } from "@/lib/verbs/registry/models/get-model";
import { listModels } from "@/lib/verbs/registry/models/list-models";
import { bypassPolicy } from "@/lib/verbs/registry/policies/bypass-policy";
import { getRequest } from "@/lib/verbs/registry/requests/get-request";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { describeVersion } from "@/lib/verbs/registry/versions/describe-version";
import { diffVersions } from "@/lib/verbs/registry/versions/diff-versions";
import { getVersion } from "@/lib/verbs/registry/versions/get-version";
import { listVersions } from "@/lib/verbs/registry/versions/list-versions";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
  const { stores, dana, system } = board;
  const userId = dana.actor.kind === "person" ? dana.actor.userId : "";
  await stores.database.prisma.bypassRight.create({
    data: { projectId: system.project.id, userId, grantedBy: "system:test" },
  });
});

const pass = (name: string, version: number, to: string) =>
  perform(bypassPolicy, {
    ...board.dana,
    input: { name, version, to, reason: "the live model is down" },
  });

/** Whether each version is marked, by every answer that shows where it stands. */
async function marksOf(name: string, number: number): Promise<Record<string, boolean>> {
  const { vera } = board;
  const ask = { ...vera, input: { name, version: number } };
  const version = await perform(getVersion, ask);
  const other = number === 1 ? 2 : 1;
  const [described, model, models, versions, ofRun, difference, cards, inbox] = await Promise.all([
    perform(describeVersion, ask),
    perform(getModel, { ...vera, input: { name } }),
    perform(listModels, { ...vera, input: { search: name } }),
    perform(listVersions, { ...vera, input: { name } }),
    perform(listVersions, { ...vera, input: { runId: version.runId } }),
    perform(diffVersions, { ...vera, input: { name, from: number, to: other } }),
    perform(getBoard, { ...vera, input: { model: name } }),
    perform(getInbox, { ...vera, input: {} }),
  ]);
  const isIt = (one: { number: number }) => one.number === number;
  const card = cards.lanes[0]?.columns
    .flatMap((column) => column.cards)
    .find((one) => one.version === number);
  const latest = model.latestVersions.find(isIt);
  const serving = inbox.production.find((one) => one.model === name && one.version === number);
  return {
    version: version.bypass !== null,
    described: described.bypass !== null,
    ...(latest ? { model: latest.bypass !== null } : {}),
    ...(latest ? { models: models.items[0]?.latestVersions.find(isIt)?.bypass != null } : {}),
    versions: versions.items.find(isIt)?.bypass != null,
    run: ofRun.items[0]?.bypass != null,
    difference: difference.from?.bypass != null,
    card: card?.bypass != null,
    ...(serving ? { home: serving.bypass !== null } : {}),
  };
}
const all = (marks: Record<string, boolean>, expected: boolean) =>
  expect(marks).toEqual(Object.fromEntries(Object.keys(marks).map((key) => [key, expected])));

it("marks what stands in Production past its policy in every answer, and not what it pushed out", async () => {
  const { model, version, promote, ask, decide } = board;
  const name = await model();
  for (const _ of [1, 2, 3]) await version(name);
  await promote(name, 1);
  await pass(name, 2, "Production");
  const marks = await marksOf(name, 2);
  expect(Object.keys(marks).length).toBe(9);
  all(marks, true);
  all(await marksOf(name, 1), false);
  // gone once it has left that stage as the policy asks
  await decide((await ask(name, 3)).id, "approve");
  all(await marksOf(name, 2), false);
  all(await marksOf(name, 3), false);
});

it("marks a version that left a guarded stage past the policy, and the request that asks for it to go on", async () => {
  const { model, version, promote, ask, vera } = board;
  const name = await model();
  for (const _ of [1, 2]) await version(name);
  await promote(name, 1);
  await pass(name, 1, "Archived");
  all(await marksOf(name, 1), true);
  const { id } = await ask(name, 1);
  const request = () => perform(getRequest, { ...vera, input: { id } });
  expect((await request()).bypass).toMatchObject({ by: "dana" });
});
