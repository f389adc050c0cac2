import { exportAudit } from "@/lib/verbs/audit/export-audit";
import { perform } from "@/lib/verbs/kernel";
import { toBody } from "./artifact-body";
import { contentDisposition } from "./artifact-range";
import { handle } from "./handle";
import { log } from "./log";
import { commonHeaders, problem } from "./problem";
import { fromQuery } from "./query";

/** GET `/api/audit/export?format=ndjson|csv`: a download, streamed; who asks too often is told when to come again. */
export const serveAuditExport = (request: Request): Promise<Response> =>
  handle(request, { name: exportAudit.name, refuse: problem }, async (context) => {
    const input = fromQuery(exportAudit.input, new URL(request.url).searchParams);
    const { name, type, bytes } = await perform(exportAudit, { ...context, input });
    // A client that leaves is no fault; a store that went away breaks the download off, and is told here alone.
    bytes.on("error", (err) => {
      if (err.name !== "AbortError") log.warn({ requestId: context.requestId, err }, "an export broke off");
    });
    return new Response(toBody(bytes), {
      headers: {
        ...commonHeaders(context.requestId),
        "content-type": type,
        "content-disposition": contentDisposition("attachment", name),
      },
    });
  });
