import { SlipwayError } from "@/lib/core/errors";
import { printJson } from "@/lib/core/json/print-json";
import { mimeTypeOf } from "@/lib/core/tracking/artifacts/mime-type";
import { artifactBody } from "@/lib/transports/http/artifact-body";
import { artifactResponse } from "@/lib/transports/http/artifact-response";
import { handle } from "@/lib/transports/http/handle";
import { toResponse } from "@/lib/transports/http/node";
import { commonHeaders } from "@/lib/transports/http/problem";
import { admit, type Context, perform, type Verb } from "@/lib/verbs/kernel";
import { deleteArtifact } from "@/lib/verbs/tracking/artifacts/delete-artifact";
import { getArtifact } from "@/lib/verbs/tracking/artifacts/get-artifact";
import { listArtifacts } from "@/lib/verbs/tracking/artifacts/list-artifacts";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import { mlflowError } from "./errors";

type Asked = { context: Context; query: URLSearchParams; path: string; id: string };

/** A handler whose failures are MLflow's. `path` is what stands after the proxy's prefix, `id` a logged model's; decoded once. */
function handler(verb: Verb, answer: (request: Request, asked: Asked) => Promise<Response>) {
  return (request: Request): Promise<Response> =>
    handle(request, { name: verb.name, refuse }, async (context) => {
      await admit(verb, context);
      const { pathname, searchParams: query } = new URL(request.url);
      const path = decoded(proxied.exec(pathname)?.[1] ?? "");
      const id = decoded(loggedModel.exec(pathname)?.[1] ?? "");
      return answer(request, { context, query, path, id });
    });
}

function refuse(error: SlipwayError, requestId: string): Response {
  const reply = mlflowError(plain(error), requestId);
  // A client that stalled may send the file again: 408 tells it so.
  return toResponse(error.code === "stalled" ? { ...reply, status: 408 } : reply);
}

// From the address itself: whether Next hands its params decoded differs with how it runs, and twice is once too often.
const proxied = /\/mlflow-artifacts\/artifacts\/(.*)$/;
const loggedModel = /\/logged-models\/([^/]*)\//;

// What is wrong with a path, and not how a JSON field of that name would be called.
const plain = (error: SlipwayError) =>
  new SlipwayError(
    error.code,
    error.errors[0]?.message ?? error.message,
    error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds },
  );

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new SlipwayError("invalid", "Invalid path: it is not valid percent-encoded UTF-8.");
  }
}

const json = (context: Context, body: object) =>
  new Response(printJson(body), {
    headers: { ...commonHeaders(context.requestId), "content-type": "application/json" },
  });

const download = async (request: Request, context: Context, input: object) => {
  const file = await perform(getArtifact, { ...context, input });
  return artifactResponse(request, context.requestId, file, { type: mimeTypeOf(file.name) });
};

/** GET `artifacts/<path>` */
export const getProxied = handler(getArtifact, (request, { context, path }) =>
  download(request, context, { path }),
);

/** GET `artifacts?path=`: base names; a missing folder is `{}`. */
export const listProxied = handler(listArtifacts, async (_, { context, query }) => {
  const { items } = await perform(listArtifacts, { ...context, input: { path: query.get("path") ?? "" } });
  const files = items.map(({ name, isFolder, size }) =>
    isFolder ? { path: name, is_dir: true } : { path: name, is_dir: false, file_size: size },
  );
  return json(context, files.length === 0 ? {} : { files });
});

/** PUT `artifacts/<path>`: the body is the file. */
export const putProxied = handler(putArtifact, async (request, { context, path }) => {
  await perform(putArtifact, { ...context, input: { path, ...artifactBody(request) } });
  return json(context, {});
});

export const deleteProxied = handler(deleteArtifact, async (_, { context, path }) => {
  await perform(deleteArtifact, { ...context, input: { path } });
  return json(context, {});
});

/** GET `/get-artifact?run_id=&path=`, as scripts ask it. */
export const getByRun = handler(getArtifact, (request, { context, query }) =>
  download(request, context, {
    runId: query.get("run_id") ?? query.get("run_uuid") ?? "",
    path: query.get("path") ?? "",
  }),
);

/** GET `/model-versions/get-artifact?name=&version=&path=` */
export const getByVersion = handler(getArtifact, (request, { context, query }) =>
  download(request, context, {
    modelName: query.get("name") ?? "",
    version: query.get("version") ?? "",
    path: query.get("path") ?? "",
  }),
);

/** GET `logged-models/<id>/artifacts/files?artifact_file_path=` */
export const getByLoggedModel = handler(getArtifact, (request, { context, query, id }) =>
  download(request, context, { loggedModelId: id, path: query.get("artifact_file_path") ?? "" }),
);

/** POST `upload-artifact?run_uuid=&path=`: the body is the file, without a JSON content type. */
export const uploadByRun = handler(putArtifact, async (request, { context, query }) => {
  const runId = query.get("run_uuid") ?? query.get("run_id") ?? "";
  await perform(putArtifact, {
    ...context,
    input: { runId, path: query.get("path") ?? "", ...artifactBody(request) },
  });
  return json(context, {});
});

/** Presigned and multipart transfers: the client falls back to plain PUT and GET on 501. */
export const notSupported = handler(getArtifact, async (_, { context }) => {
  const message =
    "Multipart upload is not supported for the current artifact repository: send or fetch the whole file, of any size.";
  return new Response(printJson({ error_code: "NOT_IMPLEMENTED", message }), {
    status: 501,
    headers: { ...commonHeaders(context.requestId), "content-type": "application/json" },
  });
});
