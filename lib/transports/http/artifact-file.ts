import { perform } from "@/lib/verbs/kernel";
import { getArtifact } from "@/lib/verbs/tracking/artifacts/get-artifact";
import { artifactResponse } from "./artifact-response";
import { handle } from "./handle";
import { problem } from "./problem";

type Route = { params: Promise<{ runId: string }> };

/** GET `/api/runs/:runId/artifacts/file?path=&inline=1`: a download, or an image to show. */
export const serveRunFile = (request: Request, { params }: Route): Promise<Response> =>
  handle(request, { name: getArtifact.name, refuse: problem }, async (context) => {
    const query = new URL(request.url).searchParams;
    // A run's id has nothing to decode: what is encoded in it is not one.
    const input = { runId: (await params).runId, path: query.get("path") ?? "" };
    const file = await perform(getArtifact, { ...context, input });
    return artifactResponse(request, context.requestId, file, { inline: query.get("inline") === "1" });
  });
