import { beforeAll, expect, it } from "vitest";
import { sweepEvents } from "@/lib/stores/live/sweep";
import { openHouse } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { listEvents } from "./list-events";

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
});

const happen = async (hoursAgo: number) =>
  house.stores.database.prisma.event.create({
    data: {
      projectId: "default",
      kind: "run",
      subject: `${hoursAgo}`,
      at: new Date(Date.now() - hoursAgo * 3_600_000),
    },
  });
const since = async (after?: bigint) => {
  const input = after === undefined ? {} : { after };
  const { items, lastId, missed } = await perform(listEvents, { ...house.system, input });
  return { subjects: items.map(({ subject }) => subject), lastId, missed };
};

it("says that something was missed to whoever comes from before what is kept", async () => {
  expect(await since(0n)).toEqual({ subjects: [], lastId: "0", missed: false });
  const [first, second, third] = [await happen(30), await happen(26), await happen(1)];
  const lastId = String(third.id);
  expect(await since(first.id)).toEqual({ subjects: ["26", "1"], lastId, missed: false });
  await sweepEvents(house.stores.database);
  expect(await since(first.id)).toEqual({ subjects: ["1"], lastId, missed: true });
  expect(await since(second.id)).toEqual({ subjects: ["1"], lastId, missed: false });
});

it("gives a project without events a place to come back to", async () => {
  const project = { id: "other", slug: "other", name: "Other" };
  const system = { ...house.system, project, actor: { kind: "system" as const, name: "test", project } };
  const { lastId, missed } = await perform(listEvents, { ...system, input: {} });
  expect([lastId === "0", missed]).toEqual([false, false]);
  expect(await perform(listEvents, { ...system, input: { after: lastId } })).toEqual({
    items: [],
    lastId,
    missed: false,
  });
});
