import { judge } from "@/lib/core/access";
import {
  type AuditBody,
  type AuditEvent,
  type AuditFilter,
  auditBody,
  registrySubject,
} from "@/lib/core/audit/events";
import { empty, join, type Sql, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";

export type EventRow = { seq: bigint; at: string; body: string; prevHash: string; hash: string };
export const eventColumns = sql`seq, at, body, encode(prev_hash, 'hex') AS "prevHash", encode(hash, 'hex') AS hash`;

/** The records that this actor may see: the project's, and for admins in person those of no project. */
export const visibleTo = ({ actor, project }: Context): Sql =>
  judge(actor, "administer").allowed
    ? sql`(project_id = ${project.id} OR project_id IS NULL)`
    : sql`project_id = ${project.id}`;

/** What a filter says, as SQL over `audit_event`. */
export function matching({ actor, action, target, outcome, from, to }: AuditFilter): Sql {
  const parts = [
    from === undefined ? [] : sql`at COLLATE "C" >= ${from}`,
    to === undefined ? [] : sql`at COLLATE "C" <= ${to}`,
    action === undefined
      ? []
      : sql`(action = ${action} OR (starts_with(action, ${action})
      AND NOT EXISTS (SELECT FROM audit_event WHERE action = ${action})))`,
    actor === undefined
      ? []
      : sql`(actor_id = ${actor} OR starts_with(lower(actor_id), lower(${`system:${actor}`}))
      OR actor_id IN (SELECT id FROM "user" WHERE lower(email) = lower(${actor}) OR strpos(lower(name), lower(${actor})) > 0))`,
    target === undefined
      ? []
      : sql`(target_id = ${target} OR ${inBody(
          sql`strpos(lower(body), lower(${JSON.stringify(target).slice(0, -1)})) > 0`,
          sql`starts_with(lower(body::json -> 'target' ->> 'name'), lower(${target}))`,
        )})`,
    outcome === undefined
      ? []
      : inBody(sql`strpos(body, ${JSON.stringify(outcome)}) > 0`, sql`body::json ->> 'outcome' = ${outcome}`),
  ].flat();
  return parts.length === 0 ? empty : sql`AND ${join(parts, " AND ")}`;
}

/** Reading a body as JSON takes much longer than finding a word in it: only those that hold the word are read. */
const inBody = (holds: Sql, says: Sql): Sql => sql`CASE WHEN ${holds} THEN ${says} ELSE false END`;

type Names = ReadonlyMap<string, string>;
type Around = {
  people: Names;
  models: Names;
  versions: Names;
  pages: ReadonlySet<string>;
  detailed: boolean;
};

/** Records as they are shown: with people's names of today, and the pages of what is there still. */
export async function presentEvents(context: Context, rows: readonly EventRow[]): Promise<AuditEvent[]> {
  const read = rows.map((row) => ({ ...row, body: auditBody.parse(JSON.parse(row.body)) }));
  const ids = (type: string) => [
    ...new Set(read.flatMap(({ body }) => (body.target.type === type ? body.target.id : []))),
  ];
  const subjects = read.flatMap(({ body }) => subjectOf(body.target) ?? []);
  const named = { in: [...new Set(subjects.map(({ model }) => model))] };
  const numbers = { in: [...new Set(subjects.flatMap(({ version }) => version ?? []))] };
  const people = [...new Set([...read.flatMap(({ body }) => body.actor.id ?? []), ...ids("user")])];
  const { prisma } = context.stores.database;
  const mine = { projectId: context.project.id };
  const [users, models, versions] = await Promise.all([
    prisma.user.findMany({ where: { id: { in: people } }, select: { id: true, name: true } }),
    prisma.model.findMany({
      where: { ...mine, OR: [{ id: { in: ids("model") } }, { name: named }] },
      select: { id: true, name: true },
    }),
    prisma.version.findMany({
      where: {
        model: mine,
        OR: [{ id: { in: ids("version") } }, { number: numbers, model: { name: named } }],
      },
      select: { id: true, number: true, model: { select: { name: true } } },
    }),
  ]);
  const around: Around = {
    people: new Map(users.map(({ id, name }) => [id, name])),
    models: new Map(models.map(({ id, name }) => [id, encodeURIComponent(name)])),
    versions: new Map(
      versions.map(({ id, number, model }) => [id, `${encodeURIComponent(model.name)}/${number}`]),
    ),
    pages: new Set([
      ...models.map(({ name }) => `/models/${encodeURIComponent(name)}`),
      ...versions.map(({ number, model }) => `/models/${encodeURIComponent(model.name)}/${number}`),
    ]),
    detailed: judge(context.actor, "audit:export").allowed,
  };
  return read.map((row) => present(row, around));
}

function present(
  { seq, at, body, prevHash, hash }: Omit<EventRow, "body"> & { body: AuditBody },
  { people, detailed, ...there }: Around,
): AuditEvent {
  const { actor, target, ip, userAgent, ...said } = body;
  const { type, id, email, role, admin, token, session } = actor;
  const via = token !== null ? ("token" as const) : session !== null ? ("session" as const) : null;
  // Records of before names were kept say the name of today.
  const name = actor.name ?? (id === null ? null : (people.get(id) ?? null));
  const named = target.name ?? (target.type === "user" ? (people.get(target.id) ?? null) : null);
  return {
    ...said,
    seq: Number(seq),
    at,
    actor: { type, id, name, email: detailed ? email : null, role, admin, via },
    target: { type: target.type, id: target.id, name: named, page: pageOf(target, there) },
    origin: detailed ? { ip, userAgent } : null,
    prevHash,
    hash,
  };
}

/** What a refused act spoke of: it is kept by name alone. */
const subjectOf = ({ type, name }: AuditBody["target"]) =>
  type === "verb" && name !== null ? registrySubject(name) : null;

function pageOf(
  target: AuditBody["target"],
  { models, versions, pages }: Pick<Around, "models" | "versions" | "pages">,
) {
  const { type, id } = target;
  const subject = subjectOf(target);
  if (subject !== null) return pages.has(subject.page) ? subject.page : null;
  const [prefix, part] =
    type === "model"
      ? ["models", models.get(id)]
      : type === "version"
        ? ["models", versions.get(id)]
        : type === "request"
          ? ["requests", encodeURIComponent(id)]
          : type === "run" && /^[0-9a-f]{32}$/.test(id)
            ? ["runs", id]
            : type === "experiment"
              ? ["experiments", encodeURIComponent(id)]
              : ["", undefined];
  return part === undefined ? null : `/${prefix}/${part}`;
}
