import { randomUUID } from "node:crypto";
import type { ProjectRef } from "@/lib/core/access";
import { stores } from "@/lib/stores/open";
import { identify } from "@/lib/transports/session/identify";
import { checkOrigin } from "@/lib/transports/session/same-origin";
import type { Context } from "@/lib/verbs/kernel";
import type { Incoming } from "./node";

const defaultProject: ProjectRef = { id: "default", slug: "default", name: "Default" };

export const newRequestId = () => randomUUID();

/** Who calls, from where, in which project: what every way in by HTTP hands to the kernel. */
export async function contextOf(
  request: Pick<Incoming, "method" | "headers" | "signal">,
  requestId: string,
): Promise<Context> {
  const { actor, ip, userAgent } = await identify(request);
  if (request.method !== "GET" && request.method !== "HEAD") checkOrigin(request, actor);
  const project = actor.kind === "nobody" ? defaultProject : actor.project;
  return { actor, project, stores: stores(), requestId, ip, userAgent, signal: request.signal };
}
