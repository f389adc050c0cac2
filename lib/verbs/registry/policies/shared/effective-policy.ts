import { type DefaultPolicy, defaultPolicy, type Policy, policy } from "@/lib/core/registry/policies/policy";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";

/** What holds for a model now. `number` 0: it has no policy of its own. */
export type Effective = { policy: Policy; number: number; source: "own" | DefaultPolicy };

/** What holds for each of these models: its own newest policy that was applied, else the installation's, which is read only then. */
export async function effectivePolicies(
  reader: Reader,
  context: Scope,
  modelIds: readonly string[],
): Promise<Map<string, Effective>> {
  const rows = await reader.$queryRaw<{ modelId: string; number: number; body: unknown }[]>(sql`
    SELECT DISTINCT ON (model_id) model_id AS "modelId", number, body FROM policy
    WHERE model_id = ANY(${[...modelIds]}::text[]) AND status = 'applied' ORDER BY model_id, number DESC`);
  const found = new Map<string, Effective>(
    rows.map(({ modelId, number, body }) => [modelId, { policy: policy.parse(body), number, source: "own" }]),
  );
  const without = modelIds.filter((id) => !found.has(id));
  if (without.length === 0) return found;
  const fallback = await installationDefault(reader, context);
  for (const id of without) found.set(id, fallback);
  return found;
}

/** What holds for one model. */
export async function effectivePolicy(reader: Reader, context: Scope, modelId: string): Promise<Effective> {
  const found = (await effectivePolicies(reader, context, [modelId])).get(modelId);
  if (!found) throw new Error("every model that is asked for has a policy");
  return found;
}

/** What the first admin chose, else what the environment says. */
export async function installationDefault(reader: Reader, { stores }: Scope): Promise<Effective> {
  const row = await reader.installation.findUnique({ where: { id: 1 }, select: { policy: true } });
  const chosen = row?.policy;
  const source = chosen === "team" || chosen === "alone" || chosen === "open" ? chosen : stores.defaultPolicy;
  return { policy: defaultPolicy(source), number: 0, source };
}
