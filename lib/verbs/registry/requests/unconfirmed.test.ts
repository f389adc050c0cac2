import { beforeAll, expect, test } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { type Context, perform } from "@/lib/verbs/kernel";
import { getBoard } from "@/lib/verbs/registry/board/get-board";
import { getInbox } from "@/lib/verbs/registry/board/get-inbox";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { getRollback } from "@/lib/verbs/registry/models/get-rollback";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { getRequest } from "./get-request";
import { listRequests } from "./list-requests";
import { tellOverdue } from "./shared/overdue";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

/** A model that Emil rolled back to version 1; `late`: so long ago that nobody confirmed it in time. */
async function rolledBack({ late = false } = {}) {
  const name = await board.model();
  for (let n = 0; n < 2; n++) await board.promote(name, await board.version(name));
  const { id } = await perform(rollBackModel, { ...board.emil, input: { name, reason: "it drifts" } });
  if (late)
    await board.stores.database.query(
      sql`UPDATE stage_request SET confirm_by = now() - interval '3 hours' WHERE id = ${id}`,
    );
  return { name, id };
}
const read = (id: string, who: Context = board.noor) => perform(getRequest, { ...who, input: { id } });
const inboxOf = (who: Context) => perform(getInbox, { ...who, input: {} });
const toldOf = async (id: string) =>
  (await board.stores.database.prisma.outbox.findMany({ where: { type: "rollback.unconfirmed" } })).filter(
    ({ payload }) => new TextDecoder().decode(payload).includes(id),
  );
const lettersOf = (id: string) =>
  board.stores.database.prisma.mail.findMany({
    where: { path: `/requests/${id}`, subject: { contains: "nobody confirmed" } },
  });
const idOf = ({ actor }: Context) => (actor.kind === "person" ? actor.userId : "");

test("one that nobody confirmed in time says so wherever its model is shown, to everybody", async () => {
  const { name, id } = await rolledBack({ late: true });
  expect((await read(id)).confirmation).toMatchObject({ state: "overdue", at: null, by: null });
  expect((await read(id)).you.mayDecide).toBe(true);
  const unconfirmed = { requestId: id, version: 1, by: "emil", overdue: true };
  for (const who of [board.noor, board.dana, board.vera]) {
    const { production } = await inboxOf(who);
    expect(production.find(({ model }) => model === name)).toMatchObject({ unconfirmed });
    expect(await perform(getRollback, { ...who, input: { name } })).toMatchObject({ unconfirmed });
  }
  const { lanes } = await perform(getBoard, { ...board.vera, input: { model: name } });
  const cards = lanes.flatMap(({ columns }) => columns.flatMap((column) => column.cards));
  expect(cards.find(({ version }) => version === 1)?.requests).toMatchObject([
    { id, kind: "rollback", confirmation: { overdue: true } },
  ]);
  expect((await inboxOf(board.noor)).waiting.map((one) => one.id)).toContain(id);
  const listed = async (status: string) =>
    (await perform(listRequests, { ...board.vera, input: { model: name, status } })).items.map(
      (one) => one.id,
    );
  expect([await listed("pending"), (await listed("decided")).includes(id)]).toEqual([[id], false]);
  await board.decide(id, "approve", board.noor);
  expect((await read(id)).confirmation).toMatchObject({ state: "confirmed", by: "noor", endedAt: null });
  expect(await perform(getRollback, { ...board.vera, input: { name } })).toMatchObject({ unconfirmed: null });
});

test("it is told once, to the webhooks and to those who may confirm it, whoever is at it", async () => {
  const { id } = await rolledBack({ late: true });
  const inTime = await rolledBack();
  const confirmed = await rolledBack({ late: true });
  await board.decide(confirmed.id, "approve", board.noor);
  const { stores } = board;
  await Promise.all([tellOverdue(stores), tellOverdue(stores), tellOverdue(stores)]);
  await tellOverdue(stores);
  expect(await toldOf(id)).toHaveLength(1);
  const letters = await lettersOf(id);
  expect(letters.map(({ userId }) => userId).sort()).toEqual(
    [board.emil, board.noor, board.olga].map(idOf).sort(),
  );
  for (const other of [inTime, confirmed])
    expect([await toldOf(other.id), await lettersOf(other.id)]).toEqual([[], []]);
});

test("one that cannot be told of keeps no other from being told", async () => {
  const { database } = board.stores;
  const [first, second] = [await rolledBack({ late: true }), await rolledBack({ late: true })];
  await database.query(
    sql`UPDATE stage_request SET confirm_by = confirm_by - interval '1 day' WHERE id = ${first.id}`,
  );
  await database.query(sql`CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'this one fails'; END $$`);
  await database.query(sql`CREATE TRIGGER fails BEFORE UPDATE OF overdue_told_at ON stage_request FOR EACH ROW
    WHEN (NEW.confirm_by < now() - interval '1 day') EXECUTE FUNCTION fails()`);
  await expect(tellOverdue(board.stores)).rejects.toThrow("1 of 2 rollbacks could not be told of");
  expect([await toldOf(first.id), (await toldOf(second.id)).length]).toEqual([[], 1]);
  await database.query(sql`DROP TRIGGER fails ON stage_request`);
  await tellOverdue(board.stores);
  expect(await toldOf(first.id)).toHaveLength(1);
});

test("it is over once the model moves on: nobody confirms it, nobody is told, and it waits for nobody", async () => {
  const { name, id } = await rolledBack({ late: true });
  const before = (await inboxOf(board.noor)).counts.waiting;
  const heard = () => board.stores.database.prisma.event.count({ where: { kind: "request", subject: id } });
  const heardBefore = await heard();
  await board.promote(name, 2);
  expect(await heard()).toBe(heardBefore + 1);
  expect(await read(id)).toMatchObject({
    confirmation: { state: "superseded", by: null, endedAt: expect.any(Date) },
    you: { mayDecide: false, whyNot: expect.stringContaining("moved on") },
  });
  await expect(board.decide(id, "approve", board.noor)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("moved on"),
  });
  await tellOverdue(board.stores);
  expect(await toldOf(id)).toEqual([]);
  const inbox = await inboxOf(board.noor);
  expect(inbox.counts.waiting).toBe(before - 1);
  expect(inbox.decided.map((one) => one.id)).toContain(id);
});

test("of a deleted model it leaves those for whom it waited, and its page still tells what it was", async () => {
  const { name, id } = await rolledBack();
  const before = (await inboxOf(board.noor)).counts.waiting;
  const asked = await board.ask(name, 1, board.dana, "Archived");
  await board.decide(asked.id, "approve", board.noor);
  await perform(deleteModel, { ...board.dana, input: { name } });
  const { waiting, counts } = await inboxOf(board.noor);
  expect([waiting.some((one) => one.id === id), counts.waiting]).toEqual([false, before - 1]);
  const forMe = await perform(listRequests, { ...board.noor, input: { waitingForMe: true } });
  expect(forMe.items.some((one) => one.id === id)).toBe(false);
  expect(await read(id)).toMatchObject({
    gone: "model",
    confirmation: { state: "superseded" },
    you: { mayDecide: false, whyNot: expect.stringContaining("deleted") },
  });
  await expect(board.decide(id, "approve", board.noor)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("deleted"),
  });
});
