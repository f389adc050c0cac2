"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Outcome, Target } from "@/components/audit/audit-table";
import { Changes } from "@/components/audit/changes";
import { eventQuery } from "@/components/audit/queries";
import { permalink } from "@/components/audit/view";
import { IconButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { Fact } from "@/components/ui/fact";
import { Link } from "@/components/ui/link";
import { Loading } from "@/components/ui/skeleton";
import { Time, TimeSpan } from "@/components/ui/time";
import { useOrigin } from "@/components/ui/use-origin";
import type { AuditEvent } from "@/lib/core/audit/events";
import { describeAct, repeatsOf } from "@/lib/core/audit/words";

/** One record beside the list: the sentence, before and after, the reason, and its place in the chain. */
export function EventPanel({ seq, onClose }: { seq: number; onClose: () => void }) {
  const { data, error, refetch } = useQuery(eventQuery(seq));
  const origin = useOrigin();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A page that opens with it is left where it is; a record that was pressed is gone to.
    if (!first.current || document.activeElement?.id === `record-${seq}`) heading.current?.focus();
    first.current = false;
  }, [seq]);
  return (
    <section
      aria-label={`Record ${seq}`}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="flex min-w-0 scroll-mt-(--frame-top) flex-col gap-4 border-y border-hairline py-3 max-xl:order-first xl:sticky xl:top-[calc(var(--frame-top)+1rem)] xl:max-h-[calc(100dvh-var(--frame-top)-2rem)] xl:overflow-y-auto xl:border-y-0 xl:border-l xl:py-0 xl:pl-4"
    >
      <div className="flex items-center gap-2">
        <h2 ref={heading} tabIndex={-1} className="mr-auto scroll-mt-20 text-base font-medium outline-none">
          Record {seq}
        </h2>
        <CopyButton text={`${origin}${permalink(seq)}`} what="the link to this record" word="Copy link" />
        <IconButton label="Close" icon={<X />} onClick={onClose} />
      </div>
      {error ? (
        <ErrorState what={`Record ${seq}`} error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what={`record ${seq}`} />
      ) : (
        <Record event={data} />
      )}
    </section>
  );
}

const via = { token: ", by an API token", session: "" } as const;

function Record({ event }: { event: AuditEvent }) {
  const { seq, at, effectiveAt, actor, action, target, reason, requestId, origin, hash, prevHash } = event;
  const again = repeatsOf(event);
  return (
    <>
      <p className="text-base">{describeAct(event)}.</p>
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        {effectiveAt !== null && (
          <Fact name="Took effect">
            <Time value={effectiveAt} exact />
            <span className="block text-xs text-muted">told afterwards, by an import or the demo</span>
          </Fact>
        )}
        <Fact name="Recorded">
          <Time value={at} exact />
          <span className="block font-mono text-xs break-all text-muted">{at}</span>
        </Fact>
        <Fact name="Outcome">
          <Outcome event={event} />
        </Fact>
        <Fact name="Role at that time">
          {actor.role ?? (actor.type === "person" ? "none" : actor.type)}
          {actor.admin && ", admin"}
          {actor.via !== null && via[actor.via]}
        </Fact>
        <Fact name="On what">
          <Target target={target} />
          {target.type !== "verb" && (
            <span className="block font-mono text-xs break-all text-muted">{target.id}</span>
          )}
        </Fact>
        <Fact name="Act">
          <code className="font-mono">{action}</code>
        </Fact>
        {again !== null && (
          <Fact name="Made again">
            {again.more} {again.more === 1 ? "time" : "times"},{" "}
            <TimeSpan from={again.first} to={again.last} />; the first is{" "}
            <Link href={permalink(again.record)} scroll={false} className="link">
              record {again.record}
            </Link>
          </Fact>
        )}
        {reason !== null && reason !== "" && (
          <Fact name="Reason">
            <span className="break-words">{reason}</span>
          </Fact>
        )}
      </dl>
      <Changes event={event} />
      <dl className="flex flex-col gap-3 text-sm">
        {requestId !== null && <Mono name="Request" text={requestId} what="request id" />}
        {origin !== null && (origin.ip !== null || origin.userAgent !== null) && (
          <Fact name="From, as the client says">
            <span className="break-all">{[origin.ip, origin.userAgent].filter(Boolean).join(", ")}</span>
          </Fact>
        )}
        <Mono name="Hash" text={hash} what="hash" />
        <Mono name="Hash of the record before" text={prevHash} what="hash of the record before" />
      </dl>
      {seq > 1 && (
        <Link href={permalink(seq - 1)} scroll={false} className="link w-fit text-sm">
          Record {seq - 1}
        </Link>
      )}
    </>
  );
}

const Mono = ({ name, text, what }: { name: string; text: string; what: string }) => (
  <Fact name={name}>
    <span className="flex items-start gap-2">
      <span className="min-w-0 font-mono text-xs break-all">{text}</span>
      <CopyButton text={text} what={what} />
    </span>
  </Fact>
);
