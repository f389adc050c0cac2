"use client";
import { useQuery } from "@tanstack/react-query";
import { useAbility } from "@/components/frame/viewer-context";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Name } from "@/components/ui/name";
import { Loading } from "@/components/ui/skeleton";
import { Stage } from "@/components/ui/stage";
import { Time } from "@/components/ui/time";
import { gateWords, headlineWords, policyWords } from "@/lib/core/registry/policies/words";
import { type PolicyState, policyQuery, policyUrl } from "./queries";

/** A name for an id, where the person is one of the project's engineers. */
export const namesOf = ({ engineers }: Pick<PolicyState, "engineers">) => {
  const names = new Map(engineers.map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? "somebody who is no engineer any more";
};

const sources = {
  own: null,
  team: "The installation's default for teams holds: this model has no policy of its own.",
  alone: "The installation's default for one person holds: this model has no policy of its own.",
  open: "This installation guards nothing by default, and this model has no policy of its own.",
} as const;

/** What guards a model's stages, in sentences, with the door to change it. */
export function PolicySummary({ model, whole = false }: { model: string; whole?: boolean }) {
  const { data, error, refetch } = useQuery(policyQuery(model));
  const mayEdit = useAbility("decide");
  if (error) return <ErrorState what="The policy" error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading what="the policy" rows={2} />;
  const named = namesOf(data);
  const guarded = policyWords(data.policy, named);
  return (
    <div className="flex flex-col items-start gap-3 text-base">
      {guarded.length === 0 ? (
        <p className="text-muted">No stage is guarded: whoever may write moves versions at once.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {guarded.map(({ stage, words }) => (
            <li key={stage} className="flex flex-col gap-1">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Stage stage={stage} />
                <span>{words}</span>
              </span>
              {whole && (
                <ul className="list-disc pl-5 text-sm text-muted">
                  {data.policy.guards[stage]?.gates.map((gate) => {
                    const gateText = gateWords(gate);
                    return <li key={gateText}>{gateText}</li>;
                  })}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {whole && data.policy.headline !== null && <p>Headline metric: {headlineWords(data.policy)}</p>}
      {sources[data.source] !== null && <p className="text-sm text-muted">{sources[data.source]}</p>}
      {data.waiting !== null && (
        <p className="text-sm text-warning">
          A change by <Name>{data.waiting.createdBy.name}</Name> waits for a second engineer.{" "}
          <Link href={policyUrl(model)} className="link">
            Look at it
          </Link>
        </p>
      )}
      {whole && data.changedAt !== null && (
        <p className="text-sm text-muted">
          Version {data.number} of the policy, <Time value={data.changedAt} />
          {data.changedBy !== null && ` by ${data.changedBy}`}.
        </p>
      )}
      <LinkButton size="sm" href={policyUrl(model)}>
        {mayEdit ? "Edit the policy" : "Look at the policy"}
      </LinkButton>
    </div>
  );
}
