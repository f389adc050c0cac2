import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { perform } from "@/lib/verbs/kernel";
import { editModel } from "@/lib/verbs/registry/models/edit-model";
import { getModel } from "@/lib/verbs/registry/models/get-model";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { addComment } from "./add-comment";
import { describeVersion } from "./describe-version";
import { editVersion } from "./edit-version";
import { listComments } from "./list-comments";
import { findComments } from "./shared/comments";
import { withdrawComment } from "./withdraw-comment";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const trail = (action: string, targetName: string) =>
  world.stores.database.prisma.$queryRaw<{ body: { before: unknown; after: unknown } }[]>`
    SELECT body::jsonb AS body FROM audit_event
    WHERE body::jsonb ->> 'action' = ${action} AND body::jsonb -> 'target' ->> 'name' = ${targetName} ORDER BY seq`;

const aRequest = async (name: string, data: { status?: string; expiresAt?: Date } = {}) => {
  const { prisma } = world.stores.database;
  const model = await prisma.model.findFirstOrThrow({ where: { name }, include: { versions: true } });
  const [version] = model.versions;
  const { id } = await prisma.stageRequest.create({
    data: {
      id: world.unique("request"),
      projectId: "default",
      modelId: model.id,
      versionId: version?.id ?? "",
      version: 1,
      kind: "transition",
      fromStage: "None",
      toStage: "Production",
      status: "open",
      reason: "Better",
      requestedBy: "system:test",
      policyNumber: 0,
      gates: [],
      gatesAt: new Date(),
      approvalsNeeded: 1,
      expiresAt: new Date(Date.now() + 3_600_000),
      ...data,
    },
  });
  return id;
};

it("keeps what is said about a version and about a request for it, and announces both", async () => {
  const at = await world.version();
  const requestId = await aRequest(at.name);
  const scientist = await world.contextOf("scientist");
  await perform(addComment, { ...scientist, input: { ...at, body: "Which data?" } });
  await perform(addComment, { ...world.system, input: { ...at, body: "The newest", requestId } });
  const { items, total } = await perform(listComments, { ...scientist, input: at });
  expect(items.map(({ by, body, requestId: of }) => [by, body, of])).toEqual([
    ["scientist", "Which data?", null],
    ["system:test", "The newest", requestId],
  ]);
  expect(total).toBe(2);
  expect((await findComments(world.system, { requestId })).map(({ body }) => body)).toEqual(["The newest"]);
  const events = await world.stores.database.prisma.event.findMany({ orderBy: { id: "desc" }, take: 2 });
  expect(events.map(({ kind, subject }) => [kind, subject])).toEqual([
    ["request", requestId],
    ["model", at.name],
  ]);
});

it("takes a comment back at its author's word alone: gone from every page, kept in the trail", async () => {
  const at = await world.version();
  const requestId = await aRequest(at.name);
  const scientist = await world.contextOf("scientist");
  // As long as a comment may be, of letters that take three and four bytes, with one across every cut.
  const body = `Trust me, it is tested. ${"€".repeat(4_000)}${"🚢".repeat(2_000)}${"\u0001".repeat(1_976)}`;
  const { id } = await perform(addComment, { ...scientist, input: { ...at, body, requestId } });
  const withdraw = (by: typeof scientist) => perform(withdrawComment, { ...by, input: { id } });
  for (const by of [await world.contextOf("engineer"), await world.contextOf("admin"), world.system])
    await expect(withdraw(by)).rejects.toMatchObject({ code: "forbidden" });

  expect(await withdraw(scientist)).toMatchObject({ id, by: "scientist", body: "" });
  const shown = [
    ...(await perform(listComments, { ...scientist, input: at })).items,
    ...(await findComments(world.system, { requestId })),
  ];
  expect(shown).toEqual([
    expect.objectContaining({ id, body: "", withdrawnAt: expect.any(Date) }),
    expect.objectContaining({ id, body: "", withdrawnAt: expect.any(Date) }),
  ]);
  expect(await world.stores.database.prisma.comment.count({ where: { body: { contains: "Trust" } } })).toBe(
    0,
  );
  const [row] = await trail("withdraw-comment", `${at.name}/1`).then((rows) =>
    rows.filter(({ body: { before } }) => before !== null),
  );
  const kept = z.object({ body: z.array(z.string()) }).parse(row?.body.before);
  expect(kept.body.join("")).toBe(body);
  await expect(withdraw(scientist)).rejects.toMatchObject({ code: "conflict" });
});

