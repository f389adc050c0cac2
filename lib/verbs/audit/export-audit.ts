import { Readable } from "node:stream";
import { z } from "zod";
import { auditFilter } from "@/lib/core/audit/events";
import { invalid } from "@/lib/core/errors";
import { actorId, write } from "@/lib/verbs/kernel";
import { takeAttempt } from "@/lib/verbs/people/shared/throttle";
import { headOf } from "./shared/chain";
import { csv, ndjson } from "./shared/export";

export const exportAudit = write({
  name: "export-audit",
  summary: "The audit trail as a file: NDJSON is the whole chain and can be verified, CSV is for people",
  needs: "audit:export",
  input: z.strictObject({
    format: z.enum(["ndjson", "csv"], "must be ndjson or csv").default("ndjson"),
    ...auditFilter,
  }),
  /** `bytes` is read as fast as its reader takes it; nothing is held until it is read. */
  output: z.object({ name: z.string(), type: z.string(), bytes: z.instanceof(Readable) }),

  async prepare(context, { format, ...filter }) {
    if (format === "ndjson" && Object.values(filter).some((value) => value !== undefined))
      throw invalid("NDJSON is the whole chain, which a filter would break: filter with format=csv.");
    await takeAttempt(context.stores.database, "audit-export:person", actorId(context) ?? "unknown");
    // What comes later, this export's own record too, is not in it.
    return headOf(context.stores.database);
  },
  load: () => undefined,
  allow: () => null,

  run: (_context, input, _loaded, head) => ({ input, until: head?.seq ?? 0, hash: head?.hash ?? null }),

  audit: ({ until, hash, input: { format, ...filter } }) => ({
    target: { type: "audit", id: "slipway" },
    after: { format, records: until, head: hash, ...filter },
  }),

  present({ until, input: { format, ...filter } }, context) {
    const text = format === "csv" ? csv(context, until, filter) : ndjson(context, until);
    return {
      name: `slipway-audit-to-${until}.${format}`,
      type: format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
      bytes: Readable.from(text, { objectMode: false }),
    };
  },
});
