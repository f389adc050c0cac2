import type { History } from "@/components/registry/models/queries";
import type { PolicyState } from "@/components/registry/policies/queries";
import type { RequestDetail } from "@/components/registry/requests/queries";

type Move = Pick<History["items"][number], "version" | "from" | "to" | "at">;
type Asked = Pick<RequestDetail, "version" | "policyVersion" | "gatesAt" | "decidedAt">;
type PolicyThen = Pick<PolicyState, "number" | "changedAt"> & {
  versions: readonly Pick<PolicyState["versions"][number], "number" | "status" | "at">[];
};
type Changed = { what: string; at: string };

/** A move and the word that it made a request stale are written one after the other. */
const slackMs = 1000;

/**
 * What changed first between the time when a request was last judged and the time when it was found stale. Null: neither the
 * model's moves nor its policy tell, so it was the version's files.
 */
export function staleBecause(asked: Asked, moves: readonly Move[], policy: PolicyThen): Changed | null {
  const [from, until] = [Date.parse(asked.gatesAt), Date.parse(asked.decidedAt ?? "") + slackMs];
  const moved = moves.flatMap(({ version, from: left, to, at }): Changed[] => {
    if (version === asked.version) return [{ what: `Version ${version} moved from ${left} to ${to}`, at }];
    if (to === "Production") return [{ what: `Version ${version} entered Production`, at }];
    return left === "Production" ? [{ what: `Version ${version} left Production`, at }] : [];
  });
  const policies = policy.versions
    .filter(({ number, status }) => status === "applied" && number > asked.policyVersion)
    .map(({ number, at }): Changed => {
      // One that waited holds since it was agreed to, which is known of the last.
      const since = number === policy.number ? (policy.changedAt ?? at) : at;
      return { what: `Version ${number} of the policy came to hold`, at: since };
    });
  const between = [...moved, ...policies].filter(
    ({ at }) => Date.parse(at) > from && Date.parse(at) <= until,
  );
  // Who enters Production sends out who was there, at one moment: the first is the cause.
  const rank = ({ what }: Changed) => (what.endsWith("left Production") ? 1 : 0);
  const [first] = between.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));
  return first ?? null;
}
