import { type Database, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { effectivePolicies } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { type Engineer, presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import { decidersOf } from "./requests";

/**
 * Who may still decide each of these requests: the project's engineers who have no hand in it and have not given their word in
 * its round, or those of them whom the policy names. By the request's id.
 */
export async function findDeciders(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Engineer[]>> {
  if (ids.length === 0) return new Map();
  const { database } = context.stores;
  const rows = await findHands(database, context.project.id, ids);
  const modelIds = [...new Set(rows.map(({ modelId }) => modelId))];
  const [policies, engineers] = await Promise.all([
    effectivePolicies(database.prisma, context, modelIds),
    presentEngineers(database.prisma, context),
  ]);
  return new Map(
    rows.map((row) => {
      const { approvers, selfApproval } = decidersOf(policies.get(row.modelId), row);
      const may = ({ id }: Engineer) =>
        (approvers.length === 0 || approvers.includes(id)) &&
        (selfApproval || !row.hands.includes(id)) &&
        !row.voted.includes(id);
      return [row.id, engineers.filter(may)];
    }),
  );
}

type HandsRow = {
  id: string;
  modelId: string;
  fromStage: string;
  toStage: string;
  hands: string[];
  voted: string[];
};

/** Who asked, who made the version, whose token made it; and who has voted in the round that runs. */
const findHands = (database: Database, projectId: string, ids: readonly string[]) =>
  database.query<HandsRow>(sql`
    SELECT r.id, r.model_id AS "modelId", r.from_stage AS "fromStage", r.to_stage AS "toStage",
      array_remove(ARRAY[r.requested_by, v.created_by, t.owner_id], NULL) AS hands,
      ARRAY(SELECT voter_id FROM stage_vote w WHERE w.request_id = r.id AND w.round = r.round) AS voted
    FROM stage_request r LEFT JOIN version v ON v.id = r.version_id LEFT JOIN token t ON t.id = v.token_id
    WHERE r.project_id = ${projectId} AND r.id = ANY(${[...ids]}::text[])`);
