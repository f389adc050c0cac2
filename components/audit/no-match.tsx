"use client";
import { useQueries } from "@tanstack/react-query";
import { countQuery } from "@/components/audit/queries";
import { type AuditFilters, type FilterChange, filterNames, filterWords } from "@/components/audit/view";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { noSuchAct } from "@/lib/core/audit/words";

type Props = {
  filters: Partial<AuditFilters>;
  onFilter: (change: FilterChange) => void;
};

/** No record matches: says how many each filter would leave by itself, so that the one that matches nothing is seen. */
export function NoMatch({ filters, onFilter }: Props) {
  const said = filterNames.flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const alone = useQueries({ queries: said.map(({ name, value }) => countQuery({ [name]: value })) });
  const rows = said.map((one, index) => ({ ...one, total: alone[index]?.data }));
  const nothing = rows.filter(({ total }) => total === 0);
  const title =
    nothing[0] === undefined
      ? "No record matches all of this at once"
      : ((nothing[0].name === "action" ? noSuchAct(nothing[0].value) : null) ??
        `There is no record ${filterWords(nothing[0].name, nothing[0].value)}`);
  return (
    <EmptyState title={title}>
      <ul className="flex flex-col gap-2">
        {rows.map(({ name, value, total }) => (
          <li key={name} className="flex flex-wrap items-center gap-3">
            <Button size="sm" onClick={() => onFilter({ [name]: null })}>
              Drop "{filterWords(name, value)}"
            </Button>
            <span className="text-sm tabular-nums">
              {total === undefined
                ? "counting"
                : total === 0
                  ? "matches nothing by itself"
                  : `${total === 1 ? "1 record" : `${total} records`} by itself`}
            </span>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
