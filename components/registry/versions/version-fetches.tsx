import { Name } from "@/components/ui/name";
import { Part } from "@/components/ui/part";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Described } from "./queries";

const most = 10;
const times = (count: number) => (count === 1 ? "once" : `${count} times`);

/** How often the version's files were fetched of late, and by whom. */
export function VersionFetches({ fetches: { days, total, people } }: { fetches: Described["fetches"] }) {
  const [last] = people;
  return (
    <Part title="Who fetched it">
      {last === undefined ? (
        <p className="text-base text-muted">Nobody has fetched it in the last {days} days.</p>
      ) : (
        <>
          <p className="text-base">
            Fetched {times(total)} in {days} days, last by <Name>{last.by}</Name>,{" "}
            <Time value={last.lastAt} />.
          </p>
          {people.length > 1 && (
            <TableFrame label="Who fetched it">
              <Table density="compact">
                <THead>
                  <tr>
                    <Th>Who</Th>
                    <Th numeric>Times</Th>
                    <Th>Last</Th>
                  </tr>
                </THead>
                <TBody>
                  {people.slice(0, most).map(({ byId, by, count, lastAt }) => (
                    <Tr key={byId}>
                      <Td th>
                        <Name>{by}</Name>
                      </Td>
                      <Td numeric>{count}</Td>
                      <Td>
                        <Time value={lastAt} />
                      </Td>
                    </Tr>
                  ))}
                </TBody>
              </Table>
            </TableFrame>
          )}
          {people.length > most && (
            <p className="text-sm text-muted">
              The last {most} of {people.length} people.
            </p>
          )}
        </>
      )}
    </Part>
  );
}
