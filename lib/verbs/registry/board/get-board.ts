import { z } from "zod";
import { flag, text, whole } from "@/lib/core/fields";
import { board } from "@/lib/core/registry/board/board";
import { groupBy } from "@/lib/core/registry/board/group";
import { isPending } from "@/lib/core/registry/requests/request";
import { type Stage, stage, stages } from "@/lib/core/registry/stages";
import { sql } from "@/lib/stores/database/database";
import { type Context, read } from "@/lib/verbs/kernel";
import { pending, unconfirmed } from "@/lib/verbs/registry/requests/shared/pending";
import { presentRequests } from "@/lib/verbs/registry/requests/shared/requests";
import {
  type Asked,
  findLanes,
  findMarks,
  findModelFacts,
  findPlaced,
  findScores,
  type LaneRow,
  type PlacedRow,
} from "./shared/lanes";

export const getBoard = read({
  name: "get-board",
  summary: "Versions by stage: a lane for each model, or one for all",
  needs: "read",
  search: true,
  input: z.strictObject({
    by: z.enum(["model", "stage"]).default("model"),
    model: text(256).optional(),
    search: text(256).optional(),
    stage: stage.optional(),
    /** Only what waits for the asking person. */
    needsMe: flag.default(false),
    /** The newest so many versions of each column. */
    limit: whole(1, 500).default(5),
    lanes: whole(1, 200).default(50),
    /** The number of the first lane. */
    offset: whole(0, 1_000_000_000).default(0),
  }),
  output: board,

  async run(context, { needsMe, limit, lanes: most, offset, search, ...narrowed }) {
    const waiting = await waitingRequests(context);
    const mine = waiting.filter(({ waitsForMe }) => waitsForMe);
    const asked: Asked = {
      ...narrowed,
      search: search === "" ? undefined : search,
      versions: needsMe ? mine.map(({ versionId }) => versionId) : undefined,
    };
    const found = asked.by === "model" ? await findLanes(context, asked, { limit: most, offset }) : null;
    const models = found?.lanes.map(({ id }) => id);
    const [placed, early] = await Promise.all([
      findPlaced(context, asked, { limit, ...(models === undefined ? {} : { models }) }),
      models && findModelFacts(context, models),
    ]);
    const facts =
      early ?? (await findModelFacts(context, [...new Set(placed.map(({ modelId }) => modelId))]));
    const [scoreOf, marks] = await Promise.all([
      findScores(context, placed, facts),
      findMarks(context, placed),
    ]);
    const requestsOf = groupBy(waiting, ({ versionId }) => versionId);

    const toCard = (version: PlacedRow) => ({
      model: facts.get(version.modelId)?.name ?? "",
      version: version.number,
      stage: version.stage,
      run: version.runId === null ? null : { id: version.runId, name: version.runName },
      ...scoreOf(version),
      createdAt: version.createdAt,
      createdBy: version.createdBy,
      aliases: marks.aliases(version),
      requests: (requestsOf.get(version.id) ?? []).map(({ versionId: _, ...request }) => request),
      bypass: marks.bypass(version),
    });
    const columnOf = (name: Stage, inLane: readonly PlacedRow[]) => {
      const here = inLane.filter((version) => version.stage === name);
      return { stage: name, total: here[0]?.total ?? 0, cards: here.map(toCard) };
    };
    const shown = stages.filter((name) => asked.stage === undefined || asked.stage === name);
    const laneOf = (model: string | null, inLane: readonly PlacedRow[], versions?: number) => {
      const columns = shown.map((name) => columnOf(name, inLane));
      return { model, versions: versions ?? columns.reduce((sum, { total }) => sum + total, 0), columns };
    };
    const byModel = groupBy(placed, ({ modelId }) => modelId);
    const nameOf = ({ id }: LaneRow) => facts.get(id)?.name ?? "";
    const lanes = found
      ? found.lanes.map((lane) => laneOf(nameOf(lane), byModel.get(lane.id) ?? [], lane.versions))
      : [laneOf(null, placed)];
    return {
      lanes,
      models: [...facts.values()].map(({ id: _, ...model }) => model),
      total: found?.total ?? lanes.length,
      versions: found?.versions ?? lanes.reduce((sum, { versions }) => sum + versions, 0),
      needsMe: mine.length,
    };
  },
});

/** What waits for somebody in this project: requests, and rollbacks that a second person has to confirm. They are few. */
async function waitingRequests(context: Context) {
  const rows = await context.stores.database.query<{ id: string; versionId: string }>(sql`
    SELECT r.id, r.version_id AS "versionId" FROM stage_request r
    WHERE r.project_id = ${context.project.id} AND (${pending(context)} OR ${unconfirmed})
    ORDER BY r.created_at LIMIT 1000`);
  if (rows.length === 0) return [];
  const versionOf = new Map(rows.map(({ id, versionId }) => [id, versionId]));
  const requests = await presentRequests(
    context,
    rows.map(({ id }) => id),
  );
  return requests
    .filter(({ kind, status }) => isPending(status) || kind === "rollback")
    .map(({ id, kind, to, status, approvals, confirmation, gates, you }) => ({
      id,
      kind,
      to,
      status,
      approvals,
      confirmation: confirmation && { due: confirmation.due, overdue: confirmation.state === "overdue" },
      gates: gates.map(({ name, result }) => ({ name, result })),
      waitsForMe: (you.mayDecide && status !== "changes-requested") || you.mayRevise,
      versionId: versionOf.get(id) ?? "",
    }));
}
