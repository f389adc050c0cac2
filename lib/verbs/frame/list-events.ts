import { z } from "zod";
import { int64 } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";

export const event = z.object({ id: z.string(), kind: z.string(), subject: z.string() });
const most = 500;
// An event has its id when it is written and is seen when its transaction commits, 5 s later at most: one of a smaller id may
// come after one that was told. What is told twice is only read twice.
const overlapMs = 10_000;
// So many at most are looked through for them: ids have an index, times have none.
const overlapIds = 2000n;

export const listEvents = read({
  name: "list-events",
  summary: "What changed since an event: ids only, for open pages",
  needs: "read",
  input: z.strictObject({ after: int64.optional() }),
  /** `missed`: more has happened than is told here, so a page asks everything again. */
  output: z.object({ items: z.array(event), lastId: z.string(), missed: z.boolean() }),

  async run({ project, stores: { database } }, { after }) {
    const { event } = database.prisma;
    const last = await event.findFirst({ where: { projectId: project.id }, orderBy: { id: "desc" } });
    const told = after === undefined ? null : await event.findUnique({ where: { id: after } });
    const late = told && {
      id: { lt: told.id, gt: told.id - overlapIds },
      at: { gt: new Date(told.at.getTime() - overlapMs) },
    };
    const rows =
      after === undefined
        ? []
        : await event.findMany({
            where: { projectId: project.id, OR: [{ id: { gt: after } }, ...(late ? [late] : [])] },
            orderBy: { id: "asc" },
            take: most + 1,
          });
    // Asked last. Older ones were swept, of any project: who comes from before them may have missed some of its own.
    const oldest = (await event.findFirst({ orderBy: { id: "asc" } }))?.id ?? 0n;
    return {
      items: rows.slice(0, most).map(({ id, kind, subject }) => ({ id: String(id), kind, subject })),
      lastId: String(last?.id ?? oldest),
      missed: rows.length > most || (after !== undefined && after < oldest - 1n),
    };
  },
});
