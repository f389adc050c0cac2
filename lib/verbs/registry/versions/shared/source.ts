import { invalid, notFound } from "@/lib/core/errors";
import { parseSource } from "@/lib/core/registry/versions/source";
import { pathFault } from "@/lib/core/tracking/artifacts/artifacts";
import { storageOf, storedPath } from "@/lib/core/tracking/artifacts/storage";
import type { WriteContext } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { experimentWithin } from "@/lib/verbs/tracking/experiments/shared/locations";
import { missingVersion } from "./versions";

/** Where a version's files really are, and what they came from. */
export type Resolved = {
  storage: string;
  runId: string | null;
  loggedModelId: string | null;
  /** The id of the version that was named. */
  copyOf: string | null;
};

const refused = (source: string, why?: string) =>
  invalid(
    `Invalid model version source: '${source.slice(0, 200)}'${why === undefined ? "" : ` (${why})`}. Give what a run or a logged model of this project holds ('runs:/…', 'models:/…', 'mlflow-artifacts:/…'), or an object store's URI ('s3://…'); local paths and web addresses are refused.`,
  );

/** A storage as every reader and writer spells it; refused where it claims our store and reads otherwise. */
function placed(source: string, uri: string): string {
  const storage = storageOf(uri);
  if (storage.kind === "unclear") throw refused(source, storage.why);
  return storage.uri;
}

/**
 * Follows `runs:/`, `models:/m-…`, `models:/name/1` and `models:/name@alias`. What could hold the files of several runs or logged
 * models is refused: one version would seal them all, and have the hands of all. Errors: invalid, not-found.
 */
export async function resolveSource(context: WriteContext, source: string): Promise<Resolved> {
  const resolved: Resolved = { ...nothing, ...(await follow(context, source)) };
  const path = storedPath(resolved.storage);
  const several = path === null ? null : await experimentWithin(context.tx, context, path);
  if (several !== null)
    throw refused(
      source,
      `files of several runs or logged models of experiment ${several} may lie there: name the folder of one of them`,
    );
  return resolved;
}

type Followed = { storage: string } & Partial<Resolved>;
const nothing = { runId: null, loggedModelId: null, copyOf: null };

async function follow(context: WriteContext, source: string): Promise<Followed> {
  const { tx, project } = context;
  const parsed = parseSource(source);
  switch (parsed?.kind) {
    case "run": {
      const fault = pathFault(parsed.path);
      if (fault !== null) throw refused(source, fault);
      const where = { id: parsed.runId, projectId: project.id };
      const run = await tx.run.findFirst({ where });
      // A registry may stand apart from where its runs are logged: kept as it came, and nobody can say what it holds.
      if (!run) return { storage: source, runId: parsed.runId };
      const storage = placed(source, `${run.artifactUri}/${parsed.path}`);
      return { storage, runId: run.id };
    }
    case "logged-model": {
      const made = await loggedModel(context, parsed.modelId);
      return { storage: placed(source, made.artifactUri), runId: made.sourceRunId, loggedModelId: made.id };
    }
    case "version":
    case "alias": {
      if (pathFault(parsed.model) !== null) throw refused(source);
      const model = await findModel(tx, context, parsed.model);
      const row =
        parsed.kind === "version"
          ? await tx.version.findUnique({
              where: { modelId_number: { modelId: model.id, number: parsed.version } },
            })
          : await tx.version.findFirst({
              where: { modelId: model.id, aliases: { some: { alias: parsed.alias } } },
            });
      if (!row)
        throw parsed.kind === "version"
          ? missingVersion(model.name, parsed.version)
          : invalid(`Registered model alias ${parsed.alias} not found.`);
      return { storage: row.storage, runId: row.runId, loggedModelId: row.loggedModelId, copyOf: row.id };
    }
    case "stored": {
      const storage = placed(source, parsed.uri);
      const [first = ""] = storage.slice("mlflow-artifacts:/".length).split("/");
      const foreign =
        /^\d{1,18}$/.test(first) &&
        !(await tx.experiment.findFirst({ where: { id: BigInt(first), projectId: project.id } }));
      if (foreign) throw refused(source);
      return { storage };
    }
    case "elsewhere":
      return { storage: placed(source, parsed.uri) };
    default:
      throw refused(source);
  }
}

/** Error: not-found. */
export async function loggedModel({ tx, project }: WriteContext, id: string) {
  const row = await tx.loggedModel.findFirst({ where: { id, projectId: project.id, deletedAt: null } });
  if (!row) throw notFound(`Logged model with ID '${id}' not found.`);
  return row;
}
