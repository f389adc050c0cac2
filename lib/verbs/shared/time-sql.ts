import { type Sql, sql } from "@/lib/stores/database/database";

/** A time as the wire says it: whole ms since 1970. */
export function msOf(time: Sql): Sql {
  return sql`floor(extract(epoch FROM ${time}) * 1000)::bigint`;
}

export function microseconds(time: Sql): Sql {
  return sql`(extract(epoch FROM ${time}) * 1000000)::bigint`;
}
