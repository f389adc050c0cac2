import { z } from "zod";
import { int64 } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";

export const event = z.object({ id: z.string(), kind: z.string(), subject: z.string() });
const most = 500;

export const listEvents = read({
  name: "list-events",
  summary: "What changed since an event: ids only, for open pages",
  needs: "read",
  input: z.strictObject({ after: int64.optional() }),
  /** `missed`: more has happened than is told here, so a page asks everything again. */
  output: z.object({ items: z.array(event), lastId: z.string(), missed: z.boolean() }),

  async run({ project, stores: { database } }, { after }) {
    const last = await database.prisma.event.findFirst({
      where: { projectId: project.id },
      orderBy: { id: "desc" },
    });
    // Older ones were swept, whatever project they were of: who comes from before them may have missed some of its own.
    const { _min: kept } = await database.prisma.event.aggregate({ _min: { id: true } });
    const oldest = kept.id ?? 0n;
    const lastId = last?.id ?? oldest;
    if (after === undefined) return { items: [], lastId: String(lastId), missed: false };
    const rows = await database.prisma.event.findMany({
      where: { projectId: project.id, id: { gt: after } },
      orderBy: { id: "asc" },
      take: most + 1,
    });
    const items = rows.slice(0, most).map(({ id, kind, subject }) => ({ id: String(id), kind, subject }));
    return { items, lastId: String(lastId), missed: rows.length > most || after < oldest - 1n };
  },
});
