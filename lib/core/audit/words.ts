import { visible } from "@/lib/core/text/visible";
import { shown } from "./diff";
import type { AuditEvent } from "./events";

/** What an act is told from: a record, or as much of it as is there. */
export type Told = Pick<AuditEvent, "actor" | "action" | "outcome" | "target" | "before" | "after">;

/** Who acted: a person by name, else what is known. A sign-in's actor is whom it signed in. */
export function actorWords({ actor, target }: Pick<Told, "actor" | "target">): string {
  if (actor.type === "nobody")
    return target.type === "user" && target.name ? visible(target.name) : "Somebody";
  if (actor.type === "system") return systemWords(actor.id ?? "");
  return actor.name === null ? "Somebody who is gone" : visible(actor.name);
}

function systemWords(id: string): string {
  const name = id.replace(/^system:/, "");
  if (name === "operator" || name === "demo") return `The ${name}`;
  return name === "" ? "Slipway" : `Slipway (${name})`;
}

/** What was acted on: "flight-delay v3", "run 1f2e3d4c". */
export const targetWords = (target: Pick<Told["target"], "type" | "id" | "name">): string =>
  visible(namedTarget(target));

function namedTarget({ type, id, name }: Pick<Told["target"], "type" | "id" | "name">): string {
  if (type === "version" || type === "request" || type === "comment") return versionWords(name ?? id);
  if (type === "run") return /^[0-9a-f]{32}$/.test(id) ? `run ${id.slice(0, 8)}` : id;
  if (type === "artifact") return id.split("/").at(-1) ?? id;
  // A refused act is kept under its verb; the name says of what, where it spoke of something.
  if (type === "verb") return name === null ? spaced(id) : versionWords(name);
  if (type === "user") return name ?? (id === "unknown" ? "an unknown account" : "a person");
  if (type === "audit") return "the audit trail";
  return name ?? (id.length > 24 ? `${spaced(type)} ${id.slice(0, 8)}` : `${spaced(type)} ${id}`);
}

/** "flight-delay/3" as "flight-delay v3". */
const versionWords = (name: string) => name.replace(/\/(\d+)$/, " v$1");

/** The same at the length of a cell: what kind of thing it is, where its name does not say. */
export function targetKind(type: string): string | null {
  return ["model", "version", "run", "user", "audit", "verb"].includes(type) ? null : spaced(type);
}

/** The act in words, without who: "moved flight-delay v3 from Staging to Production". */
export function actWords(told: Told): string {
  const it = targetWords(told.target);
  if (told.outcome === "refused") return refusedWords(told, it);
  const was = (field: string) => shown(told.before?.[field]);
  const is = (field: string) => shown(told.after?.[field]);
  const has = (field: string) => told.after?.[field] !== undefined && told.after[field] !== null;
  return (
    own(phrases, told.action)?.({ it, was, is, has, told }) ?? fallback(told.action, told.target.type, it)
  );
}

function refusedWords({ action, target, after }: Told, it: string): string {
  const again = repeatsOf({ outcome: "refused", after });
  const times = again === null ? "" : `, × ${again.more} more`;
  if (target.type !== "verb" || target.name === null) {
    const others = after?.others === true ? ", on other things" : "";
    return `was not allowed to ${spaced(action)}${others}${times}`;
  }
  const wish = own(wishes, action)?.(it);
  const what = wish === undefined ? `: ${spaced(action)}, ${it}` : ` ${wish}`;
  return `was not allowed to${what}${times}`;
}

export type Repeats = { more: number; record: number; first: string; last: string };

/** How often a refusal was made again after its own record, and between when; null of what is no such sum. */
export function repeatsOf({ outcome, after }: Pick<Told, "outcome" | "after">): Repeats | null {
  if (outcome !== "refused" || after === null) return null;
  const { more, record, first, last } = after;
  return typeof more === "number" &&
    typeof record === "number" &&
    typeof first === "string" &&
    typeof last === "string"
    ? { more, record, first, last }
    : null;
}

/** The outcome as it is shown. A decision that did not take effect is kept as done: what it found was recorded. */
export function outcomeWords(told: Pick<Told, "action" | "outcome" | "after">): string {
  if (told.outcome === "refused") return "Refused";
  if (told.outcome !== "done") return told.outcome;
  return whyUndone(told) === undefined ? "Done" : "Not applied";
}

/** Why a decision that was given did not take effect. */
const whyUndone = ({ action, after }: Pick<Told, "action" | "after">): string | undefined =>
  action === "decide-request" ? own(undone, shown(after?.outcome)) : undefined;

