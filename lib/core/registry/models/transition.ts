import { z } from "zod";
import { stages } from "@/lib/core/registry/stages";

export const transitionKinds = ["move", "request", "rollback", "bypass"] as const;

/** A move between stages, once it happened. `actor` is a person's name, or how the trail names whoever acted. */
export const transition = z.object({
  id: z.string(),
  version: z.number(),
  from: z.string(),
  to: z.string(),
  actor: z.string(),
  actorId: z.string(),
  reason: z.string().nullable(),
  /** How it came about: by hand, by a request, taken back to the one before, or past the policy. */
  kind: z.enum(transitionKinds),
  requestId: z.string().nullable(),
  /** SHA-256 over the version's files as they were then, or "elsewhere"; null where it was recorded before digests were kept. */
  digest: z.string().nullable(),
  at: z.date(),
  recordedAt: z.date(),
});

export type Transition = z.infer<typeof transition>;

/** Was it told afterwards, by an import or the demo? Else both times are of the same transaction. */
export const wasTold = ({ at, recordedAt }: { at: string; recordedAt: string }): boolean =>
  Date.parse(recordedAt) - Date.parse(at) > 60_000;

/** One version's change of stage. */
export const moved = z.object({ version: z.number(), from: z.string(), to: z.enum(stages) });
