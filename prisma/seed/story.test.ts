import { beforeAll, expect, it } from "vitest";
import { goodPassword, openHouse } from "@/lib/transports/session/testing/house";
import { verifyAudit } from "@/lib/verbs/audit/verify-audit";
import { perform } from "@/lib/verbs/kernel";
import { getHistory } from "@/lib/verbs/registry/models/get-history";
import { getModel } from "@/lib/verbs/registry/models/get-model";
import { getPolicy } from "@/lib/verbs/registry/policies/get-policy";
import { listRequests } from "@/lib/verbs/registry/requests/list-requests";
import { listComments } from "@/lib/verbs/registry/versions/list-comments";
import { logInputs } from "@/lib/verbs/tracking/datasets/log-inputs";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { type Players, signInAll, signOutAll } from "./acting";
import { tellFlightDelay } from "./flight-delay";
import { tellFlightDelayLite } from "./flight-delay-lite";
import { openStory, type Story } from "./story";
import { type Sweep, trials } from "./sweep";

// What these trials of the sweep really score on the test set: loss, accuracy, AUC, Brier score.
const scored: Record<string, [number, number, number, number]> = {
  "lr 0.01 · l2 0 · batch 256 · time": [0.5107, 0.8026, 0.56011, 0.16324],
  "lr 0.03 · l2 0 · batch 256 · time": [0.49364, 0.8026, 0.59324, 0.15732],
  "lr 0.03 · l2 0 · batch 256 · time+airports": [0.49316, 0.8026, 0.59747, 0.15714],
  "lr 0.1 · l2 0.003 · batch 256 · time+airports": [0.48611, 0.8026, 0.62633, 0.1549],
  "lr 0.3 · l2 0 · batch 64 · time+airports": [0.48752, 0.7949, 0.62763, 0.15685],
  "lr 0.1 · l2 0.003 · batch 256 · time+airports+route": [0.48609, 0.8026, 0.62635, 0.1549],
  "lr 0.3 · l2 0 · batch 256 · time": [0.48142, 0.8026, 0.63101, 0.15365],
  "lr 0.1 · l2 0 · batch 64 · time+airports": [0.48065, 0.8023, 0.63336, 0.15357],
  "lr 0.03 · l2 0 · batch 64 · time": [0.48585, 0.8026, 0.6235, 0.15488],
  "lr 0.1 · l2 0 · batch 64 · time": [0.48153, 0.8023, 0.63061, 0.15378],
};

let house: Awaited<ReturnType<typeof openHouse>>;
let sweep: Sweep["trials"];
const began = Date.now();
const dayMs = 86_400_000;

const enter = (): Promise<Players> =>
  signInAll(
    ["dana", "emil", "noor", "ada"].map((who) => ({ email: `${who}@example.org`, password: goodPassword })),
  );

beforeAll(async () => {
  house = await openHouse();
  await house.addPerson("dana", "scientist");
  await house.addPerson("emil", "engineer");
  await house.addPerson("noor", "engineer");
  await house.addPerson("ada", "scientist", true);
  sweep = [];
  for (const trial of trials) {
    const [loss, accuracy, auc, brier] = scored[trial.name] ?? [];
    if (loss === undefined || accuracy === undefined || auc === undefined || brier === undefined) continue;
    const test = { loss, accuracy, auc, brier };
    const { id } = await perform(createRun, { ...house.system, input: { experimentId: "0" } });
    const metrics = Object.entries(test).map(([key, value]) => ({
      ...{ key: `test_${key}`, value, step: "12" },
      timestamp: String(began - 281 * dayMs),
    }));
    await perform(logBatch, { ...house.system, input: { runId: id, metrics } });
    const dataset = { name: "flights", digest: "d", sourceType: "npm", source: "{}" };
    await perform(logInputs, { ...house.system, input: { runId: id, datasets: [{ dataset }] } });
    sweep.push({ runId: id, artifacts: `0/${id}/artifacts`, test, trial });
  }
});

