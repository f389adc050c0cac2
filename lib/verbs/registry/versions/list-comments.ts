import { z } from "zod";
import { page, text } from "@/lib/core/fields";
import { comment } from "@/lib/core/registry/requests/request";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { findComments } from "./shared/comments";
import { findVersionId } from "./shared/versions";

export const listComments = read({
  name: "list-comments",
  summary: "What was said about a version and the requests for it, oldest first",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber }),
  output: page(comment),

  async run(context, { name, version }) {
    await findVersionId(context.stores.database.prisma, context, name, version);
    const model = await findModel(context.stores.database.prisma, context, name);
    const items = await findComments(context, { modelId: model.id, version });
    return { items, total: items.length, nextCursor: null };
  },
});