it("refuses a comment on another version's request, and an empty one", async () => {
  const [at, other] = [await world.version(), await world.version()];
  const requestId = await aRequest(other.name);
  const said = (input: object) => perform(addComment, { ...world.system, input: { ...at, ...input } });
  await expect(said({ body: "Here", requestId })).rejects.toMatchObject({ code: "not-found" });
  await expect(said({ body: "  \n" })).rejects.toMatchObject({
    code: "invalid",
    errors: [{ pointer: "/body", message: "write something first" }],
  });
});

it("changes a model's description and owner, and says in the trail what stood there before", async () => {
  const name = await world.model();
  const people = await world.stores.database.prisma.user.findMany();
  const engineer = people.find((person) => person.name === "engineer")?.id ?? "";
  const edit = (input: object) => perform(editModel, { ...world.system, input: { name, ...input } });
  await edit({ description: "Forecasts delays" });
  expect((await edit({ ownerId: engineer })).owner).toEqual({ id: engineer, name: "engineer" });
  expect((await perform(getModel, { ...world.system, input: { name } })).description).toBe(
    "Forecasts delays",
  );
  expect((await trail("edit-model", name)).map(({ body: { before, after } }) => [before, after])).toEqual([
    [{ description: "" }, { description: "Forecasts delays" }],
    [{ ownerId: null }, { ownerId: engineer }],
  ]);
  expect((await edit({ ownerId: null })).owner).toBeNull();
  await expect(edit({ ownerId: "nobody-here" })).rejects.toMatchObject({
    code: "invalid",
    errors: [{ pointer: "/ownerId" }],
  });
  await expect(edit({})).rejects.toMatchObject({ code: "invalid" });
});

it("changes a version's description only when one is sent", async () => {
  const at = await world.version();
  const edit = (input: object) => perform(editVersion, { ...world.system, input: { ...at, ...input } });
  expect((await edit({ description: "# Card" })).description).toBe("# Card");
  await expect(edit({})).rejects.toMatchObject({ code: "invalid" });
  expect((await trail("edit-version", `${at.name}/1`)).map(({ body }) => body.before)).toEqual([
    { description: "" },
  ]);
});

it("shows what waits for a version, and the bypass by which it stands where it stands, however long ago", async () => {
  const at = await world.version();
  const { prisma } = world.stores.database;
  await aRequest(at.name, { expiresAt: new Date(Date.now() - 1000) });
  await prisma.stageRequest.updateMany({ where: { status: "open" }, data: { status: "expired" } });
  const waiting = await aRequest(at.name, { status: "changes-requested" });
  const { modelId, projectId } = await prisma.version.findFirstOrThrow({
    where: { model: { name: at.name } },
  });
  const move = (reason: string, days: number, kind: string) =>
    prisma.transition.create({
      data: {
        ...{ modelId, projectId, version: 1, fromStage: "None", toStage: "Production", reason },
        ...{ actor: "system:test", kind, at: new Date(Date.now() - days * 86_400_000) },
      },
    });
  await move("The old model failed", 99, "bypass");
  await move("Approved since", 98, "request");
  const described = () => perform(describeVersion, { ...world.system, input: at });
  expect((await described()).bypass).toBeNull();
  await move("The new one failed too", 31, "bypass");
  const { bypass, pendingRequests, transitions } = await described();
  expect(bypass).toMatchObject({ by: "system:test", reason: "The new one failed too", to: "Production" });
  expect(pendingRequests).toMatchObject([{ id: waiting, to: "Production", status: "changes-requested" }]);
  expect(transitions.map(({ kind }) => kind)).toEqual(["bypass", "request", "bypass"]);
});

it("a comment keeps the name and the e-mail of whoever wrote it then", async () => {
  const { name, version } = await world.version();
  const scientist = await world.contextOf("scientist");
  await perform(addComment, { ...scientist, input: { name, version, body: "Look at this" } });
  const { prisma } = world.stores.database;
  const where = { email: "scientist@example.org" };
  await prisma.user.update({ where, data: { name: "somebody else", email: "other@example.org" } });
  const { items } = await perform(listComments, { ...scientist, input: { name, version } });
  expect(items).toMatchObject([{ by: "scientist", byEmail: "scientist@example.org" }]);
});
