import { randomBytes } from "node:crypto";
import type { Actor, Role, Scope } from "@/lib/core/access";
import { openHouse } from "@/lib/transports/session/testing/house";
import { type Context, perform } from "@/lib/verbs/kernel";
import { issueLink } from "@/lib/verbs/people/issue-link";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { createRequest } from "@/lib/verbs/registry/requests/create-request";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { setAlias } from "@/lib/verbs/registry/versions/set-alias";
import { createExperiment } from "@/lib/verbs/tracking/experiments/create-experiment";
import { deleteExperiment } from "@/lib/verbs/tracking/experiments/delete-experiment";
import { createLoggedModel } from "@/lib/verbs/tracking/logged-models/create-logged-model";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";

export const actorNames = [
  "nobody",
  "viewer",
  "scientist",
  "engineer",
  "admin",
  "token read",
  "token runs:write",
  "token registry:write",
  "token inference:write",
  "token of a viewer",
] as const;
export type ActorName = (typeof actorNames)[number];

const unique = (word: string) => `${word}-${randomBytes(5).toString("hex")}`;

/** Real stores, somebody of every kind, and makers of things that a verb may act on: a new one for each call. */
export async function openWorld() {
  const house = await openHouse();
  const { system } = house;
  const { project } = system;
  const member = async (name: string, role: Role, admin = false) => {
    const { id } = await house.addPerson(name, role, admin);
    return { userId: id, name, email: `${name}@example.org`, admin, role, project };
  };
  const [viewer, scientist, engineer, admin] = await Promise.all([
    member("viewer", "viewer"),
    member("scientist", "scientist"),
    member("engineer", "engineer"),
    member("admin", "viewer", true),
  ]);
  const token = (owner: typeof viewer, scopes: Scope[]): Actor => ({
    kind: "token",
    ...owner,
    tokenId: unique("token"),
    scopes,
  });
  /** A person with a session that began just now: some verbs end it. */
  const signedIn = async (one: typeof viewer): Promise<Actor> => {
    const later = new Date(Date.now() + 3_600_000);
    const { id } = await house.stores.database.prisma.userSession.create({
      data: {
        id: unique("session"),
        sidHash: randomBytes(32),
        userId: one.userId,
        projectId: project.id,
        idleExpiresAt: later,
        absExpiresAt: later,
      },
    });
    return { kind: "person", ...one, sessionId: id, authenticatedAt: new Date() };
  };
  const makers: Record<ActorName, () => Actor | Promise<Actor>> = {
    nobody: () => ({ kind: "nobody" }),
    viewer: () => signedIn(viewer),
    scientist: () => signedIn(scientist),
    engineer: () => signedIn(engineer),
    admin: () => signedIn(admin),
    "token read": () => token(engineer, ["read"]),
    "token runs:write": () => token(engineer, ["runs:write"]),
    "token registry:write": () => token(engineer, ["registry:write"]),
    "token inference:write": () => token(engineer, ["inference:write"]),
    "token of a viewer": () => token(viewer, ["read", "runs:write", "registry:write", "inference:write"]),
  };
  const contextOf = async (name: ActorName): Promise<Context> => ({ ...system, actor: await makers[name]() });
  const act = { ...system };
  const experiment = async () =>
    (await perform(createExperiment, { ...act, input: { name: unique("experiment") } })).id;
  const run = async () => (await perform(createRun, { ...act, input: { experimentId: "0" } })).id;
  const loggedModel = async () =>
    (await perform(createLoggedModel, { ...act, input: { experimentId: "0" } })).id;
  const model = async () => (await perform(createModel, { ...act, input: { name: unique("model") } })).name;
  const version = async () => {
    const name = await model();
    const source = `mlflow-artifacts:/0/${await run()}/artifacts/model`;
    await perform(createVersion, { ...act, input: { name, source } });
    await perform(setAlias, { ...act, input: { name, alias: "champion", version: 1 } });
    return { name, version: 1 };
  };
  /** A request that waits for an engineer who has no hand in it. */
  const request = async () => {
    const input = { ...(await version()), to: "Production", reason: "it is better" };
    return (await perform(createRequest, { ...act, input })).id;
  };
  const person = async () => (await house.addPerson(unique("person"), "viewer")).id;
  /** The secret of a new one-time link. */
  const link = async () => {
    const { path } = await perform(issueLink, { ...act, input: { id: await person() } });
    return path.split("token=")[1] ?? "";
  };
  const { prisma } = house.stores.database;
  const webhook = async () => {
    const { id } = await prisma.webhook.create({
      data: {
        id: unique("webhook"),
        projectId: project.id,
        url: "http://127.0.0.1:9/",
        events: [],
        secret: Buffer.of(1),
      },
    });
    return id;
  };
  /** One that was given up. */
  const delivery = async () => {
    const id = unique("delivery");
    const webhookId = await webhook();
    const message = { id: unique("msg").replace("-", "_"), projectId: project.id, type: "a", aggregate: "a" };
    const { seq } = await prisma.outbox.create({ data: { ...message, payload: Buffer.from("{}") } });
    await prisma.webhookDelivery.create({
      data: { id, webhookId, outboxSeq: seq, aggregate: "a", state: "dead" },
    });
    return id;
  };
  const deletedExperiment = async () => {
    const experimentId = await experiment();
    await perform(deleteExperiment, { ...act, input: { experimentId } });
    return experimentId;
  };
  return {
    ...house,
    contextOf,
    unique,
    experiment,
    deletedExperiment,
    run,
    loggedModel,
    model,
    version,
    request,
    person,
    link,
    webhook,
    delivery,
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