/** Tells the story until `steps` of it were done, as a seed that is killed then. */
async function tell(players: Players, steps = Number.POSITIVE_INFINITY): Promise<number> {
  const story = await openStory(players, sweep, began);
  let told = 0;
  const cut: Story["step"] = (...step) => {
    if (told++ >= steps) throw new Error("killed");
    return story.step(...step);
  };
  const whole = { ...story, step: cut };
  await tellFlightDelayLite(whole);
  await tellFlightDelay(whole);
  return told;
}

const counts = async () => {
  const { prisma } = house.stores.database;
  return {
    audited: await prisma.auditEvent.count({ where: { body: { contains: '"requestId":"demo: ' } } }),
    versions: await prisma.version.count(),
    transitions: await prisma.transition.count(),
    requests: await prisma.stageRequest.count(),
    votes: await prisma.stageVote.count(),
    comments: await prisma.comment.count(),
    policies: await prisma.policy.count(),
  };
};

it("goes on where it was cut off, tells everything once, and the chain holds", async () => {
  const players = await enter();
  for (const steps of [3, 17, 18, 31, 44]) await expect(tell(players, steps)).rejects.toThrow("killed");
  const told = await tell(players);
  const once = await counts();
  expect(once).toEqual({
    audited: told,
    versions: 11,
    transitions: 15,
    requests: 8,
    votes: 6,
    comments: 6,
    policies: 4,
  });
  expect(await tell(players)).toBe(told);
  expect(await counts()).toEqual(once);
  await signOutAll(players);
  expect((await perform(verifyAudit, { ...house.system, input: {} })).ok).toBe(true);
});

it("leaves a version in each stage, champion in Production, and one request that may be approved", async () => {
  const input = { name: "flight-delay" };
  const model = await perform(getModel, { ...house.system, input });
  expect(model.owner?.name).toBe("dana");
  expect(model.aliases).toEqual([{ alias: "champion", version: 4 }]);
  const { standing, items } = await perform(getHistory, { ...house.system, input });
  const stages = ["None", "Archived", "None", "Production", "Archived", "None", "None", "Staging"];
  expect(standing.map(({ stage }) => stage)).toEqual(stages);
  expect(items.filter(({ kind }) => kind === "rollback").map(({ version, to }) => [version, to])).toEqual([
    [4, "Production"],
    [5, "Archived"],
  ]);
  expect(items.every(({ at, recordedAt }) => at < recordedAt)).toBe(true);
  const { items: requests } = await perform(listRequests, { ...house.system, input: { status: "all" } });
  const open = requests.filter(({ status }) => status === "open");
  expect(open.map(({ model: name, version, round }) => [name, version, round])).toEqual([
    ["flight-delay", 8, 1],
  ]);
  expect(open[0]?.gates.map(({ result }) => result)).toEqual(Array(6).fill("passed"));
  expect(open[0]?.expiresAt.getTime()).toBeGreaterThan(began + 13 * dayMs);
  const rejected = requests.find(({ status }) => status === "rejected");
  expect(rejected?.votes[0]?.comment).toContain("within noise");
  expect(requests.find(({ kind }) => kind === "rollback")?.confirmation?.by).toBe("noor");
  expect(requests.filter(({ round, status }) => round === 2 && status === "applied")).toHaveLength(1);
  const state = await perform(getPolicy, { ...house.system, input });
  expect([state.number, state.waiting]).toEqual([3, null]);
});

it("says what was in Production months ago", async () => {
  const inProduction = async (name: string, daysAgo: number) => {
    const input = { name, at: String(began - daysAgo * dayMs) };
    const { standing } = await perform(getHistory, { ...house.system, input });
    return standing.find(({ stage }) => stage === "Production")?.version;
  };
  const days = [265, 200, 150, 68, 30];
  expect(await Promise.all(days.map((day) => inProduction("flight-delay", day)))).toEqual([
    undefined,
    ...[2, 4, 5, 4],
  ]);
  expect(await inProduction("flight-delay-lite", 100)).toBe(1);
  const { items } = await perform(listComments, {
    ...house.system,
    input: { name: "flight-delay", version: 3 },
  });
  expect(items[0]?.at.getTime()).toBeLessThan(began - 198 * dayMs);
});
