import { Readable } from "node:stream";
import type { ErrorCode } from "@/lib/core/errors";
import { goodPassword } from "@/lib/transports/session/testing/house";
import type { ActorName, World } from "./world";

/** Who may, said here a second time and not taken from the verbs: a verb that changes its access fails the matrix. */
const people: ActorName[] = ["viewer", "scientist", "engineer", "admin"];
const writers: ActorName[] = ["scientist", "engineer", "admin"];
const who = {
  anybody: [
    "nobody",
    ...people,
    "token read",
    "token runs:write",
    "token registry:write",
    "token inference:write",
    "token of a viewer",
  ],
  people,
  readers: [...people, "token read", "token of a viewer"],
  loggers: [...writers, "token runs:write"],
  registrars: [...writers, "token registry:write"],
  engineers: ["engineer"],
  admins: ["admin"],
} satisfies Record<string, ActorName[]>;

type Input = Record<string, unknown>;
export type Expectation = {
  who: readonly ActorName[];
  /** An input on which the verb really acts, or else gives `otherwise`. */
  input: (world: World) => Input | Promise<Input>;
  otherwise: ErrorCode | null;
  /** How many rows of a refusal it leaves even so: an attempt on a password is kept. */
  attempts?: number;
};
const row =
  (allowed: readonly ActorName[]) =>
  (input: Expectation["input"] = () => ({}), otherwise: ErrorCode | null = null): Expectation => ({
    who: allowed,
    input,
    otherwise,
  });
const anybody = row(who.anybody);
const person = row(who.people);
const reader = row(who.readers);
const logger = row(who.loggers);
const registrar = row(who.registrars);
const engineer = row(who.engineers);
const admin = row(who.admins);
/** For the operator's tool and our own code: nobody who comes in over the network. */
const operator = row([]);

const ofRun = async ({ run }: World) => ({ runId: await run() });
const ofModel = async ({ model }: World) => ({ name: await model() });
const ofLogged = async ({ loggedModel }: World) => ({ modelId: await loggedModel() });
const ofExperiment = async ({ experiment }: World) => ({ experimentId: await experiment() });
const newcomer = ({ unique }: World) => ({
  email: `${unique("new")}@example.org`,
  name: "New",
  role: "viewer",
});
const unknownSecret = { token: "unknown", password: goodPassword };
const artifact = (id: string) => `0/${id}/artifacts/a.txt`;
const mlmodel = JSON.stringify({ artifact_path: "model", flavors: {}, run_id: "", utc_time_created: "now" });

