"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TBody } from "@/components/ui/table";
import { isAside } from "@/lib/core/registry/versions/difference";
import { DifferenceRow } from "./difference-row";
import type { Part } from "./queries";
import { asideWords, countWords, differs, partTitles } from "./words";

type Props = { part: Part; showSame: boolean; columns: number; alone: boolean };

const line = "border-b border-hairline px-3 py-1 text-left text-xs font-normal text-muted";

/** One kind of things: what tells of the model, and under a count what does not. */
export function PartRows({ part, showSame, columns, alone }: Props) {
  const [open, setOpen] = useState(false);
  const shown = part.rows.filter((row) => showSame || differs(row));
  const [telling, aside] = [shown.filter((row) => !isAside(row)), shown.filter(isAside)];
  const { same } = part.counts;
  if (part.rows.length === 0 && same === 0) return null;
  return (
    <TBody>
      <tr>
        <th scope="colgroup" colSpan={columns} className={`${line} bg-sunken`}>
          <span className="font-medium">{partTitles[part.kind]}</span>
          {!alone && `: ${countWords(part.counts)}`}
          {same > 0 && `, ${same} the same`}
          {part.leftOut > 0 && `, ${part.leftOut} left out here`}
        </th>
      </tr>
      {telling.map((row) => (
        <DifferenceRow key={row.key} row={row} alone={alone} />
      ))}
      {aside.length > 0 && (
        <tr>
          <td colSpan={columns} className={line}>
            <Button
              size="xs"
              variant="quiet"
              className="-ml-1.5 text-muted"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
              {asideWords(aside)}
            </Button>
          </td>
        </tr>
      )}
      {open && aside.map((row) => <DifferenceRow key={row.key} row={row} alone={alone} />)}
    </TBody>
  );
}
