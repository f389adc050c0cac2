"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { StageBars, StageKey } from "@/components/charts/stage-bars";
import { versionsQuery } from "@/components/registry/versions/queries";
import { useNow } from "@/components/ui/clock";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/time";
import { shortTime } from "@/components/ui/time-format";
import { prepareStages } from "@/lib/core/charts/prepare-stages";
import { movesQuery } from "./queries";

const height = 340;

/** Where each version of a model stood over time. `at`: the moment that somebody asks about. */
export function StageTimeline({ model, at }: { model: string; at: number | null }) {
  const versions = useQuery(versionsQuery(model));
  const moves = useQuery(movesQuery(model));
  const zone = useZone();
  const now = useNow();
  const when = useMemo(() => (moment: number) => shortTime(moment, now, zone), [now, zone]);
  const timeline = useMemo(
    () =>
      versions.data &&
      moves.data &&
      prepareStages(
        versions.data.items.map(({ number, createdAt }) => ({ number, createdAt: Date.parse(createdAt) })),
        moves.data.items.map(({ version, from, to, at: moved }) => ({
          ...{ version, from, to },
          at: Date.parse(moved),
        })),
        now,
        when,
      ),
    [versions.data, moves.data, now, when],
  );
  const error = versions.error ?? moves.error;
  if (error) return <ErrorState what="The time line" error={error} onRetry={moves.refetch} />;
  if (timeline === undefined) return <Loading what="the time line" />;
  const left = (moves.data?.total ?? 0) - (moves.data?.items.length ?? 0);
  return (
    <ChartFrame
      title="Stages over time"
      summary={timeline.summary}
      footer={left > 0 ? [...timeline.footer, `${left} older moves are left out`] : timeline.footer}
      table={() => timeline.table}
      height={Math.min(height, timeline.rows.length * 26 + 50)}
    >
      {timeline.rows.length > 0 && (
        <>
          <StageBars label="Stages over time" timeline={timeline} at={at} height={height} when={when} />
          <StageKey />
        </>
      )}
    </ChartFrame>
  );
}
