import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** The trail's view: what is searched and which record is open stands in the URL. */
export const auditParsers = {
  actor: parseAsString.withDefault(""),
  action: parseAsString.withDefault(""),
  target: parseAsString.withDefault(""),
  outcome: parseAsStringLiteral(["", "done", "refused"] as const).withDefault(""),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
  /** The number of the record that is open. */
  event: parseAsInteger,
};
export const loadAuditView = createLoader(auditParsers);

export const filterNames = ["actor", "action", "target", "outcome", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];
export type AuditFilters = Record<FilterName, string>;
/** What is to be searched by from now on; null takes a filter off. */
export type FilterChange = Partial<
  Record<Exclude<FilterName, "outcome">, string | null> & { outcome: "done" | "refused" | null }
>;

/** The filters alone, as they are sent; what is empty is left out. */
export function filtersOf(view: AuditFilters): Partial<AuditFilters> {
  const said = filterNames.filter((name) => view[name] !== "").map((name) => [name, view[name]] as const);
  return Object.fromEntries(said);
}

/** A filter in words: "by emil", "on flight-delay". */
export function filterWords(name: FilterName, value: string): string {
  const words: Record<FilterName, string> = {
    actor: `by ${value}`,
    action: `that says ${value}`,
    target: `on ${value}`,
    outcome: `that was ${value}`,
    from: `recorded since ${value}`,
    to: `recorded until ${value}`,
  };
  return words[name];
}

export const permalink = (seq: number): string => `/audit?event=${seq}`;
