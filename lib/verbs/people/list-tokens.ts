import { z } from "zod";
import { flag, page } from "@/lib/core/fields";
import { tokenRow } from "@/lib/core/people/schemas";
import { read } from "@/lib/verbs/kernel";
import { presentToken, tokenIncludes } from "./shared/tokens";

/** One's own API tokens, newest first; with `all`, an admin's view of everybody's. Never the secrets. */
export const listTokens = read({
  name: "list-tokens",
  summary: "List API tokens",
  needs: "sign-in",
  input: z.strictObject({ all: flag.default(false) }),
  output: page(tokenRow),

  async run({ actor, stores, project }, { all }) {
    const everybody = actor.kind === "system" || (all && actor.kind === "person" && actor.admin);
    const owner = actor.kind === "person" ? actor.userId : "";
    const where = { projectId: project.id, ...(everybody ? {} : { ownerId: owner }) };
    const { token } = stores.database.prisma;
    const [total, rows] = await Promise.all([
      token.count({ where }),
      token.findMany({
        where,
        include: tokenIncludes,
        orderBy: [{ createdAt: "desc" }, { id: "asc" }],
        take: 500,
      }),
    ]);
    return { items: rows.map(presentToken), total, nextCursor: null };
  },
});
