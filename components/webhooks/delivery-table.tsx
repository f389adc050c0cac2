"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { Fragment, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Delivery } from "@/components/webhooks/queries";
import { stateLooks } from "@/components/webhooks/words";
import { attemptErrorText } from "@/lib/core/webhooks/words";

/** Messages, newest first; each opens to what was sent and what came back. */
export function DeliveryTable({
  deliveries,
  mayReplay,
  busy,
  onReplay,
}: {
  deliveries: readonly Delivery[];
  mayReplay: boolean;
  busy: string | null;
  onReplay: (delivery: Delivery) => void;
}) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <TableFrame label="Deliveries">
      <Table>
        <THead>
          <Tr>
            <Th>Event</Th>
            <Th>State</Th>
            <Th>Last answer</Th>
            <Th>Happened</Th>
            <Th>Next attempt</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </THead>
        <TBody>
          {deliveries.map((delivery) => {
            const { tone, shape, word } = stateLooks[delivery.state];
            const [last] = delivery.log;
            const isOpen = open === delivery.id;
            return (
              <Fragment key={delivery.id}>
                <Tr chosen={isOpen}>
                  <Td th>
                    <Button
                      size="xs"
                      variant="quiet"
                      aria-expanded={isOpen}
                      onClick={() => setOpen(isOpen ? null : delivery.id)}
                    >
                      {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
                      <span className="font-mono">{delivery.type}</span>
                    </Button>
                  </Td>
                  <Td>
                    <StatusDot tone={tone} shape={shape}>
                      {word}
                    </StatusDot>
                  </Td>
                  <Td>{last === undefined ? "None yet" : <Answer attempt={last} />}</Td>
                  <Td>
                    <Time value={delivery.createdAt} />
                  </Td>
                  <Td>{delivery.nextAt === null ? "–" : <Time value={delivery.nextAt} exact />}</Td>
                  <Td className="text-right">
                    <Button
                      size="xs"
                      disabled={!mayReplay || delivery.state === "pending"}
                      pending={busy === delivery.id}
                      aria-label={`Send ${delivery.type} again`}
                      onClick={() => onReplay(delivery)}
                    >
                      Send again
                    </Button>
                  </Td>
                </Tr>
                {isOpen && (
                  <Tr>
                    <Td colSpan={6} className="bg-sunken py-3 whitespace-normal">
                      <Details delivery={delivery} />
                    </Td>
                  </Tr>
                )}
              </Fragment>
            );
          })}
        </TBody>
      </Table>
    </TableFrame>
  );
}

type Attempt = Delivery["log"][number];

const Answer = ({ attempt: { status, error, durationMs } }: { attempt: Attempt }) => (
  <span className="tabular-nums">
    {status === null ? null : <span className="font-mono">{status}</span>}
    {status !== null && error !== null && ", "}
    {error !== null && attemptErrorText(error)} <span className="text-muted">in {durationMs} ms</span>
  </span>
);

function Details({ delivery }: { delivery: Delivery }) {
  return (
    <div className="sticky left-3 flex w-[min(45rem,calc(100vw-3rem))] flex-col gap-3 whitespace-normal">
      <p className="text-sm text-muted">
        webhook-id <span className="font-mono break-all text-text">{delivery.messageId}</span>, the same on
        every attempt
      </p>
      <CodeBlock code={pretty(delivery.body)} title="Body" wrap />
      {delivery.log.length === 0 ? (
        <p className="text-sm text-muted">No attempt yet.</p>
      ) : (
        <ol aria-label="Attempts, newest first" className="flex flex-col gap-2">
          {delivery.log.map((attempt) => (
            <li key={`${attempt.at} ${attempt.durationMs}`} className="flex flex-col gap-1 text-sm">
              <span>
                <Time value={attempt.at} exact />: <Answer attempt={attempt} />
              </span>
              {attempt.response !== null && attempt.response !== "" && (
                <CodeBlock code={attempt.response} title="Answer" wrap />
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
