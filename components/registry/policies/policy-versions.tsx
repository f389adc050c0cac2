import { Badge } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PolicyState } from "./queries";

const statuses = {
  applied: { tone: "neutral", word: "Applied" },
  waiting: { tone: "warning", word: "Waits" },
  rejected: { tone: "bad", word: "Rejected" },
  withdrawn: { tone: "neutral", word: "Withdrawn" },
} as const;

/** Every version of the policy, newest first: who, when, why, and who agreed. */
export function PolicyVersions({ state: { versions, number } }: { state: PolicyState }) {
  if (versions.length === 0)
    return <p className="text-base text-muted">This model has had no policy of its own.</p>;
  return (
    <TableFrame label="Versions of the policy">
      <Table>
        <THead>
          <tr>
            <Th numeric>Version</Th>
            <Th>State</Th>
            <Th>By</Th>
            <Th>When</Th>
            <Th>Decided by</Th>
            <Th>Reason</Th>
          </tr>
        </THead>
        <TBody>
          {versions.map((one) => (
            <Tr key={one.number} muted={one.status === "rejected" || one.status === "withdrawn"}>
              <Td numeric>{one.number}</Td>
              <Td>
                {one.number === number ? (
                  <Badge tone="good">Holds</Badge>
                ) : (
                  <Badge tone={statuses[one.status].tone}>{statuses[one.status].word}</Badge>
                )}
              </Td>
              <Td>
                <Name>{one.by}</Name>
              </Td>
              <Td>
                <Time value={one.at} />
              </Td>
              <Td>{one.decidedBy ?? "–"}</Td>
              <Td className="max-w-120 min-w-40 !whitespace-normal">{one.reason || "–"}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </TableFrame>
  );
}
