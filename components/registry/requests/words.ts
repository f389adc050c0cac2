import type { ListedRequest, RequestDetail } from "@/components/registry/requests/queries";
import type { Tone } from "@/components/ui/styles";
import { supersededWords } from "@/lib/core/registry/requests/confirmation";
import { goneWords } from "@/lib/core/registry/requests/request";
import { visible } from "@/lib/core/text/visible";

/** "Nobody has to approve", "One engineer approves", "2 engineers approve". */
export function approvalWords(needed: number): string {
  if (needed === 0) return "Nobody has to approve";
  return needed === 1 ? "One engineer approves" : `${needed} engineers approve`;
}

/** "72 hours", "3 days": how long a request stays open. */
export function hoursWords(hours: number): string {
  if (hours % 24 === 0) return hours === 24 ? "one day" : `${hours / 24} days`;
  return hours === 1 ? "one hour" : `${hours} hours`;
}

/** "Emil", "Emil or Noor", "Emil, Noor or 3 others". */
export function oneOf(names: readonly string[]): string {
  const [first, second, third] = names;
  if (first === undefined) return "nobody";
  if (second === undefined) return first;
  if (third === undefined) return `${first} or ${second}`;
  return names.length === 3
    ? `${first}, ${second} or ${third}`
    : `${first}, ${second} or ${names.length - 2} others`;
}

type Asked = Pick<ListedRequest, "kind" | "status" | "confirmation">;

/** A rollback stands already; until a second person has confirmed it, or the model moved on, it waits. */
export const waitsForConfirmation = ({ confirmation }: Asked): boolean =>
  confirmation?.state === "waits" || confirmation?.state === "overdue";

export const isOpen = (request: Asked): boolean =>
  request.status === "open" || request.status === "changes-requested" || waitsForConfirmation(request);

/** What is asked, without who and when: "asks to move v7 from Staging to Production". */
export function askWords(
  request: Asked & Pick<ListedRequest, "from" | "to" | "version" | "model" | "gone">,
): string {
  const { kind, version, from, to, gone } = request;
  const model = gone === "model" ? "a model, deleted since," : visible(request.model);
  if (kind === "rollback") return `rolled ${model} back to version ${version}`;
  return `${isOpen(request) ? "asks" : "asked"} to move ${model} version ${version} from ${from} to ${to}`;
}

const statuses = {
  open: { word: "Open", tone: "info" },
  "changes-requested": { word: "Changes asked for", tone: "warning" },
  applied: { word: "Applied", tone: "good", filled: true },
  rejected: { word: "Rejected", tone: "bad" },
  withdrawn: { word: "Withdrawn", tone: "neutral" },
  expired: { word: "Expired", tone: "neutral" },
  stale: { word: "Stale", tone: "warning" },
} as const satisfies Record<ListedRequest["status"], { word: string; tone: Tone; filled?: true }>;

/** Where the decision stands, in a word. */
export function statusOf({ status, confirmation }: Asked): { word: string; tone: Tone; filled?: true } {
  switch (confirmation?.state) {
    case "waits":
      return { word: "To be confirmed", tone: "warning" };
    case "overdue":
      return { word: "Not confirmed", tone: "bad", filled: true };
    case "superseded":
      return { word: "Superseded", tone: "neutral" };
    default:
      return statuses[status];
  }
}

/** Why nothing can be decided any more, and what one can do; null where that needs no word. */
export function endWords({
  status,
  gone,
  confirmation,
}: Pick<ListedRequest, "status" | "gone" | "confirmation">): string | null {
  if (gone !== null) return goneWords(gone);
  if (confirmation?.state === "superseded") return supersededWords;
  switch (status) {
    case "stale":
      return "Something has changed since it was asked: the version's stage or files, the policy, or the version in Production. A decision would not be about the same thing, so ask anew.";
    case "expired":
      return "Nobody decided it in time, so it is over. Ask anew: the gates are judged as things stand then.";
    case "withdrawn":
      return "It was withdrawn before anybody decided it.";
    default:
      return null;
  }
}

/** "3 of 5 gates pass", "All 5 gates pass"; null without gates. */
export function gateWords(gates: readonly { result: string }[]): string | null {
  if (gates.length === 0) return null;
  const passed = gates.filter(({ result }) => result === "passed").length;
  if (passed < gates.length) return `${passed} of ${gates.length} gates pass`;
  return passed === 1 ? "The gate passes" : `All ${passed} gates pass`;
}

