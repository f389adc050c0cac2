import { z } from "zod";
import { text } from "@/lib/core/fields";
import { moved } from "@/lib/core/registry/models/transition";
import { stage } from "@/lib/core/registry/stages";
import { version, versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { requireElsewhere } from "@/lib/verbs/registry/requests/shared/standing";
import { moveStage } from "@/lib/verbs/registry/versions/shared/stages";
import { lockVersion, presentVersion } from "@/lib/verbs/registry/versions/shared/versions";
import { evaluateGates, prepareGates } from "./shared/gates";
import { seenBy } from "./shared/guard";
import { findWish, judgedOf, wishOf } from "./shared/wish";

/** A move past the policy, by somebody whom an admin has given the right by name. It has its own row in the trail, and shows for as long as the version stands there. */
export const bypassPolicy = write({
  name: "bypass-policy",
  summary: "Move a version past its policy, with a reason; for those alone who hold the right by name",
  needs: "registry:write",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    to: stage,
    reason: text(10_000).trim().min(10, "say in at least 10 characters why this cannot wait"),
  }),
  output: version.extend({ moved: z.array(moved) }),

  prepare: (context, { name, version, to }) =>
    prepareGates(context, async () => [judgedOf(await findWish(context, name, version, to))]),
  async load(context, input) {
    const { actor, tx, project } = context;
    const found = await lockVersion(context, input.name, input.version);
    const userId = actor.kind === "person" ? actor.userId : "";
    const where = { projectId_userId: { projectId: project.id, userId } };
    return { ...found, right: await tx.bypassRight.findUnique({ where }) };
  },
  allow: (actor, { right }) =>
    actor.kind !== "person"
      ? "Only a person, signed in, bypasses a policy."
      : right === null
        ? "Bypassing a policy is a right that an admin grants by name, and you do not hold it. Ask for the move instead."
        : null,

  async run(context, { to, reason }, { model, version: stored }, outside) {
    await requireFresh(context);
    requireElsewhere(model, stored, to);
    const wish = await wishOf(context.tx, context, { model, version: stored }, to);
    // Past them, but not without having heard them.
    const gates = await evaluateGates(context.tx, context, judgedOf(wish), outside);
    const moves = await moveStage(context, { ...wish, reason, kind: "bypass" });
    return { moves, gates, stored, model };
  },

  audit: ({ moves, gates, stored, model }, { to, reason }) => ({
    target: { type: "version", id: stored.id, name: `${model.name}/${stored.number}` },
    before: { stage: stored.stage },
    after: { stage: to, moved: moves, ...seenBy(gates) },
    reason,
  }),
  present: async ({ stored, moves }, context) => ({
    ...(await presentVersion(context, stored.id)),
    moved: moves,
  }),
});
