import { CodeBlock } from "@/components/ui/code-block";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { fieldChanges, fieldWords } from "@/lib/core/audit/diff";
import type { AuditEvent } from "@/lib/core/audit/events";

/** Before and after, field by field; what was not there is a dash. The record's own JSON is below it, folded. */
export function Changes({ event: { before, after } }: { event: Pick<AuditEvent, "before" | "after"> }) {
  const rows = fieldChanges(before, after);
  if (rows.length === 0) return <p className="text-sm text-muted">This act carries no fields.</p>;
  return (
    <div className="flex flex-col gap-2">
      <TableFrame label="Before and after">
        <Table density="compact">
          <THead>
            <tr>
              <Th>Field</Th>
              <Th>Before</Th>
              <Th>After</Th>
            </tr>
          </THead>
          <TBody>
            {rows.map(({ field, before: was, after: is, changed }) => (
              <Tr key={field} muted={!changed}>
                <Td th className="py-1 align-top whitespace-normal" title={field}>
                  {fieldWords(field)}
                </Td>
                <Value text={was} gone={changed && was !== null} />
                <Value text={is} fresh={changed && is !== null} />
              </Tr>
            ))}
          </TBody>
        </Table>
      </TableFrame>
      <details className="text-sm">
        <summary className="w-fit cursor-pointer py-1 text-xs text-muted">As JSON</summary>
        <CodeBlock code={JSON.stringify({ before, after }, null, 2)} title="Before and after" wrap />
      </details>
    </div>
  );
}

// Old and new are told apart by their column and a mark, not by colour alone.
function Value({
  text,
  gone = false,
  fresh = false,
}: {
  text: string | null;
  gone?: boolean;
  fresh?: boolean;
}) {
  return (
    <Td className="max-w-60 py-1 align-top font-mono text-xs break-words whitespace-pre-wrap">
      {text === null ? (
        <span className="text-muted">–</span>
      ) : gone ? (
        <del className="text-bad decoration-bad/60">{text}</del>
      ) : fresh ? (
        <ins className="text-good no-underline">{text}</ins>
      ) : (
        text
      )}
    </Td>
  );
}
