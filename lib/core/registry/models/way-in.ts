import { z } from "zod";
import { type BytesVerdict, bytesWords, leadsBack } from "@/lib/core/registry/versions/bytes";

/** How a version last entered Production, rollbacks apart; `approved`: somebody has approved those files for it, then or before. */
export type Entered = { kind: string; by: string; at: Date; approved: boolean };

/** What is told of how a version came into Production: past its policy, or when none asked for an approval and nobody gave one. */
export const wayIn = z.object({ how: z.enum(["bypass", "unasked"]), by: z.string(), at: z.date() });
export type WayIn = z.infer<typeof wayIn>;

/** `approvals`: how many Production takes by today's policy. Where it takes none, nobody misses one. */
export function wayInOf(entered: Entered | null, approvals: number): WayIn | null {
  if (entered === null) return null;
  const { kind, by, at, approved } = entered;
  if (kind === "bypass") return { how: "bypass", by, at };
  return approved || approvals === 0 ? null : { how: "unasked", by, at };
}

export const wayInWords = (version: number, { how, by }: Pick<WayIn, "how" | "by">): string =>
  how === "bypass"
    ? `Version ${version} came into Production past its policy, by ${by}.`
    : `Nobody has approved version ${version} for Production: when ${by} moved it there, the policy asked for no approval.`;

/**
 * Why nobody goes back to a version at once, but asks for it; null: one goes back. What stood there when no approval was asked
 * for broke no rule then, so it is a way out of an incident, told in red and confirmed by a second engineer. What a bypass
 * brought was to be approved and never was: a rollback must not make one person's act the model's way back.
 */
export function whyAsk(
  version: number,
  bytes: BytesVerdict,
  entered: Entered | null,
  approvals: number,
): string | null {
  const told = wayInOf(entered, approvals);
  const why = !leadsBack(bytes)
    ? bytesWords(version, bytes)
    : told?.how === "bypass" && !entered?.approved && approvals > 0
      ? wayInWords(version, told)
      : null;
  return why && `${why} Ask for it to enter Production instead.`;
}