/** A row for each verb; the matrix fails for a verb without one. */
export const expectations: Record<string, Expectation> = {
  "export-audit": row(["engineer", "admin", "token read"])(),
  "get-audit-event": reader(() => ({ seq: 999_999_999 }), "not-found"),
  "list-audit": reader(),
  "verify-audit": reader(),

  "accept-link": anybody(async ({ link }) => ({ token: await link(), password: goodPassword })),
  "change-password": {
    ...person(() => ({ currentPassword: "not this one 1234", newPassword: goodPassword }), "invalid"),
    attempts: 1,
  },
  "check-link": anybody(async ({ link }) => ({ token: await link() })),
  "create-token": person(() => ({ name: "mine", scopes: ["read"] })),
  "create-user": operator((world) => ({ ...newcomer(world), password: goodPassword })),
  "end-sessions": person(),
  "grant-bypass": admin(async ({ person }) => ({ userId: await person() })),
  "invite-user": admin(newcomer),
  "issue-link": admin(async ({ person }) => ({ id: await person() })),
  "list-bypass-rights": reader(),
  "list-members": reader(),
  "list-sessions": person(),
  "list-tokens": person(),
  "list-users": admin(),
  me: reader(),
  reauthenticate: person(() => ({ password: goodPassword })),
  "revoke-bypass": admin(() => ({ userId: "unknown" }), "not-found"),
  "revoke-token": person(() => ({ id: "unknown" }), "not-found"),
  "set-up-state": anybody(),
  "set-up": anybody(
    (world) => ({ ...unknownSecret, email: newcomer(world).email, name: "New", policy: "team" }),
    "not-found",
  ),
  "sign-in-with-provider": operator(() => ({ email: "viewer@example.org" })),
  "sign-in": anybody(() => ({ email: "viewer@example.org", password: goodPassword })),
  "sign-out": person(),
  "update-profile": person(({ unique }) => ({ name: unique("renamed") })),
  "update-user": admin(async ({ person }) => ({ id: await person(), role: "engineer" })),

  "add-comment": registrar(async ({ version }) => ({ ...(await version()), body: "Looks good" })),
  "create-model": registrar(({ unique }) => ({ name: unique("model") })),
  "create-version": registrar(async (world) => ({
    ...(await ofModel(world)),
    source: `mlflow-artifacts:/${artifact(await world.run())}`,
  })),
  "delete-alias": registrar(async ({ version }) => ({ name: (await version()).name, alias: "champion" })),
  "delete-model-tag": registrar(async (world) => ({ ...(await ofModel(world)), key: "a" })),
  "delete-model": registrar(ofModel),
  "delete-version-tag": registrar(async ({ version }) => ({ ...(await version()), key: "a" })),
  "delete-version": registrar(({ version }) => version()),
  "describe-version": reader(({ version }) => version()),
  "diff-versions": reader(async ({ version }) => ({ name: (await version()).name, to: 1 })),
  "edit-model": registrar(async (world) => ({ ...(await ofModel(world)), description: "A" })),
  "edit-version": registrar(async ({ version }) => ({ ...(await version()), description: "A" })),
  "get-download-uri": reader(({ version }) => version()),
  "get-board": reader(),
  "get-history": reader(ofModel),
  "get-inbox": reader(),
  "get-latest-versions": reader(ofModel),
  "get-model": reader(ofModel),
  "get-version-by-alias": reader(async ({ version }) => ({
    name: (await version()).name,
    alias: "champion",
  })),
  "get-version": reader(({ version }) => version()),
  "list-comments": reader(({ version }) => version()),
  "list-models": reader(),
  "list-versions": reader(),
  "rename-model": registrar(async (world) => ({ ...(await ofModel(world)), newName: world.unique("model") })),
  "search-models": reader(),
  "search-versions": reader(),
  "set-alias": registrar(async ({ version }) => ({ ...(await version()), alias: "candidate" })),
  "set-model-tag": registrar(async (world) => ({ ...(await ofModel(world)), key: "a", value: "b" })),
  "set-version-tag": registrar(async ({ version }) => ({ ...(await version()), key: "a", value: "b" })),
  "transition-version": registrar(async ({ version }) => ({ ...(await version()), to: "Archived" })),
  "bypass-policy": row([])(async ({ version }) => ({
    ...(await version()),
    to: "Production",
    reason: "it cannot wait for anybody",
  })),
  "check-gates": reader(async ({ version }) => ({ ...(await version()), to: "Production" })),
  "create-request": registrar(async ({ version }) => ({
    ...(await version()),
    to: "Production",
    reason: "it is better",
  })),
  "decide-policy": engineer(
    async (world) => ({ ...(await ofModel(world)), decision: "approve" }),
    "conflict",
  ),
  "decide-request": engineer(async ({ request }) => ({ id: await request(), decision: "approve" })),
  "get-policy": reader(ofModel),
  "get-request": reader(async ({ request }) => ({ id: await request() })),
  "get-rollback": reader(ofModel),
  "list-requests": reader(),
  "preview-move": reader(async ({ version }) => ({ ...(await version()), to: "Archived" })),
  "preview-policy": reader(async (world) => ({ ...(await ofModel(world)), policy: { guards: {} } })),
  "revise-request": registrar(() => ({ id: "unknown", reason: "again" }), "not-found"),
  "roll-back-model": engineer(
    async (world) => ({ ...(await ofModel(world)), reason: "it broke" }),
    "conflict",
  ),
  "set-policy": engineer(async (world) => ({
    ...(await ofModel(world)),
    policy: { guards: { Production: { approvals: 2 } } },
    reason: "two see more",
  })),
  "withdraw-request": registrar(() => ({ id: "unknown" }), "not-found"),
  "withdraw-comment": registrar(() => ({ id: "unknown" }), "not-found"),
  "update-model": registrar(async (world) => ({ ...(await ofModel(world)), description: "A" })),
  "update-version": registrar(async ({ version }) => ({ ...(await version()), description: "A" })),

  "compare-runs": reader(async ({ run }) => ({ runs: [await run()] })),
  "create-experiment": logger(({ unique }) => ({ name: unique("experiment") })),
  "create-logged-model": logger(() => ({ experimentId: "0" })),
  "create-run": logger(() => ({ experimentId: "0" })),
  "delete-artifact": logger(async ({ run }) => ({ path: artifact(await run()) })),
  "delete-experiment-tag": logger(
    async (world) => ({ ...(await ofExperiment(world)), key: "a" }),
    "not-found",
  ),
  "delete-experiment": logger(ofExperiment),
  "delete-logged-model-tag": logger(
    async (world) => ({ ...(await ofLogged(world)), tagKey: "a" }),
    "not-found",
  ),
  "delete-logged-model": logger(ofLogged),
  "delete-run-tag": logger(async (world) => ({ ...(await ofRun(world)), key: "a" }), "not-found"),
  "delete-runs": logger(async ({ run }) => ({ runs: [await run()] })),
  "finish-logged-model": logger(async (world) => ({
    ...(await ofLogged(world)),
    status: "LOGGED_MODEL_READY",
  })),
  "get-artifact": reader(async (world) => ({ ...(await ofRun(world)), path: "a.txt" }), "not-found"),
  "get-experiment-by-name": reader(() => ({ experimentName: "Default" })),
  "get-experiment": reader(ofExperiment),
  "get-logged-model": reader(ofLogged),
  "get-metric-histories": reader(async ({ run }) => ({ runIds: [await run()], metricKey: "a" })),
  "get-metric-history": reader(async (world) => ({ ...(await ofRun(world)), metricKey: "a" })),
  "get-run": reader(ofRun),
  "get-server-info": anybody(),
  "list-artifacts": reader(ofRun),
  "list-events": reader(),
  "list-experiments": reader(),
  "list-run-models": reader(ofRun),
  "list-run-keys": reader(() => ({ experiment: ["0"] })),
  "list-runs": reader(() => ({ experiment: ["0"] })),
  "log-batch": logger(async (world) => ({ ...(await ofRun(world)), params: [{ key: "a", value: "1" }] })),
  "log-inputs": logger(async (world) => ({
    ...(await ofRun(world)),
    datasets: [{ dataset: { name: "flights", digest: "1" } }],
  })),
  "log-logged-model-params": logger(async (world) => ({
    ...(await ofLogged(world)),
    params: [{ key: "a", value: "1" }],
  })),
  "log-model": logger(async (world) => ({ ...(await ofRun(world)), modelJson: mlmodel })),
  "log-outputs": logger(async (world) => ({ ...(await ofRun(world)), models: [await ofLogged(world)] })),
  "preview-artifact": reader(async (world) => ({ ...(await ofRun(world)), path: "a.txt" }), "not-found"),
  "put-artifact": logger(async ({ run }) => ({
    path: artifact(await run()),
    bytes: Readable.from(["text"]),
  })),
  "read-series": reader(async ({ run }) => ({ runs: [await run()], metric: "a" })),
  "rename-experiment": logger(async (world) => ({
    ...(await ofExperiment(world)),
    newName: world.unique("e"),
  })),
  "restore-experiment": logger(async ({ deletedExperiment }) => ({
    experimentId: await deletedExperiment(),
  })),
  "restore-runs": logger(async ({ run }) => ({ runs: [await run()] })),
  "sample-metric-histories": reader(async ({ run }) => ({ runIds: [await run()], metricKey: "a" })),
  "run-metric-ranks": reader(ofRun),
  "search-datasets": reader(() => ({ experimentIds: ["0"] })),
  "search-everything": reader(() => ({ q: "a" })),
  "search-experiments": reader(),
  "search-logged-models": reader(() => ({ experimentIds: ["0"] })),
  "search-runs": reader(() => ({ experimentIds: ["0"] })),
  "set-experiment-tag": logger(async (world) => ({ ...(await ofExperiment(world)), key: "a", value: "b" })),
  "set-logged-model-tags": logger(async (world) => ({
    ...(await ofLogged(world)),
    tags: [{ key: "a", value: "b" }],
  })),
  "tag-runs": logger(async ({ run }) => ({ runs: [await run()], key: "a", value: "b" })),
  "update-run": logger(async (world) => ({ ...(await ofRun(world)), status: "FINISHED" })),

  "create-webhook": admin(() => ({ url: "http://127.0.0.1:9/", events: ["request.opened"] })),
  "delete-webhook": admin(async ({ webhook }) => ({ id: await webhook() })),
  "list-deliveries": admin(async ({ webhook }) => ({ id: await webhook() })),
  "list-webhooks": admin(),
  "replay-deliveries": admin(async ({ webhook }) => ({
    id: await webhook(),
    from: "2026-01-01T00:00:00Z",
    to: "2026-01-02T00:00:00Z",
  })),
  "replay-delivery": admin(async ({ delivery }) => ({ id: await delivery() })),
  "rotate-webhook-secret": admin(async ({ webhook }) => ({ id: await webhook() })),
  "test-webhook": admin(async ({ webhook }) => ({ id: await webhook() })),
  "update-webhook": admin(async ({ webhook }) => ({ id: await webhook(), enabled: false })),
};
