import { version } from "@/lib/core/registry/versions/version";
import type { AuditNote } from "@/lib/verbs/audit";
import type { Context, WriteContext } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { lockVersion, presentVersion } from "./versions";

type Asked = { name: string; version: number; description: string };
type Found = { model: ModelRow; version: VersionRow };

/** Changing what a version's card says: ours and MLflow's verb differ in what they take alone. */
export const versionCard = {
  needs: "registry:write",
  output: version,
  load: (context: WriteContext, { name, version: number }: Asked) => lockVersion(context, name, number),
  allow: () => null,
  async run(context: WriteContext, { description }: Asked, { model, version: stored }: Found) {
    await context.tx.version.update({ where: { id: stored.id }, data: { description } });
    await touchModel(context, model, stored.id);
    return stored;
  },
  audit: (
    { id, number, description: before }: VersionRow,
    { description }: Asked,
    { model }: Found,
  ): AuditNote => ({
    target: { type: "version", id, name: `${model.name}/${number}` },
    before: { description: before },
    after: { description },
  }),
  present: ({ id }: VersionRow, context: Context) => presentVersion(context, id),
} as const;