/** What to say of a search for an act that no act's name begins with; null where one does. */
export const noSuchAct = (searched: string): string | null =>
  knownActions.some((action) => action.startsWith(searched))
    ? null
    : `No act's name begins with “${searched}”; names look like roll-back-model, decide-request.`;

/** The whole sentence: "Emil moved flight-delay v3 from Staging to Production". */
export const describeAct = (told: Told): string => `${actorWords(told)} ${actWords(told)}`;

type Words = {
  it: string;
  was: (field: string) => string;
  is: (field: string) => string;
  has: (field: string) => boolean;
  told: Told;
};
type Phrase = (words: Words) => string;

const tagged: Phrase = ({ it, is }) => `set the tag ${is("key")} of ${it}`;
const untagged: Phrase = ({ it, was }) => `removed the tag ${was("key")} of ${it}`;
const described: Phrase = ({ it }) => `described ${it}`;
const signedIn: Phrase = ({ is }) => (is("result") === "failed" ? "failed to sign in" : "signed in");
const added: Phrase = ({ it, is }) => `added ${it} as ${is("role")}`;
const decided: Record<string, string> = {
  approve: "approved",
  reject: "rejected",
  changes: "asked for changes of",
};

const undone: Record<string, string> = {
  stale: "the request was stale",
  gates: "its gates did not let it through",
  evidence: "what it was judged by had changed",
};

const setTag = (it: string) => `set a tag of ${it}`;
const removeTag = (it: string) => `remove a tag of ${it}`;
const describeIt = (it: string) => `describe ${it}`;

/** Acts of the registry as somebody wished for them who was not allowed to. */
const wishes: Record<string, (it: string) => string> = {
  "create-model": (it) => `register the model ${it}`,
  "create-version": (it) => `register a version of ${it}`,
  "delete-model": (it) => `delete the model ${it}`,
  "delete-version": (it) => `delete ${it}`,
  "rename-model": (it) => `rename the model ${it}`,
  "set-alias": (it) => `point an alias at ${it}`,
  "delete-alias": (it) => `remove an alias of ${it}`,
  "set-model-tag": setTag,
  "set-version-tag": setTag,
  "delete-model-tag": removeTag,
  "delete-version-tag": removeTag,
  "transition-version": (it) => `move ${it}`,
  "bypass-policy": (it) => `move ${it} past the policy`,
  "update-model": describeIt,
  "update-version": describeIt,
  "edit-model": (it) => `edit the model ${it}`,
  "edit-version": describeIt,
  "add-comment": (it) => `comment on ${it}`,
  "withdraw-comment": (it) => `withdraw a comment on ${it}`,
  "create-request": (it) => `ask for a move of ${it}`,
  "roll-back-model": (it) => `roll back ${it}`,
  "set-policy": (it) => `set a policy for ${it}`,
  "decide-policy": (it) => `decide on the policy for ${it}`,
};

