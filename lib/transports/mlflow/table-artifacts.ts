import { z } from "zod";
import { listArtifacts } from "@/lib/verbs/tracking/artifacts/list-artifacts";
import { type Endpoint, endpoint, type Wire } from "./endpoint";

const asSent = z.unknown();
type Listing = { rootUri: string; items: { path: string; isFolder: boolean; size: number | null }[] };

/** Paths from the root, unlike the proxy's base names. */
const listing = ({ rootUri, items }: Listing): Wire => ({
  root_uri: rootUri,
  files:
    items.length === 0
      ? undefined
      : items.map(({ path, isFolder, size }) => ({
          path,
          is_dir: isFolder,
          file_size: isFolder ? undefined : (size ?? undefined),
        })),
});

export const artifactEndpoints: Endpoint[] = [
  endpoint("GET", "artifacts/list", listArtifacts, listing, {
    fields: z.object({ runId: asSent, path: asSent, pageToken: asSent }),
    // Without a run the verb would list the whole store.
    toInput: ({ runId, ...rest }) => ({ runId: runId ?? "", ...rest }),
  }),
  endpoint("GET", "logged-models/:model_id/artifacts/directories", listArtifacts, listing, {
    fields: z.object({ modelId: asSent, artifactDirectoryPath: asSent, pageToken: asSent }),
    toInput: ({ modelId, artifactDirectoryPath, ...rest }) => ({
      loggedModelId: modelId,
      ...rest,
      ...(artifactDirectoryPath === undefined ? {} : { path: artifactDirectoryPath }),
    }),
  }),
];
