import type { WriteContext } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/kernel";
import { presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import type { Move, Moved } from "@/lib/verbs/registry/versions/shared/stages";
import { emit } from "@/lib/verbs/webhooks/shared/outbox";
import type { model as ModelRow, stageRequest as RequestRow } from "@/prisma/generated/client";

/** Tells the webhooks what moved. */
export async function noteTransition(
  context: WriteContext,
  model: ModelRow,
  moved: readonly Moved[],
  { kind = "move", requestId, reason }: Move,
): Promise<void> {
  await emit(context, {
    type: "version.transitioned",
    aggregate: model.id,
    data: {
      model: model.name,
      moved,
      kind,
      reason: reason ?? null,
      requestId: requestId ?? null,
      actor: actorId(context),
    },
  });
}

type Told = "request.opened" | "request.decided" | "request.withdrawn" | "request.changed";

/** Tells the webhooks what became of a request, and by mail whoever has to do something next. */
export async function noteRequest(
  context: WriteContext,
  model: ModelRow,
  row: RequestRow,
  { type, approvers, words }: { type: Told; approvers: readonly string[]; words: string },
): Promise<void> {
  await context.announce("request", row.id);
  await context.announce("model", model.name);
  const me = actorId(context);
  const to =
    type === "request.decided" || type === "request.changed"
      ? [row.requestedBy]
      : type === "request.opened"
        ? await engineers(context, approvers)
        : [];
  const subject = `${model.name} v${row.version}: ${words}`;
  await emit(context, {
    type,
    aggregate: model.id,
    data: {
      requestId: row.id,
      model: model.name,
      version: row.version,
      from: row.fromStage,
      to: row.toStage,
      status: row.status,
      kind: row.kind,
      actor: me,
    },
    mail: {
      to: to.filter((id) => id !== me && !id.startsWith("system:")),
      subject,
      text: `${subject}\n\n${row.reason}`,
      path: `/requests/${row.id}`,
    },
  });
}

/** Who may be asked: the people whom the policy names, else all engineers of the project who may still sign in. */
async function engineers(context: WriteContext, named: readonly string[]): Promise<string[]> {
  const ids = (await presentEngineers(context.tx, context)).map(({ id }) => id);
  return named.length === 0 ? ids : ids.filter((id) => named.includes(id));
}
