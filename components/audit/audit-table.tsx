import clsx from "clsx";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, TimeSpan } from "@/components/ui/time";
import type { AuditEvent } from "@/lib/core/audit/events";
import {
  actorWords,
  actWords,
  outcomeWords,
  repeatsOf,
  targetKind,
  targetWords,
} from "@/lib/core/audit/words";

type Props = { events: readonly AuditEvent[]; open: number | null; onOpen: (seq: number | null) => void };

/** The records, newest first: when it was recorded and, of what was told afterwards, when it took effect; who, what, on what, and whether it was done. */
export function AuditTable({ events, open, onOpen }: Props) {
  const told = events.some(({ effectiveAt }) => effectiveAt !== null);
  return (
    <TableFrame label="Audit trail">
      <Table>
        <THead>
          <tr>
            <Th>Record</Th>
            {told && <Th>Took effect</Th>}
            <Th>Recorded</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>On what</Th>
            <Th>Outcome</Th>
          </tr>
        </THead>
        <TBody>
          {events.map((event) => {
            const { seq, at, effectiveAt, action } = event;
            return (
              <Tr key={seq} chosen={seq === open}>
                <Td th>
                  <button
                    type="button"
                    id={`record-${seq}`}
                    aria-expanded={seq === open}
                    aria-label={`Record ${seq}`}
                    onClick={() => onOpen(seq === open ? null : seq)}
                    className="link h-6 min-w-8 text-left tabular-nums"
                  >
                    {seq}
                  </button>
                </Td>
                {told && (
                  <Td>
                    {effectiveAt === null ? (
                      <span className="text-muted">at once</span>
                    ) : (
                      <Time value={effectiveAt} exact />
                    )}
                  </Td>
                )}
                <Td className={clsx(effectiveAt !== null && "text-muted")}>
                  <Time value={at} exact />
                </Td>
                <Td className="max-w-44 truncate" title={actorWords(event)}>
                  {actorWords(event)}
                </Td>
                <Td
                  className={clsx("truncate", open === null ? "max-w-120" : "max-w-56")}
                  title={`${actWords(event)} (${action})`}
                >
                  {actWords(event)}
                  <Between event={event} />
                </Td>
                <Td className="max-w-64 truncate">
                  <Target target={event.target} />
                </Td>
                <Td>
                  <Outcome event={event} />
                </Td>
              </Tr>
            );
          })}
        </TBody>
      </Table>
    </TableFrame>
  );
}

/** From when to when a refusal was made again. */
function Between({ event }: { event: AuditEvent }) {
  const again = repeatsOf(event);
  if (again === null) return null;
  return (
    <span className="text-muted">
      , <TimeSpan from={again.first} to={again.last} />
    </span>
  );
}

/** What was acted on; a link where it is there still. */
export function Target({ target }: { target: AuditEvent["target"] }) {
  const kind = targetKind(target.type);
  return (
    <>
      {target.page === null ? (
        <span title={target.id}>{targetWords(target)}</span>
      ) : (
        <Link href={target.page} className="link" title={target.id}>
          {targetWords(target)}
        </Link>
      )}
      {kind !== null && target.name !== null && <span className="text-muted"> {kind}</span>}
    </>
  );
}

/** Refused and not applied stand out: whoever scans the column looks for them. */
export function Outcome({ event }: { event: Pick<AuditEvent, "action" | "outcome" | "after"> }) {
  const words = outcomeWords(event);
  return words === "Refused" || words === "Not applied" ? (
    <Badge tone="warning">{words}</Badge>
  ) : (
    <span>{words}</span>
  );
}
