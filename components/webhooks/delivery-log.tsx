"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { useAct } from "@/components/frame/use-act";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Select } from "@/components/ui/select";
import { Loading } from "@/components/ui/skeleton";
import { DeliveryTable } from "@/components/webhooks/delivery-table";
import { deliveriesQuery, type Webhook, webhooksKey } from "@/components/webhooks/queries";
import { ReplayDialog } from "@/components/webhooks/replay-dialog";
import { nameOf, stateLooks } from "@/components/webhooks/words";
import { deliveryStates } from "@/lib/core/webhooks/schemas";

const choices = [
  { value: "all", label: "All states" },
  ...deliveryStates.map((state) => ({ value: state, label: stateLooks[state].word })),
] as const;

/** What was sent to one webhook, and sending it again. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const [state, setState] = useQueryState("state", parseAsStringLiteral(deliveryStates));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    deliveriesQuery(webhook.id, state),
  );
  const { busy, act, reload } = useAct([webhooksKey]);
  const [replaying, setReplaying] = useState(false);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  const name = nameOf(webhook);
  return (
    <section aria-labelledby="deliveries" className="flex flex-col gap-2 pt-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="deliveries" className="text-base font-medium">
          Deliveries of {name}
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          <span role="status" className="text-sm text-muted tabular-nums">
            {data === undefined ? "" : `${items.length} of ${total} ${total === 1 ? "message" : "messages"}`}
          </span>
          <Select
            label="State"
            size="sm"
            className="w-44"
            options={choices}
            value={state ?? "all"}
            onValueChange={(next) => setState(next === "all" ? null : next)}
          />
          <Button size="sm" disabled={!webhook.enabled} onClick={() => setReplaying(true)}>
            Send a range again
          </Button>
        </div>
      </div>
      {error instanceof ApiError && error.status === 404 ? (
        <LogClosed />
      ) : error ? (
        <ErrorState what="The deliveries" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="deliveries" rows={3} />
      ) : items.length === 0 ? (
        <p className="py-4 text-base text-muted">
          {state === null
            ? "Nothing was sent yet. Send a test from the webhook's menu to see what arrives."
            : "No message is in this state."}
        </p>
      ) : (
        <DeliveryTable
          deliveries={items}
          mayReplay={webhook.enabled}
          busy={busy}
          onReplay={(delivery) =>
            act(delivery.id, "It is on its way again.", "It was not sent again.", () =>
              api(`/api/deliveries/${delivery.id}/replay`, { body: {} }),
            )
          }
        />
      )}
      {hasNextPage && (
        <Button className="self-start" pending={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show older ones
        </Button>
      )}
      <ReplayDialog webhook={webhook} open={replaying} onClose={() => setReplaying(false)} onDone={reload} />
    </section>
  );
}

/** What stands where a webhook's log stood, when somebody has deleted it. */
export const LogClosed = () => (
  <p role="status" className="py-4 text-base text-muted">
    This webhook is deleted, and its log with it. What waited for it is not sent.
  </p>
);