/** Why an approval would be refused as the gates stand: "2 gates do not pass: …"; null where none stands in the way. */
export function refusedWords({
  kind,
  gates,
}: Pick<RequestDetail, "kind"> & { gates: readonly { result: string }[] }) {
  // A rollback stands already, and confirming it asks no gates.
  const failing = kind === "rollback" ? 0 : gates.filter(({ result }) => result !== "passed").length;
  if (failing === 0) return null;
  return failing === 1
    ? "1 gate does not pass: approving is refused until it does."
    : `${failing} gates do not pass: approving is refused until they do.`;
}

type Changed = NonNullable<RequestDetail["evidenceChanged"]>;

/**
 * What was found changed when it was last judged, as long as somebody has to look at that; null: nothing. `without`: whose
 * approvals were given for something else.
 */
export function lookAgain(
  request: Pick<RequestDetail, "evidenceChanged" | "gatesAt" | "votes" | "round"> & Asked,
): (Pick<Changed, "at" | "changes" | "more"> & { without: string[] }) | null {
  const { evidenceChanged: changed, gatesAt, votes, round } = request;
  if (changed === null || !isOpen(request) || changed.at !== gatesAt) return null;
  const ended = changed.ended.includes(round - 1);
  const without = votes.filter((vote) => ended && vote.round === round - 1 && vote.decision === "approve");
  return {
    at: changed.at,
    changes: changed.changes,
    more: changed.more,
    without: without.map(({ by }) => by),
  };
}

/** "What it is judged by had changed: metric auc, tag owner and 3 more". */
function changedWords({ changes, more }: Changed): string {
  const names = changes.slice(0, 3).map(({ what }) => what);
  const rest = changes.length - names.length + more;
  return `What it is judged by had changed: ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** "approved", as it stands in a sentence after a name. */
export const votedWords = {
  approve: "approved",
  reject: "rejected it",
  changes: "asked for changes",
} as const satisfies Record<ListedRequest["votes"][number]["decision"], string>;

const setAsideWords = (changed: Changed | null, round: number) =>
  changed?.ended.includes(round) ? ", before what it is judged by changed" : ", before it was asked again";

export type Happening = {
  key: string;
  at: string;
  who: string | null;
  what: string;
  text: string;
  /** What somebody said, where it is that. */
  comment?: RequestDetail["comments"][number];
};

/** What happened to a request, oldest first: asked, voted, said, decided. */
export function happenings(request: RequestDetail): Happening[] {
  const { kind, to, version, createdAt, decidedAt, expiresAt, status, confirmation } = request;
  const asked = kind === "rollback" ? `rolled back to version ${version}` : `asked for ${to}`;
  const all: Happening[] = [
    { key: "asked", at: createdAt, who: request.requestedBy, what: asked, text: "" },
    ...request.votes.map(({ by, byId, decision, comment, at, round, setAside }) => ({
      key: `vote ${byId} ${at}`,
      at,
      who: by,
      what:
        kind === "rollback"
          ? "confirmed the rollback"
          : `${votedWords[decision]}${setAside ? setAsideWords(request.evidenceChanged, round) : ""}`,
      text: comment,
    })),
    ...request.comments.map((comment) => ({
      key: comment.id,
      at: comment.at,
      who: comment.by,
      what: "commented",
      text: "",
      comment,
    })),
  ];
  const end = {
    applied: kind === "rollback" ? null : `Version ${version} moved to ${to}`,
    rejected: null,
    withdrawn: `${request.requestedBy} withdrew it`,
    stale: "It became stale",
    expired: "It expired",
    open: null,
    "changes-requested": null,
  }[status];
  if (request.evidenceChanged !== null)
    all.push({
      key: "changed",
      at: request.evidenceChanged.at,
      who: null,
      what: changedWords(request.evidenceChanged),
      text: "",
    });
  if (end !== null) all.push({ key: "end", at: decidedAt ?? expiresAt, who: null, what: end, text: "" });
  const late =
    confirmation?.state === "overdue" ||
    Date.parse(confirmation?.endedAt ?? "") > Date.parse(confirmation?.due ?? "");
  if (confirmation !== null && late)
    all.push({
      key: "due",
      at: confirmation.due,
      who: null,
      what: "Nobody had confirmed it in time",
      text: "",
    });
  if (confirmation?.state === "superseded" && confirmation.endedAt !== null)
    all.push({ key: "over", at: confirmation.endedAt, who: null, what: "The model moved on", text: "" });
  return all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
