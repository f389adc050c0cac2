import { beforeAll, expect, test } from "vitest";
import { policy } from "@/lib/core/registry/policies/policy";
import { perform } from "@/lib/verbs/kernel";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { renameModel } from "@/lib/verbs/registry/models/rename-model";
import { createRequest } from "@/lib/verbs/registry/requests/create-request";
import { decideRequest } from "@/lib/verbs/registry/requests/decide-request";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { deleteVersion } from "@/lib/verbs/registry/versions/delete-version";
import { transitionVersion } from "@/lib/verbs/registry/versions/transition-version";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { listDeliveries } from "@/lib/verbs/webhooks/list-deliveries";
import { testWebhook } from "@/lib/verbs/webhooks/test-webhook";
import { checkGates } from "./check-gates";
import { decidePolicy } from "./decide-policy";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

test("a stage that engineers alone ask for is not entered by a scientist's plain transition", async () => {
  const name = await board.model();
  const n = await board.version(name);
  await board.policy(name, {
    guards: { Production: { approvals: 1 }, Staging: { approvals: 0, request: "engineer" } },
  });
  await expect(board.move(name, n, "Staging")).rejects.toMatchObject({ code: "approval-required" });
  await board.move(name, n, "Staging", board.emil);
  expect(await board.stageOf(name, n)).toBe("Staging");
});

test("archive_existing_versions takes nothing out of a guarded stage", async () => {
  const name = await board.model();
  const [one, two] = [await board.version(name), await board.version(name)];
  for (const n of [one, two]) await board.move(name, n, "Staging");
  await board.policy(name, { guards: { Production: {}, Staging: { approvals: 1 } } });
  const input = { name, version: two, to: "Staging", archiveExistingVersions: true };
  await expect(perform(transitionVersion, { ...board.dana, input })).rejects.toMatchObject({
    code: "approval-required",
  });
  expect(await board.stageOf(name, one)).toBe("Staging");
});

test("a request whose time is over keeps nobody from deleting the version", async () => {
  const name = await board.model();
  const n = await board.version(name);
  const { id } = await board.ask(name, n);
  const { prisma } = board.system.stores.database;
  await prisma.stageRequest.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await perform(deleteVersion, { ...board.dana, input: { name, version: n } });
  await perform(deleteModel, { ...board.dana, input: { name } });
});

test("an approval that gates stopped is told to nobody as a decision", async () => {
  const name = await board.model();
  const n = await board.version(name, { auc: 0.5 });
  const gates = [{ kind: "bound", metric: "auc", better: "higher", bound: 0.8 }];
  await board.policy(name, { guards: { Production: { gates } } });
  const { id } = await board.ask(name, n);
  const { prisma } = board.system.stores.database;
  const told = () => prisma.outbox.count({ where: { type: "request.decided" } });
  const mails = () => prisma.mail.count();
  const before = [await told(), await mails()];
  await expect(board.decide(id, "approve")).rejects.toMatchObject({ code: "gates-not-passed" });
  expect([await told(), await mails()]).toEqual(before);
});

test("the longest reason, made of pairs, is taken and told", async () => {
  const name = await board.model();
  for (const extra of ["", "x"]) {
    const n = await board.version(name);
    const reason = (extra + "😀".repeat(5000)).slice(0, extra === "" ? 10_000 : 9_999);
    const made = await perform(createRequest, {
      ...board.dana,
      input: { name, version: n, to: "Production", reason },
    });
    await perform(decideRequest, {
      ...board.emil,
      input: { id: made.id, decision: "reject", comment: "😀".repeat(5000) },
    });
  }
});

test("a metric of an impossible time is judged all the same", async () => {
  const name = await board.model();
  const gates = [{ kind: "bound", metric: "auc", better: "higher", bound: 0.1 }];
  await board.policy(name, { guards: { Production: { gates } } });
  const n = await board.version(name, { auc: 0.5 });
  const v = await board.system.stores.database.prisma.version.findFirstOrThrow({
    where: { model: { name } },
  });
  await perform(logBatch, {
    ...board.dana,
    input: {
      runId: v.runId,
      metrics: [{ key: "auc", value: 0.9, timestamp: "9000000000000000000", step: 9 }],
    },
  });
  const seen = await perform(checkGates, { ...board.dana, input: { name, version: n, to: "Production" } });
  expect(seen.gates).toMatchObject([{ result: "passed", observed: 0.9 }]);
  const made = await board.ask(name, n);
  const done = await board.decide(made.id, "approve");
  expect(done).toMatchObject({ status: "applied", gates: [{ observed: 0.9 }] });
});

test("a strict policy is not shed by deleting the model, or renaming it, and making it again", async () => {
  const name = await board.model();
  await board.policy(name, { guards: { Production: { approvals: 2 } } });
  const refused = { code: "approval-required", message: expect.stringContaining("second engineer") };
  await expect(perform(deleteModel, { ...board.dana, input: { name } })).rejects.toMatchObject(refused);
  const newName = `${name}-old`;
  await expect(perform(renameModel, { ...board.dana, input: { name, newName } })).rejects.toMatchObject(
    refused,
  );
  await board.policy(name, { guards: { Production: {} } });
  await perform(decidePolicy, { ...board.noor, input: { name, decision: "approve" } });
  await perform(renameModel, { ...board.dana, input: { name, newName } });
  await perform(deleteModel, { ...board.dana, input: { name: newName } });
});

test("an alias is not taken out of its guard by tying it to a second stage", async () => {
  const name = await board.model();
  const production = { approvals: 1, aliases: ["champion"] };
  await board.policy(name, { guards: { Production: production } });
  await board.promote(name, await board.version(name));
  const twice = { guards: { Production: production, Staging: { approvals: 0, aliases: ["champion"] } } };
  await expect(board.policy(name, twice)).rejects.toMatchObject({
    code: "invalid",
    errors: [{ pointer: "/policy/guards/Production/aliases" }],
  });
  // A policy of before may have it twice: it follows Production alone, and keeps its version.
  const { prisma } = board.system.stores.database;
  await prisma.policy.updateMany({ where: { model: { name } }, data: { body: policy.parse(twice) } });
  const second = await board.version(name);
  await board.move(name, second, "Staging");
  const alias = await prisma.modelAlias.findFirstOrThrow({
    where: { model: { name } },
    include: { version: true },
  });
  expect([alias.alias, alias.version.number]).toEqual(["champion", 1]);
});

test("a change of policy that names somebody who has left is not agreed to", async () => {
  const name = await board.model();
  await board.policy(name, { guards: { Production: { approvals: 2 } } });
  const userId = board.olga.actor.kind === "person" ? board.olga.actor.userId : "";
  await board.policy(name, { guards: { Production: { approvals: 1, approvers: [userId] } } });
  const { prisma } = board.system.stores.database;
  const setRole = (role: string) => prisma.member.updateMany({ where: { userId }, data: { role } });
  const decide = () => perform(decidePolicy, { ...board.noor, input: { name, decision: "approve" } });
  await setRole("scientist");
  await expect(decide()).rejects.toMatchObject({ code: "conflict", message: /engineer of this project/ });
  await setRole("engineer");
  await expect(decide()).resolves.toMatchObject({ number: 2, waiting: null });
});

test("ids that no database holds are refused", async () => {
  const context = board.system;
  const id = "a\u0000b";
  const wrong = { code: "invalid" };
  await expect(perform(listDeliveries, { ...context, input: { id } })).rejects.toMatchObject(wrong);
  await expect(perform(testWebhook, { ...context, input: { id } })).rejects.toMatchObject(wrong);
});
