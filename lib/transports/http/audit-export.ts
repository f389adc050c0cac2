import { exportAudit } from "@/lib/verbs/audit/export-audit";
import { perform } from "@/lib/verbs/kernel";
import { toBody } from "./artifact-body";
import { contentDisposition } from "./artifact-range";
import { contextOf, newRequestId } from "./call";
import { log } from "./log";
import { observe } from "./metrics";
import { commonHeaders, problem, toKnown } from "./problem";
import { fromQuery } from "./query";

/** GET `/api/audit/export?format=ndjson|csv`: a download, streamed; who asks too often is told when to come again. */
export async function serveAuditExport(request: Request): Promise<Response> {
  const requestId = newRequestId();
  const watch = observe(exportAudit.name);
  try {
    const context = await contextOf(request, requestId);
    const input = fromQuery(exportAudit.input, new URL(request.url).searchParams);
    const { name, type, bytes } = await perform(exportAudit, { ...context, input });
    // A client that leaves is no fault; a store that went away breaks the download off, and is told here alone.
    bytes.on("error", (err) => {
      if (err.name !== "AbortError") log.warn({ requestId, err }, "an export broke off");
    });
    watch(200);
    return new Response(toBody(bytes), {
      headers: {
        ...commonHeaders(requestId),
        "content-type": type,
        "content-disposition": contentDisposition("attachment", name),
      },
    });
  } catch (error) {
    const known = toKnown(error, requestId);
    watch(known.status);
    return problem(known, requestId);
  }
}
