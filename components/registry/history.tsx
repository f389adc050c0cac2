import { type History, versionUrl } from "@/components/registry/queries";
import { Link } from "@/components/ui/link";
import { Stage } from "@/components/ui/stage";
import { Time } from "@/components/ui/time";

type Props = { model: string; moves: History["items"]; total: number };

/** Moves between stages, newest first: which version, from where to where, who, when and why. */
export function StageHistory({ model, moves, total }: Props) {
  if (moves.length === 0)
    return <p className="text-base text-muted">Nothing has moved between stages yet.</p>;
  return (
    <>
      <ol className="flex flex-col border-l border-hairline">
        {moves.map(({ id, version, from, to, actor, at, reason }) => (
          <li key={id} className="relative flex flex-col gap-1 py-2 pl-4 text-sm">
            <span aria-hidden className="absolute top-4 -left-[3px] size-[5px] rounded-full bg-muted" />
            <span className="flex flex-wrap items-center gap-2">
              <Link href={versionUrl(model, version)} className="link">
                Version {version}
              </Link>
              <Stage stage={from} />
              <span className="text-muted">to</span>
              <Stage stage={to} />
              <span className="text-muted">
                by {actor}, <Time value={at} />
              </span>
            </span>
            {reason !== null && reason !== "" && <span className="max-w-[72ch] text-muted">{reason}</span>}
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
