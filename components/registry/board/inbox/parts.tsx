import type { Inbox } from "@/components/frame/inbox-queries";
import { modelUrl } from "@/components/registry/models/queries";
import { policyUrl } from "@/components/registry/policies/queries";
import { requestUrl } from "@/components/registry/requests/queries";
import { versionUrl } from "@/components/registry/versions/queries";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { RunStatus } from "@/components/ui/run-status";
import { BypassMark } from "@/components/ui/standing";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

/** Changes of policy that loosen something: a second engineer agrees to them on the model's page. */
export function WaitingPolicies({ policies }: Pick<Inbox, "policies">) {
  if (policies.length === 0) return null;
  return (
    <ul aria-label="Changes of policy that wait for you" className="flex flex-col border-b border-hairline">
      {policies.map(({ model, number, by, at, reason }) => (
        <li
          key={`${model} ${number}`}
          className="flex min-w-0 flex-col gap-0.5 border-t border-hairline px-1 py-2 text-sm"
        >
          <Link href={policyUrl(model)} className="link w-fit py-0.5 font-medium wrap-anywhere">
            Looser policy for <Name>{model}</Name>
          </Link>
          <span className="text-muted wrap-anywhere">
            <Name>{by}</Name>, <Time value={at} />
            {reason !== "" && `: ${reason}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One line for each model that serves. */
export function Production({ items, total }: { items: Inbox["production"]; total: number }) {
  if (items.length === 0) return <p className="text-base text-muted">Nothing is in Production yet.</p>;
  return (
    <>
      <TableFrame label="In Production">
        <Table>
          <THead>
            <tr>
              <Th>Model</Th>
              <Th>Version</Th>
              <Th>Since</Th>
              <Th numeric>Headline metric</Th>
            </tr>
          </THead>
          <TBody>
            {items.map(({ model, version, since, bypass, headline, unconfirmed }) => (
              <Tr key={model}>
                <Td th className="max-w-40 truncate sm:max-w-80">
                  <Link href={modelUrl(model)} className="link py-1">
                    <Name>{model}</Name>
                  </Link>
                </Td>
                <Td>
                  <Link href={versionUrl(model, version)} className="link py-1">
                    {version}
                  </Link>
                  {bypass !== null && (
                    <span className="ml-2">
                      <BypassMark bypass={bypass} />
                    </span>
                  )}
                  {unconfirmed !== null && (
                    <Link href={requestUrl(unconfirmed.requestId)} className="ml-2 inline-flex py-0.5">
                      <Badge tone={unconfirmed.overdue ? "bad" : "warning"} filled={unconfirmed.overdue}>
                        {unconfirmed.overdue ? "Rollback not confirmed" : "Rollback to be confirmed"}
                      </Badge>
                    </Link>
                  )}
                </Td>
                <Td>
                  <Time value={since} />
                </Td>
                <Td numeric>
                  {headline === null ? (
                    <span className="text-muted">–</span>
                  ) : (
                    <>
                      <span className="mr-2 text-muted">{headline.metric}</span>
                      <Num value={headline.value} />
                    </>
                  )}
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </TableFrame>
      {total > items.length && (
        <p className="text-sm text-muted">
          The newest {items.length} of {total} models in Production.{" "}
          <Link href="/models" className="link">
            All models
          </Link>
        </p>
      )}
    </>
  );
}

/** The reader's runs that run now, or failed within a week. */
export function Runs({ runs }: Pick<Inbox, "runs">) {
  if (runs.length === 0)
    return <p className="text-base text-muted">No run of yours runs now, and none failed this week.</p>;
  return (
    <TableFrame label="Your runs">
      <Table>
        <THead>
          <tr>
            <Th>Run</Th>
            <Th>Status</Th>
            <Th>Since</Th>
            <Th>Experiment</Th>
          </tr>
        </THead>
        <TBody>
          {runs.map(({ id, name, experiment, status, since }) => (
            <Tr key={id}>
              <Td th className="max-w-40 truncate sm:max-w-80">
                <Link href={`/runs/${id}`} className="link py-1">
                  <Name>{name}</Name>
                </Link>
              </Td>
              <Td>
                <RunStatus status={status} />
              </Td>
              <Td>
                <Time value={since} />
              </Td>
              <Td>
                <Link href={`/experiments/${experiment.id}`} className="link py-1">
                  <Name>{experiment.name}</Name>
                </Link>
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </TableFrame>
  );
}
