import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Policy } from "@/lib/core/registry/policies/policy";
import { policyChanges } from "@/lib/core/registry/policies/words";

type Props = { before: Policy; after: Policy; named: (id: string) => string };

/** What a change of policy changes: old and new, side by side. */
export function PolicyChange({ before, after, named }: Props) {
  const changes = policyChanges(before, after, named);
  if (changes.length === 0) return <p className="text-sm text-muted">Nothing is changed.</p>;
  return (
    <TableFrame label="What changes">
      <Table density="compact">
        <THead>
          <tr>
            <Th>What</Th>
            <Th>Now</Th>
            <Th>Then</Th>
          </tr>
        </THead>
        <TBody>
          {changes.map(({ where, before: was, after: will }) => (
            <Tr key={`${where} ${was} ${will}`}>
              <Td th className="!whitespace-normal">
                {where}
              </Td>
              <Td className="min-w-30 !whitespace-normal text-muted">{was}</Td>
              <Td className="min-w-30 !whitespace-normal">{will}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </TableFrame>
  );
}
