import { z } from "zod";
import { isRole, roles } from "@/lib/core/access";
import { nothing, page } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";

export const listMembers = read({
  name: "list-members",
  summary: "This project's people by name, for whoever names one: an owner, an approver",
  needs: "read",
  input: nothing,
  output: page(z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })),

  async run({ stores, project }) {
    const rows = await stores.database.prisma.member.findMany({
      where: { projectId: project.id, user: { disabledAt: null } },
      include: { user: { select: { id: true, name: true } } },
      orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    });
    const items = rows.flatMap(({ user, role }) => (isRole(role) ? [{ ...user, role }] : []));
    return { items, total: items.length, nextCursor: null };
  },
});
