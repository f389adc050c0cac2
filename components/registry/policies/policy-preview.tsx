"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/frame/use-debounced";
import { versionUrl } from "@/components/registry/versions/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { Loading } from "@/components/ui/skeleton";
import { Stage } from "@/components/ui/stage";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Policy } from "@/lib/core/registry/policies/policy";
import { type Preview, previewQuery } from "./queries";

const pauseMs = 400;
const nothing: Policy = { guards: {}, headline: null };

type Props = { model: string; policy: Policy | null; holds?: Policy };

/**
 * What a policy would say of the newest versions. `policy` null: it is not whole yet. `holds`: `policy` is proposed, and
 * this one stands until somebody agrees.
 */
export function PolicyPreview({ model, policy, holds }: Props) {
  const settled = useDebounced(policy, pauseMs);
  const { data, error, refetch, isFetching } = useQuery({
    ...previewQuery(model, settled ?? nothing),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
  });
  const { data: now } = useQuery({ ...previewQuery(model, holds ?? nothing), enabled: holds !== undefined });
  const title =
    holds === undefined
      ? "What it would have said of the last versions"
      : "What the proposed policy would say";
  const given = now?.stages.filter(({ to }) => !data?.stages.some((stage) => stage.to === to)) ?? [];
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3">
      <h2 className="text-base font-medium">{title}</h2>
      <p role="status" className="min-h-5 text-sm text-muted">
        {policy === null
          ? "Fill in what is missing, and the gates are asked."
          : isFetching || settled !== policy
            ? "Asking the gates."
            : "As the versions stand now."}
      </p>
      {error && policy !== null ? (
        <ErrorState what="The look ahead" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        policy !== null && <Loading what="the look ahead" rows={3} />
      ) : data.stages.length === 0 ? (
        <p className="text-base text-muted">No stage is guarded: every move is made at once.</p>
      ) : (
        data.stages.map(({ to, versions }) => (
          <Said
            key={to}
            model={model}
            to={to}
            versions={versions}
            now={now === undefined ? null : nowWords(now.stages.find((stage) => stage.to === to)?.versions)}
          />
        ))
      )}
      {data !== undefined &&
        given.map(({ to, versions }) => (
          <p key={to} className="flex flex-wrap items-center gap-2 text-sm">
            <Stage stage={to} />
            Would not be guarded. <span className="text-muted">{nowWords(versions)}</span>
          </p>
        ))}
    </section>
  );
}

type Versions = Preview["stages"][number]["versions"];

/** What the policy that holds says, beside what a proposed one would. Undefined: it does not guard the stage. */
function nowWords(versions: Versions | undefined): string | null {
  if (versions === undefined) return "Now: not guarded.";
  if (versions.length === 0) return null;
  return `Now: ${versions.filter(({ passed }) => passed).length} of ${versions.length} would pass.`;
}

type SaidProps = { model: string; to: string; versions: Versions; now: string | null };

function Said({ model, to, versions, now }: SaidProps) {
  const passing = versions.filter(({ passed }) => passed).length;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Stage stage={to} />
        {versions.length === 0 ? "There is no version yet." : `${passing} of ${versions.length} would pass.`}
        {now !== null && <span className="text-muted">{now}</span>}
      </p>
      {versions.length > 0 && (
        <TableFrame label={`Gates of ${to}`}>
          <Table density="compact">
            <THead>
              <tr>
                <Th>Version</Th>
                <Th>Stands in</Th>
                <Th>Would say</Th>
              </tr>
            </THead>
            <TBody>
              {versions.map(({ version, stage, gates, passed }) => (
                <Tr key={version}>
                  <Td th>
                    <Link href={versionUrl(model, version)} className="link">
                      Version {version}
                    </Link>
                  </Td>
                  <Td>
                    <Stage stage={stage} />
                  </Td>
                  <Td className="min-w-50 !whitespace-normal">
                    {passed ? (
                      <StatusDot tone="good">Passes</StatusDot>
                    ) : (
                      <ul>
                        {gates
                          .filter(({ result }) => result !== "passed")
                          .map(({ name, result, why, expected }) => (
                            <li key={`${name} ${expected}`}>
                              <StatusDot
                                tone={result === "failed" ? "bad" : "warning"}
                                shape={result === "failed" ? "square" : "ring"}
                              >
                                {name} {result}
                              </StatusDot>
                              <span className="block pl-3.5 text-muted">{why}</span>
                            </li>
                          ))}
                      </ul>
                    )}
                  </Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        </TableFrame>
      )}
    </div>
  );
}
