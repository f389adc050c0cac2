"use client";
import { useQuery } from "@tanstack/react-query";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { ordinal } from "@/lib/core/numbers/ordinal";
import { judgingRank } from "@/lib/core/tracking/metrics/ranking";
import { Nothing } from "./key-tables";
import { type Run, runRanksQuery } from "./queries";

const most = 12;

/** The metrics that count, and where the run stands with each in its experiment. */
export function KeyMetrics({ run }: { run: Run }) {
  const { data } = useQuery(runRanksQuery(run.id));
  const ranks = new Map(data?.ranks.map((rank) => [rank.key, rank]));
  const own = run.metrics.filter(({ key }) => !key.startsWith("system/"));
  const shown = own
    .toSorted((a, b) => judgingRank(a.key) - judgingRank(b.key) || a.key.localeCompare(b.key))
    .slice(0, most);
  if (shown.length === 0) return <Nothing>This run has logged no metrics yet.</Nothing>;
  return (
    <>
      <TableFrame label="Key metrics">
        <Table density="compact">
          <THead>
            <tr>
              <Th>Metric</Th>
              <Th numeric>Last</Th>
              <Th>Rank in the experiment</Th>
            </tr>
          </THead>
          <TBody>
            {shown.map(({ key, value }) => {
              const rank = ranks.get(key);
              return (
                <Tr key={key}>
                  <Td th>
                    <Name>{key}</Name>
                  </Td>
                  <Td numeric>
                    <Num value={value} />
                  </Td>
                  <Td>
                    {rank === undefined ? (
                      "–"
                    ) : (
                      <>
                        {ordinal(rank.rank)} of {rank.of}{" "}
                        <span className="text-muted">({rank.direction} is better)</span>
                      </>
                    )}
                  </Td>
                </Tr>
              );
            })}
          </TBody>
        </Table>
      </TableFrame>
      <p className="text-xs text-muted">
        Ranks compare last values of the experiment's runs. Which direction is better is assumed from the
        metric's name.{own.length > shown.length && ` ${own.length - shown.length} more on the tab Metrics.`}
      </p>
    </>
  );
}
