import { z } from "zod";
import { wayIn } from "@/lib/core/registry/models/way-in";
import { gateResult } from "@/lib/core/registry/policies/gates";
import { confirmationStates } from "@/lib/core/registry/requests/confirmation";
import { stages } from "@/lib/core/registry/stages";
import { bypassMark } from "@/lib/core/registry/versions/version";
import { evidenceChanged } from "./seen";

/** Where the decision about a request stands; never a stage. */
export const requestStatuses = [
  "open",
  "changes-requested",
  "applied",
  "rejected",
  "withdrawn",
  "expired",
  "stale",
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** These wait for somebody. */
export const isPending = (status: RequestStatus): boolean =>
  status === "open" || status === "changes-requested";

export const decisions = ["approve", "reject", "changes"] as const;
export type Decision = (typeof decisions)[number];

export const vote = z.object({
  by: z.string(),
  byId: z.string(),
  decision: z.enum(decisions),
  comment: z.string(),
  at: z.date(),
  round: z.number(),
  /** Of an earlier round: asking again set it aside, or that what it was given for has changed. */
  setAside: z.boolean(),
});

/** Somebody asks for a transition. Names of people are for reading, ids for comparing. */
export const request = z.object({
  id: z.string(),
  kind: z.enum(["transition", "rollback"]),
  status: z.enum(requestStatuses),
  model: z.string(),
  version: z.number(),
  from: z.enum(stages),
  to: z.enum(stages),
  /** The version stands in `from` past its policy, while the request waits. */
  bypass: bypassMark.nullable(),
  /** Of a rollback that waits for its second word: how the version once came into Production, where nobody approved it. */
  wayIn: wayIn.nullable(),
  reason: z.string(),
  risk: z.string(),
  rollbackPlan: z.string(),
  requestedBy: z.string(),
  requestedById: z.string(),
  createdAt: z.date(),
  expiresAt: z.date(),
  decidedAt: z.date().nullable(),
  /** The version that was in Production when it was asked; null where there was none. */
  comparedWith: z.number().nullable(),
  /** SHA-256 over the version's files when it was asked; null where they lie outside our store. */
  digest: z.string().nullable(),
  policyVersion: z.number(),
  gates: z.array(gateResult),
  gatesAt: z.date(),
  /** Names what the gates and the rest of the page were judged by; a decision may send it back. null: it was not kept. */
  seen: z.string().nullable(),
  /** What had changed when somebody last tried to approve it; null: nothing. */
  evidenceChanged: evidenceChanged.nullable(),
  approvals: z.object({ needed: z.number(), given: z.number() }),
  votes: z.array(vote),
  round: z.number(),
  /** Goes up with each change: a decision may name the one that it saw. */
  revision: z.number(),
  /** Of a rollback, which applied at once: by when a second person confirms it, where that stands, and who did. */
  confirmation: z
    .object({
      due: z.date(),
      state: z.enum(confirmationStates),
      at: z.date().nullable(),
      by: z.string().nullable(),
      /** When the model moved on before anybody had confirmed it. */
      endedAt: z.date().nullable(),
    })
    .nullable(),
  /** What of that which it speaks of was deleted: the whole model, or its version alone. */
  gone: z.enum(["model", "version"]).nullable(),
  /** What the asking person may do with it, and why not. */
  you: z.object({
    mayDecide: z.boolean(),
    whyNot: z.string().nullable(),
    mayWithdraw: z.boolean(),
    mayRevise: z.boolean(),
  }),
});
export type Request = z.infer<typeof request>;

/** Why nothing can be decided about what is gone. */
export const goneWords = (gone: NonNullable<Request["gone"]>): string =>
  `The ${gone} that this request speaks of was deleted: nothing is left to decide.`;

/** An engineer who would decide but for a hand in what is asked for, and why. */
export const excluded = z.object({ id: z.string(), name: z.string(), why: z.string() });
export type Excluded = z.infer<typeof excluded>;

export const comment = z.object({
  id: z.string(),
  /** The author as they were known when they wrote it. */
  by: z.string(),
  byId: z.string(),
  byEmail: z.string().nullable(),
  at: z.date(),
  /** Empty once it was withdrawn. */
  body: z.string(),
  /** When its author took it back. */
  withdrawnAt: z.date().nullable(),
  version: z.number(),
  requestId: z.string().nullable(),
});
export type Comment = z.infer<typeof comment>;
