import type { ReactNode } from "react";
import { requestUrl } from "@/components/registry/requests/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Loading } from "@/components/ui/skeleton";
import { Stage } from "@/components/ui/stage";
import { Time } from "@/components/ui/time";
import type { MovePreview } from "./queries";

/** An answer as it is asked for: not there yet, there, or why it will not come. */
type Answer = { data: MovePreview | undefined; error: Error | null; refetch: () => unknown };

/** What a move does, told before it is made: what comes in, what goes out, which requests become stale. `more`: further lines. */
export function MoveEffect({ answer: { data, error, refetch }, more }: { answer: Answer; more?: ReactNode }) {
  if (error) return <ErrorState what="What this move does" error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading what="what this move does" rows={2} />;
  const { version, to, moves, aliases, stale } = data;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-base text-text">
      {moves.toReversed().map((move) => (
        <EffectLine key={move.version} name={move.version === version ? inWords(to) : "Goes out"}>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            Version {move.version} <Stage stage={move.from} /> <span className="text-muted">to</span>{" "}
            <Stage stage={move.to} />
          </span>
        </EffectLine>
      ))}
      {aliases.length > 0 && (
        <EffectLine name="Comes along">
          {aliases.map(({ alias, version: at }) => (
            <span key={alias} className="block wrap-anywhere">
              @{alias}
              {at === null ? "" : at === version ? ", which points here already" : `, from version ${at}`}
            </span>
          ))}
        </EffectLine>
      )}
      <EffectLine name="Becomes stale">
        {stale.length === 0 ? (
          <span className="text-muted">no other request</span>
        ) : (
          <StaleRequests stale={stale} />
        )}
      </EffectLine>
      {more}
    </dl>
  );
}

export const EffectLine = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-sm leading-6 text-muted">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
);

const inWords = (to: MovePreview["to"]) => (to === "Production" || to === "Staging" ? "Comes in" : "Moves");

type Outdated = Pick<MovePreview["stale"][number], "id" | "version" | "to" | "requestedBy" | "createdAt">;

/** Requests that become stale, each with the way to it and who asked. */
export function StaleRequests({ stale }: { stale: readonly Outdated[] }) {
  return (
    <>
      <ul className="flex flex-col gap-1 border-l-2 border-warning pl-2">
        {stale.map(({ id, version, to, requestedBy, createdAt }) => (
          <li key={id} className="wrap-anywhere">
            <Link href={requestUrl(id)} className="link">
              Version {version} for {to}
            </Link>
            , asked by <Name>{requestedBy}</Name> <Time value={createdAt} />
          </li>
        ))}
      </ul>
      <p className="mt-1 text-sm text-muted">
        {stale.length === 1 ? "It can no longer be decided" : "They can no longer be decided"}: whoever asked
        has to ask anew.
      </p>
    </>
  );
}

/** What an undo cannot mend, in a sentence; null where nothing became stale. */
export function staleWords(stale: MovePreview["stale"]): string | null {
  const [first] = stale;
  if (first === undefined) return null;
  return stale.length === 1
    ? `The request of ${first.requestedBy} for version ${first.version} is stale now; undo does not bring it back.`
    : `${stale.length} requests are stale now; undo does not bring them back.`;
}
