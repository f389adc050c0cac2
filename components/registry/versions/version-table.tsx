import { Link } from "@/components/ui/link";
import { Standing } from "@/components/ui/standing";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Aliases } from "./aliases";
import { type Version, versionUrl } from "./queries";

/** A model's versions, newest first. */
export function VersionTable({ versions, total }: { versions: readonly Version[]; total: number }) {
  if (versions.length === 0) return <p className="text-base text-muted">This model has no version yet.</p>;
  return (
    <>
      <TableFrame label="Versions">
        <Table>
          <THead>
            <tr>
              <Th>Version</Th>
              <Th>Stage</Th>
              <Th>Aliases</Th>
              <Th>Created</Th>
              <Th>By</Th>
              <Th>Run</Th>
              <Th>Description</Th>
            </tr>
          </THead>
          <TBody>
            {versions.map((one) => (
              <Tr key={one.number} muted={one.stage === "Archived"}>
                <Td th>
                  <Link href={versionUrl(one.model, one.number)} className="link">
                    Version {one.number}
                  </Link>
                </Td>
                <Td>
                  <Standing of={one} />
                </Td>
                <Td>
                  <Aliases aliases={one.aliases} />
                </Td>
                <Td>
                  <Time value={one.createdAt} />
                </Td>
                <Td>{one.createdBy ?? "–"}</Td>
                <Td>
                  {one.runId === null ? (
                    "–"
                  ) : one.runElsewhere ? (
                    <span className="text-muted" title={`Run ${one.runId} is not on this server`}>
                      elsewhere
                    </span>
                  ) : (
                    <Link href={`/runs/${one.runId}`} className="link font-mono">
                      {one.runId.slice(0, 8)}
                    </Link>
                  )}
                </Td>
                <Td className="max-w-80 truncate">{one.description || "–"}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </TableFrame>
      {total > versions.length && (
        <p className="text-sm text-muted">
          The newest {versions.length} of {total} versions.
        </p>
      )}
    </>
  );
}
