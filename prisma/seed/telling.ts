import type { Decision } from "@/lib/core/registry/requests/request";
import type { Stage } from "@/lib/core/registry/stages";
import { decidePolicy } from "@/lib/verbs/registry/policies/decide-policy";
import { setPolicy } from "@/lib/verbs/registry/policies/set-policy";
import { createRequest } from "@/lib/verbs/registry/requests/create-request";
import { decideRequest } from "@/lib/verbs/registry/requests/decide-request";
import { addComment } from "@/lib/verbs/registry/versions/add-comment";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { transitionVersion } from "@/lib/verbs/registry/versions/transition-version";
import type { Who } from "./acting";
import type { PolicyInput } from "./policies";
import type { Story } from "./story";

type Asked = { reason: string; risk?: string; rollbackPlan?: string };
type Said = { version: number; requestId?: string; body: string };

/** What happens to one model, in the words of its story. Versions are made and asked for by Dana, the scientist. */
export const tellingOf = (name: string, { step, sweep }: Pick<Story, "step" | "sweep">) => ({
  name,
  /** A version of one of the sweep's trials; `card` is told its AUC. */
  version(number: number, trial: string, card: (auc: string) => string, at: Date) {
    const found = sweep.find(({ trial: known }) => known.name === trial);
    if (!found) throw new Error(`The sweep has no trial named ${trial}.`);
    const input = {
      name,
      runId: found.runId,
      source: `mlflow-artifacts:/${found.artifacts}/model`,
      tags: [
        { key: "features", value: found.trial.features },
        { key: "owner", value: "dana" },
      ],
      description: card(found.test.auc.toFixed(4)),
    };
    return step(`${name} v${number}`, "dana", createVersion, input, at);
  },
  stage(version: number, to: Stage, at: Date) {
    return step(`${name} v${version} to ${to}`, "dana", transitionVersion, { name, version, to }, at);
  },
  /** Asks for Production; answers the request's id. */
  ask(version: number, asked: Asked, at: Date) {
    const input = { name, version, to: "Production", ...asked };
    return step(`${name} v${version} request`, "dana", createRequest, input, at);
  },
  decide(id: string, who: Who, decision: Decision, comment: string, at: Date) {
    return step(`${id} ${decision} by ${who}`, who, decideRequest, { id, decision, comment }, at);
  },
  policy(number: number, who: Who, policy: PolicyInput, reason: string, at: Date) {
    return step(`${name} policy ${number}`, who, setPolicy, { name, policy, reason }, at);
  },
  agree(number: number, who: Who, comment: string, at: Date) {
    const input = { name, decision: "approve", comment };
    return step(`${name} policy ${number} agreed`, who, decidePolicy, input, at);
  },
  say(who: Who, said: Said, at: Date) {
    const key = `${name} v${said.version} ${said.requestId ? "request " : ""}comment by ${who}`;
    return step(key, who, addComment, { name, ...said }, at);
  },
});
export type Telling = ReturnType<typeof tellingOf>;
