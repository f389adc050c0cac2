"use client";
import type { AuditFilters } from "@/components/audit/view";
import { download } from "@/components/charts/download";
import { problemOf } from "@/components/frame/api";
import { queryString } from "@/components/frame/query-string";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";

/** The trail as a file, for engineers and admins. CSV takes the filters; NDJSON is the whole chain, to be verified. */
export function ExportMenu({ filters }: { filters: Partial<AuditFilters> }) {
  const { busy, act } = useAct();
  if (!useAbility("audit:export")) return null;
  const save = (format: "ndjson" | "csv") =>
    act(
      "export",
      "The trail is exported; that stands in it, too.",
      "The trail could not be exported.",
      async () => {
        const query = queryString({ format, ...(format === "csv" ? filters : {}) });
        const answer = await fetch(`/api/audit/export?${query}`, { credentials: "same-origin" });
        if (!answer.ok) throw await problemOf(answer);
        const named = /filename="?([^";]+)"?/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
        download(named ?? `slipway-audit.${format}`, await answer.blob());
      },
    );
  const filtered = Object.keys(filters).length > 0;
  return (
    <Menu trigger={<Button pending={busy !== null}>Export</Button>} align="end">
      <MenuItem onClick={() => save("csv")}>
        {filtered ? "What matches, as CSV" : "CSV, for a spreadsheet"}
      </MenuItem>
      <MenuItem onClick={() => save("ndjson")}>The whole chain as NDJSON, to verify</MenuItem>
    </Menu>
  );
}
