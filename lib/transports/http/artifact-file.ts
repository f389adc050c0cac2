import { perform } from "@/lib/verbs/kernel";
import { getArtifact } from "@/lib/verbs/tracking/artifacts/get-artifact";
import { artifactResponse } from "./artifact-response";
import { contextOf, newRequestId } from "./call";
import { observe } from "./metrics";
import { problem, toKnown } from "./problem";

type Route = { params: Promise<{ runId: string }> };

/** GET `/api/runs/:runId/artifacts/file?path=&inline=1`: a download, or an image to show. */
export async function serveRunFile(request: Request, { params }: Route): Promise<Response> {
  const requestId = newRequestId();
  const watch = observe(getArtifact.name);
  try {
    const context = await contextOf(request, requestId);
    const query = new URL(request.url).searchParams;
    // A run's id has nothing to decode: what is encoded in it is not one.
    const input = { runId: (await params).runId, path: query.get("path") ?? "" };
    const file = await perform(getArtifact, { ...context, input });
    const response = await artifactResponse(request, requestId, file, {
      inline: query.get("inline") === "1",
    });
    watch(response.status);
    return response;
  } catch (error) {
    const known = toKnown(error, requestId);
    watch(known.status);
    return problem(known, requestId);
  }
}
