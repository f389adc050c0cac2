import clsx from "clsx";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { readable } from "@/components/ui/number-format";
import { Td, Tr } from "@/components/ui/table";
import { formatBytes } from "@/lib/core/numbers/format-bytes";
import { improves } from "@/lib/core/registry/versions/difference";
import type { Row } from "./queries";

const cell = "!h-auto !px-2 !py-1.5 align-top !whitespace-normal wrap-anywhere first:!pl-3 last:!pr-3";

/** One thing of both versions, and what became of it. `alone`: there is no version before. */
export function DifferenceRow({ row, alone }: { row: Row; alone: boolean }) {
  return (
    <Tr muted={row.change === "same"}>
      <Td th className={clsx(cell, "font-mono")}>
        <Name>{row.key}</Name>
      </Td>
      {!alone && (
        <Td className={clsx(cell, "tabular-nums")}>
          <Value row={row} side="before" />
        </Td>
      )}
      <Td className={clsx(cell, "tabular-nums")}>
        <Value row={row} side="after" />
      </Td>
      {!alone && (
        <Td numeric className={clsx(cell, "!wrap-normal")}>
          <Change row={row} />
        </Td>
      )}
    </Tr>
  );
}

function Value({ row, side }: { row: Row; side: "before" | "after" }) {
  const value = row[side];
  if (value === null) return <span className="text-muted">–</span>;
  if (row.kind === "metric") return <Num value={value} />;
  const text = String(value);
  if (row.kind === "artifact") {
    const size = row.sizes?.[side];
    return (
      <span className="flex flex-wrap gap-x-2" title={`SHA-256 ${text}`}>
        <span className="font-mono">{text.slice(0, 8)}</span>
        {typeof size === "number" && <span className="text-muted">{formatBytes(size)}</span>}
      </span>
    );
  }
  const commit = row.kind === "git" && row.key === "commit";
  return (
    <span title={text} className="line-clamp-4 font-mono">
      {commit ? text.slice(0, 8) : text}
    </span>
  );
}

function Change({ row }: { row: Row }) {
  if (row.change === "added") return <span className="text-info">new</span>;
  if (row.change === "removed") return <span className="text-warning">gone</span>;
  if (row.change === "same") return <span>same</span>;
  if (row.delta === null) return <span className="text-muted">changed</span>;
  const better = improves(row);
  return (
    <span
      title={row.kind === "artifact" ? `${row.delta} bytes` : String(row.delta)}
      className={clsx(better === true && "text-good", better === false && "text-bad")}
    >
      {row.kind === "artifact" ? bytes(row.delta) : signed(row.delta)}
      {better !== null && <span className="block text-xs">{better ? "better" : "worse"}</span>}
    </span>
  );
}

const signed = (by: number) => (by > 0 ? `+${readable(by)}` : readable(by));
const bytes = (by: number) => (by === 0 ? "same size" : `${by > 0 ? "+" : "−"}${formatBytes(Math.abs(by))}`);
