import { invalid } from "@/lib/core/errors";
import { foldersOf, storageUri, storedPath } from "@/lib/core/tracking/artifacts/storage";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";

/**
 * The experiment under whose folder more than one run's or logged model's files could lie within `path`: its own folder is
 * there, or the one of all its logged models. null where the path is of one run, of one logged model, or of none.
 */
export async function experimentWithin(
  reader: Reader,
  { project }: Scope,
  path: string,
): Promise<bigint | null> {
  // Files go to the folder by its number as well, wherever its runs' location is.
  const [found] = await reader.$queryRaw<{ id: bigint }[]>(sql`
    SELECT e.id FROM experiment e
    CROSS JOIN LATERAL (VALUES (e.id::text), (CASE WHEN e.artifact_location LIKE 'mlflow-artifacts:%'
      THEN regexp_replace(e.artifact_location, '^mlflow-artifacts:/*|/+$', '', 'g') END)) AS l (path)
    WHERE e.project_id = ${project.id}
      AND starts_with(ltrim(l.path || '/models/', '/'), ${`${path}/`}::text)
    ORDER BY e.id LIMIT 1`);
  return found?.id ?? null;
}

/**
 * An experiment's folder lies in no run's or logged model's, and in none that a version is made of: its runs' files would be
 * that one's too. Error: invalid.
 */
export async function requireOwnLocation(
  reader: Reader,
  { project }: Scope,
  location: string,
): Promise<void> {
  const path = storedPath(location);
  if (path === null) return;
  const refused = (where: string) =>
    invalid(
      `Invalid artifact location: '${location.slice(0, 100)}' lies in ${where}. Choose another folder.`,
    );
  const where = { id: { in: path.split("/") }, projectId: project.id };
  const run = await reader.run.findFirst({ where, select: { id: true } });
  if (run) throw refused(`the folder of run ${run.id}`);
  const model = await reader.loggedModel.findFirst({ where, select: { id: true } });
  if (model) throw refused(`the folder of logged model ${model.id}`);
  const [version] = await reader.$queryRaw<{ name: string; number: number; storage: string }[]>(sql`
    SELECT m.name, v.number, v.storage FROM version v JOIN model m ON m.id = v.model_id
    WHERE v.project_id = ${project.id} AND v.storage LIKE 'mlflow-artifacts:%'
      AND v.storage COLLATE "C" = ANY(${foldersOf(`${path}/models`).map(storageUri)}::text[])
    LIMIT 1`);
  if (version)
    throw refused(`${version.storage}, of which version ${version.number} of ${version.name} is made`);
}
