import { randomBytes } from "node:crypto";
import type { Actor, Role } from "@/lib/core/access";
import { openHouse } from "@/lib/transports/session/testing/house";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { setPolicy } from "@/lib/verbs/registry/policies/set-policy";
import { createRequest } from "@/lib/verbs/registry/requests/create-request";
import { decideRequest } from "@/lib/verbs/registry/requests/decide-request";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { transitionVersion } from "@/lib/verbs/registry/versions/transition-version";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";

type Given = { auc?: number; tags?: Record<string, string>; description?: string; run?: boolean };

/** A team around a registry on real stores: two scientists, three engineers, a viewer, each with a session of just now. */
export async function openBoard() {
  const house = await openHouse();
  const { system } = house;
  const { project } = system;
  let made = 0;

  type Someone = { userId: string; name: string; role: Role; admin: boolean };
  /** Somebody with a session of just now. */
  async function signedIn(someone: Someone): Promise<Context> {
    const later = new Date(Date.now() + 3_600_000);
    const session = await system.stores.database.prisma.userSession.create({
      data: {
        id: randomBytes(8).toString("hex"),
        sidHash: randomBytes(32),
        userId: someone.userId,
        projectId: project.id,
        idleExpiresAt: later,
        absExpiresAt: later,
      },
    });
    const actor: Actor = {
      kind: "person",
      ...someone,
      email: `${someone.name}@example.org`,
      project,
      sessionId: session.id,
      authenticatedAt: new Date(),
    };
    return { ...system, actor };
  }
  async function member(name: string, role: Role): Promise<Context> {
    const { id } = await house.addPerson(name, role);
    return signedIn({ userId: id, name, role, admin: false });
  }
  const [dana, paul, emil, noor, olga, vera] = await Promise.all([
    member("dana", "scientist"),
    member("paul", "scientist"),
    member("emil", "engineer"),
    member("noor", "engineer"),
    member("olga", "engineer"),
    member("vera", "viewer"),
  ]);

  const model = async () => {
    const name = `model-${++made}`;
    await perform(createModel, { ...dana, input: { name } });
    return name;
  };
  /** The next version of a model, made by Dana (or `by`) from a run of its own. */
  async function version(name: string, given: Given = {}, by: Context = dana): Promise<number> {
    const run = await perform(createRun, { ...by, input: { experimentId: "0" } });
    if (given.auc !== undefined)
      await perform(logBatch, {
        ...by,
        input: {
          runId: run.id,
          metrics: [{ key: "auc", value: given.auc, timestamp: 1_700_000_000_000, step: 7 }],
        },
      });
    const tags = Object.entries(given.tags ?? {}).map(([key, value]) => ({ key, value }));
    const source = given.run === false ? "s3://elsewhere/model" : `runs:/${run.id}/model`;
    const input = { name, source, tags, description: given.description ?? "" };
    return (await perform(createVersion, { ...by, input })).number;
  }
  const policy = (name: string, body: object, by: Context = emil) =>
    perform(setPolicy, { ...by, input: { name, policy: body, reason: "a test" } });
  const ask = (name: string, number: number, by: Context = dana, to = "Production") =>
    perform(createRequest, { ...by, input: { name, version: number, to, reason: "it is better" } });
  const decide = (id: string, decision: string, by: Context = emil, more: object = {}) =>
    perform(decideRequest, { ...by, input: { id, decision, comment: "seen", ...more } });
  const move = (name: string, number: number, to: string, by: Context = dana) =>
    perform(transitionVersion, { ...by, input: { name, version: number, to } });
  /** Puts a version into Production, by a request of Dana's that Emil approves. */
  const promote = async (name: string, number: number) => decide((await ask(name, number)).id, "approve");
  const stageOf = async (name: string, number: number) =>
    (
      await system.stores.database.prisma.version.findFirstOrThrow({
        where: { number, model: { name, projectId: project.id } },
      })
    ).stage;

  return {
    ...house,
    signedIn,
    member,
    dana,
    paul,
    emil,
    noor,
    olga,
    vera,
    model,
    version,
    policy,
    ask,
    decide,
    move,
    promote,
    stageOf,
  };
}
export type Board = Awaited<ReturnType<typeof openBoard>>;
