import { z } from "zod";
import { moved } from "@/lib/core/registry/models/transition";
import { stages } from "@/lib/core/registry/stages";

/** A request that a move would make stale: whoever asked has to ask anew. */
const outdated = z.object({
  id: z.string(),
  version: z.number(),
  to: z.enum(stages),
  status: z.enum(["open", "changes-requested"]),
  requestedBy: z.string(),
  requestedById: z.string(),
  createdAt: z.date(),
});

/** What a move would do, before it is made. */
export const movePreview = z.object({
  model: z.string(),
  version: z.number(),
  from: z.enum(stages),
  to: z.enum(stages),
  /** It takes a request: nobody makes it at once. */
  guarded: z.boolean(),
  /** What would change its stage, the asked one last, as the move itself answers; empty where it stands there already. */
  moves: z.array(moved),
  /** Aliases tied to the stage, which come along; `version`: where each points now. */
  aliases: z.array(z.object({ alias: z.string(), version: z.number().nullable() })),
  /** Open requests that it would make stale, the oldest first. */
  stale: z.array(outdated),
});
export type MovePreview = z.infer<typeof movePreview>;
