"use client";
import { useState } from "react";
import type { AuditFilters } from "@/components/audit/view";
import { download } from "@/components/charts/download";
import { problemOf } from "@/components/frame/api";
import { queryString } from "@/components/frame/query-string";
import { useAbility } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";

/** The trail as a file, for engineers and admins. CSV takes the filters; NDJSON is the whole chain, to be verified. */
export function ExportMenu({ filters }: { filters: Partial<AuditFilters> }) {
  const [busy, setBusy] = useState(false);
  if (!useAbility("audit:export")) return null;
  const save = async (format: "ndjson" | "csv") => {
    setBusy(true);
    try {
      const query = queryString({ format, ...(format === "csv" ? filters : {}) });
      const answer = await fetch(`/api/audit/export?${query}`, { credentials: "same-origin" });
      if (!answer.ok) throw await problemOf(answer);
      const named = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
      download(named ?? `slipway-audit.${format}`, await answer.blob());
      toast.done("The trail is exported; that stands in it, too.");
    } catch (error) {
      toast.failed("The trail could not be exported.", error);
    } finally {
      setBusy(false);
    }
  };
  const filtered = Object.keys(filters).length > 0;
  return (
    <Menu trigger={<Button pending={busy}>Export</Button>} align="end">
      <MenuItem onClick={() => save("csv")}>
        {filtered ? "What matches, as CSV" : "CSV, for a spreadsheet"}
      </MenuItem>
      <MenuItem onClick={() => save("ndjson")}>The whole chain as NDJSON, to verify</MenuItem>
    </Menu>
  );
}
