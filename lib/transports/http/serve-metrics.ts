import { judge } from "@/lib/core/access";
import { forbidden, SlipwayError } from "@/lib/core/errors";
import { asksFromHere } from "@/lib/transports/session/client-address";
import type { Context } from "@/lib/verbs/kernel";
import { newRequestId } from "./call";
import { handle } from "./handle";
import { metrics } from "./metrics";
import { commonHeaders, problem } from "./problem";

/** GET `/metrics` for Prometheus: to whoever asks on this very machine, else to an admin, by a token that may read. */
export async function serveMetrics(request: Request): Promise<Response> {
  // Asks no store: what is wrong with one is read here.
  if (asksFromHere(request.headers)) return told(newRequestId());
  return handle(request, { name: "metrics", refuse: problem }, async ({ actor, requestId }) => {
    checkAdmin(actor);
    return told(requestId);
  });
}

function checkAdmin(actor: Context["actor"]): void {
  const verdict = judge(actor, "read");
  if (!verdict.allowed) throw new SlipwayError(verdict.code, verdict.why);
  if (!("admin" in actor && actor.admin))
    throw forbidden("The metrics are of the whole installation: they need an admin's token.");
}

async function told(requestId: string): Promise<Response> {
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { ...commonHeaders(requestId), "content-type": registry.contentType },
  });
}
