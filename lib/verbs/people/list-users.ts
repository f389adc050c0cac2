import { nothing, page } from "@/lib/core/fields";
import { userRow } from "@/lib/core/people/schemas";
import { read } from "@/lib/verbs/kernel";
import { asStored, presentUser } from "./shared/people";

/** Everybody of this installation, with their role in this project. */
export const listUsers = read({
  name: "list-users",
  summary: "List the people of this installation",
  needs: "administer",
  input: nothing,
  output: page(userRow),

  async run({ stores, project }) {
    const users = await stores.database.prisma.user.findMany({
      include: {
        members: { where: { projectId: project.id } },
        sessions: { orderBy: { lastSeenAt: "desc" }, take: 1 },
      },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return { items: users.map(asStored).map(presentUser), total: users.length, nextCursor: null };
  },
});
