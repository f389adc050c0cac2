import { nothing, page } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";
import { bypassRight, findBypassRights } from "./shared/bypass-rights";

export const listBypassRights = read({
  name: "list-bypass-rights",
  summary: "Who may move a version past its policy: nobody, unless an admin named them",
  needs: "read",
  input: nothing,
  output: page(bypassRight),

  async run(context) {
    const items = await findBypassRights(context.stores.database.prisma, context);
    return { items, total: items.length, nextCursor: null };
  },
});
