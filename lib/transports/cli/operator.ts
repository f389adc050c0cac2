import { stores } from "@/lib/stores/open";
import { newRequestId } from "@/lib/transports/http/call";
import type { Context } from "@/lib/verbs/kernel";

/** Who acts when the operator types a command: the system, in the default project. */
export function operatorContext(name = "operator"): Context {
  const project = { id: "default", slug: "default", name: "Default" };
  const actor = { kind: "system", name, project } as const;
  return { actor, project, stores: stores(), requestId: newRequestId(), ip: null, userAgent: null };
}
