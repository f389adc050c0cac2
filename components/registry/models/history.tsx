import { requestUrl } from "@/components/registry/requests/queries";
import { versionUrl } from "@/components/registry/versions/queries";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Stage } from "@/components/ui/stage";
import { Time } from "@/components/ui/time";
import { wasTold } from "@/lib/core/registry/models/transition";
import type { History } from "./queries";

type Move = History["items"][number];
type Props = { model: string; moves: readonly Move[]; total: number };

/** Moves between stages, newest first: which version, from where to where, who, when, how and why. */
export function StageHistory({ model, moves, total }: Props) {
  if (moves.length === 0)
    return <p className="text-base text-muted">Nothing has moved between stages yet.</p>;
  return (
    <>
      <ol className="flex flex-col border-l border-hairline">
        {moves.map((move) => (
          <li key={move.id} className="relative flex flex-col gap-1 py-2 pl-4 text-sm">
            <span aria-hidden className="absolute top-4 -left-[3px] size-[5px] rounded-full bg-muted" />
            <span className="flex flex-wrap items-center gap-2">
              <Link href={versionUrl(model, move.version)} className="link">
                Version {move.version}
              </Link>
              <Stage stage={move.from} />
              <span className="text-muted">to</span>
              <Stage stage={move.to} />
              <How move={move} />
              <span className="text-muted">
                by <Name>{move.actor}</Name>, <Time value={move.at} />
                {wasTold(move) && (
                  <>
                    {" "}
                    (imported, recorded <Time value={move.recordedAt} exact />)
                  </>
                )}
              </span>
            </span>
            {move.reason !== null && move.reason !== "" && (
              <span className="max-w-[72ch] break-words text-muted">{move.reason}</span>
            )}
          </li>
        ))}
      </ol>
      {total > moves.length && (
        <p className="text-sm text-muted">
          The newest {moves.length} of {total} moves.
        </p>
      )}
    </>
  );
}

function How({ move: { kind, requestId } }: { move: Move }) {
  if (kind === "bypass")
    return (
      <Badge tone="bad" filled>
        Past the policy
      </Badge>
    );
  if (requestId !== null)
    return (
      <Link href={requestUrl(requestId)} className="link">
        {kind === "rollback" ? "Rollback" : "Request"}
      </Link>
    );
  return kind === "rollback" ? <Badge tone="warning">Rollback</Badge> : null;
}
