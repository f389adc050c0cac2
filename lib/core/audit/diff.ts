/** One field before and after an act; null where it had no value. */
export type FieldChange = { field: string; before: string | null; after: string | null; changed: boolean };

type Fields = Readonly<Record<string, unknown>> | null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Nested fields by their path: `policy.guards.approvals`. */
function* flat(fields: Record<string, unknown>, above: string): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(fields)) {
    const path = above === "" ? key : `${above}.${key}`;
    if (key === "gates" && Array.isArray(value) && value.length > 0 && value.every(isGate))
      for (const [index, gate] of value.entries()) {
        const earlier = value.slice(0, index).filter(({ name }) => name === gate.name).length;
        yield [`${path}.${gate.name}${earlier === 0 ? "" : ` (${earlier + 1})`}`, gateWords(gate)];
      }
    else if (isObject(value) && Object.keys(value).length > 0) yield* flat(value, path);
    else yield [path, value];
  }
}

type Gate = { name: string; result: string; expected: string } & Record<string, unknown>;

// By hand: what browsers take in stands apart from Zod.
const isGate = (value: unknown): value is Gate =>
  isObject(value) && ["name", "result", "expected"].every((field) => typeof value[field] === "string");

/** What a gate said: "failed: 0.4, wanted ≥ 0.5". */
function gateWords({ result, observed, expected, against }: Gate): string {
  const than = isObject(against)
    ? ` against ${shown(against.value)} of version ${shown(against.version)}`
    : "";
  return `${result}: ${shown(observed)}${than}, wanted ${expected}`;
}

/** A value as people read it; lists of plain values with commas. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return value === "" ? "(empty)" : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null))
    return value.length === 0 ? "none" : value.map(shown).join(", ");
  return JSON.stringify(value);
}

/** Before and after field by field; what changed first, each in the order of its side. */
export function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  const old = new Map(flat(before ?? {}, ""));
  const now = new Map(flat(after ?? {}, ""));
  const rows = [...new Set([...old.keys(), ...now.keys()])].map((field) => {
    const [one, other] = [shownIn(old, field), shownIn(now, field)];
    return { field, before: one, after: other, changed: one !== other };
  });
  return [...rows.filter(({ changed }) => changed), ...rows.filter(({ changed }) => !changed)];
}

function shownIn(side: ReadonlyMap<string, unknown>, field: string): string | null {
  const value = side.get(field) ?? null;
  return value === null ? null : shown(value);
}

/** "promotedTo" and "target.stage" as words: "Promoted to", "Target stage". */
export function fieldWords(field: string): string {
  const words = field
    .replaceAll(/[._]+/g, " ")
    .replaceAll(/([a-z0-9])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