const phrases: Record<string, Phrase> = {
  "create-model": ({ it }) => `registered the model ${it}`,
  "create-version": ({ it }) => `registered ${it}`,
  "delete-model": ({ it }) => `deleted the model ${it}`,
  "delete-version": ({ it }) => `deleted ${it}`,
  "rename-model": ({ was, is }) => `renamed the model ${was("name")} to ${is("name")}`,
  "set-alias": ({ it, is, told }) => {
    const old = told.before?.version;
    const from = old === null || old === undefined ? "" : `, before that at version ${shown(old)}`;
    return `pointed the alias ${is("alias")} of ${it} at version ${is("version")}${from}`;
  },
  "delete-alias": ({ it, was }) => `removed the alias ${was("alias")} of ${it}`,
  "set-model-tag": tagged,
  "set-version-tag": tagged,
  "set-experiment-tag": tagged,
  "delete-model-tag": untagged,
  "delete-version-tag": untagged,
  "delete-experiment-tag": untagged,
  "transition-version": ({ it, was, is }) => `moved ${it} from ${was("stage")} to ${is("stage")}`,
  "update-model": described,
  "update-version": described,
  "edit-model": ({ it }) => `edited the model ${it}`,
  "edit-version": described,
  "add-comment": ({ it }) => `commented on ${it}`,
  "withdraw-comment": ({ it }) => `withdrew a comment on ${it}`,
  "create-experiment": ({ it }) => `created the experiment ${it}`,
  "delete-experiment": ({ it }) => `deleted the experiment ${it}`,
  "restore-experiment": ({ it }) => `restored the experiment ${it}`,
  "rename-experiment": ({ was, is }) => `renamed the experiment ${was("name")} to ${is("name")}`,
  "delete-runs": ({ it }) => `deleted ${it}`,
  "restore-runs": ({ it }) => `restored ${it}`,
  "tag-runs": tagged,
  "change-run": ({ it, is, told }) => {
    const behind = told.after?.behind;
    const whose = Array.isArray(behind) && behind.length > 0 ? `, behind ${shown(behind[0])}` : "";
    return `changed ${it}${whose}, ${is("changes") === "1" ? "once" : `${is("changes")} times`} in a minute`;
  },
  "delete-artifact": ({ it }) => `deleted the artifact ${it}`,
  "delete-logged-model": ({ it }) => `deleted the logged model ${it}`,
  "create-request": ({ it, is }) => `asked for ${it} to go to ${is("to")}`,
  "revise-request": ({ it }) => `revised the request for ${it}`,
  "decide-request": ({ it, is, told }) => {
    const why = whyUndone(told);
    if (why !== undefined) return `tried to approve ${it} for ${is("to")}: ${why}`;
    if (is("kind") === "rollback") return `confirmed the rollback of ${it.replace(/ (v\d+)$/, " to $1")}`;
    return `${own(decided, is("decision")) ?? "decided on"} ${it} to ${is("to")}`;
  },
  "withdraw-request": ({ it }) => `withdrew the request for ${it}`,
  "roll-back-model": ({ it, is }) => `rolled back to ${it} in ${is("to")}`,
  "bypass-policy": ({ it, was, is }) => `moved ${it} from ${was("stage")} to ${is("stage")}, past the policy`,
  "grant-bypass": ({ it }) => `allowed ${it} to go past policies`,
  "revoke-bypass": ({ it }) => `no longer allows ${it} to go past policies`,
  "set-policy": ({ it, is }) => `${is("status") === "waiting" ? "proposed" : "set"} a policy for ${it}`,
  "decide-policy": ({ it, is }) => `decided on the policy for ${it}: ${is("status")}`,
  "replay-deliveries": ({ it, is }) => `sent ${is("replayed")} deliveries of ${it} again`,
  "replay-delivery": ({ it }) => `sent a delivery of ${it} again`,
  "rotate-webhook-secret": ({ it }) => `changed the secret of ${it}`,
  "create-token": () => "made an API token",
  "revoke-token": () => "revoked an API token",
  "sign-in": signedIn,
  "sign-in-with-provider": signedIn,
  "sign-out": () => "signed out",
  reauthenticate: () => "confirmed the password",
  "change-password": () => "changed the password",
  "accept-link": ({ is }) =>
    is("purpose") === "invitation" ? "accepted an invitation" : "set a new password by a link",
  "issue-link": ({ it, is }) => `made a link for ${it} (${is("purpose")})`,
  "invite-user": ({ it, is }) => `invited ${it} as ${is("role")}`,
  "create-user": added,
  "update-user": ({ it, was, is }) => {
    if (was("role") !== is("role")) return `changed ${it} from ${was("role")} to ${is("role")}`;
    if (was("admin") !== is("admin")) return `made ${it} ${is("admin") === "yes" ? "an admin" : "no admin"}`;
    if (was("disabled") !== is("disabled"))
      return `${is("disabled") === "yes" ? "disabled" : "enabled"} the account of ${it}`;
    return `changed the profile of ${it}`;
  },
  "end-sessions": ({ it, is }) => `ended ${is("endedSessions")} sessions of ${it}`,
  "update-profile": () => "changed the own profile",
  "set-up": () => "set Slipway up",
  "export-audit": ({ is }) => `exported the audit trail as ${is("format").toUpperCase()}`,
};

/** Acts that are told in words of their own. */
export const knownActions: readonly string[] = Object.keys(phrases).toSorted();

// A forged action may be called "constructor".
const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
const spaced = (name: string) => name.replaceAll("-", " ");

/** A verb that has no words here yet: "start-canary" on a model as "started canary of flight-delay". */
function fallback(action: string, type: string, it: string): string {
  const [verb = "", ...rest] = action.split("-");
  const what = rest.join(" ");
  const of = what === "" || what === spaced(type) ? it : `${what} of ${it}`;
  return `${past(verb)} ${of}`;
}

const irregular: Record<string, string> = {
  set: "set",
  put: "put",
  send: "sent",
  make: "made",
  withdraw: "withdrew",
  take: "took",
  give: "gave",
  run: "ran",
  undo: "undid",
  roll: "rolled",
  stop: "stopped",
  submit: "submitted",
};

function past(verb: string): string {
  const known = own(irregular, verb);
  if (known !== undefined) return known;
  if (verb.endsWith("e")) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}
