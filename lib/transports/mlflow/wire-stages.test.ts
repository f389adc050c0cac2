import { beforeAll, expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { perform } from "@/lib/verbs/kernel";
import { closeRefusals } from "@/lib/verbs/refusals";
import { setPolicy } from "@/lib/verbs/registry/policies/set-policy";
import { openWire, textAt } from "./testing/client";

let wire: Awaited<ReturnType<typeof openWire>>;
beforeAll(async () => {
  wire = await openWire();
});

it("a move that gates stopped leaves a record with their numbers, however often a client tries again", async () => {
  const { post, stores, system } = wire;
  const name = "delay";
  await post("registered-models/create", { name });
  const policy = {
    guards: {
      Production: {
        approvals: 0,
        gates: [{ kind: "bound", metric: "auc", better: "higher", bound: 0.5 }],
      },
    },
  };
  await perform(setPolicy, { ...system, input: { name, policy, reason: "a test" } });
  await stores.database.prisma.policy.updateMany({ data: { status: "applied" } });
  const run = textAt(await post("runs/create", { experiment_id: "0" }), "run.info.run_id");
  await post("runs/log-metric", { run_id: run, key: "auc", value: 0.4, timestamp: 1, step: 3 });
  await post("model-versions/create", { name, source: `runs:/${run}/model`, run_id: run });
  const move = () =>
    post("model-versions/transition-stage", {
      ...{ name, version: "1", stage: "Production" },
      archive_existing_versions: "false",
    });
  for (let count = 0; count < 5; count++) {
    const { status, body: told } = await move();
    expect([status, told.error_code]).toEqual([403, "PERMISSION_DENIED"]);
  }
  await closeRefusals(stores.database, 0);
  const rows = await stores.database.query<{ about: string; after: unknown }>(sql`
    SELECT body::json -> 'target' ->> 'name' AS about, body::json -> 'after' AS after FROM audit_event
    WHERE action = 'transition-version' AND body::json ->> 'outcome' = 'refused' ORDER BY seq`);
  const gates = [
    expect.objectContaining({ name: "auc", result: "failed", observed: 0.4, expected: "≥ 0.5" }),
  ];
  expect(rows).toEqual([
    { about: "delay/1", after: { gates } },
    { about: "delay/1", after: expect.objectContaining({ gates, more: 4 }) },
  ]);
});
