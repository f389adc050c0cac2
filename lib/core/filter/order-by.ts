import type { AnyOrder, Entity } from "./ast";
import { Cursor } from "./cursor";
import { FilterError } from "./filter-error";
import { namesOf, prefixesOf, type Target } from "./targets";

export const maxOrders = 20;

/** Reads `order_by`, each entry `"<key> [ASC|DESC]"`, and adds the tie-break, so that pages keep. Error: FilterError. */
export function parseOrderBy<E extends Entity, S extends string, N extends string, O extends string>(
  target: Target<E, S, N, O>,
  entries: readonly string[] | null | undefined,
): AnyOrder<O>[] {
  const given = entries ?? [];
  if (given.length > maxOrders)
    throw new FilterError(`Invalid order_by: at most ${maxOrders} entries, not ${given.length}.`, "", 0, 0);
  const orders = given.map((entry) => readOrder(target, entry));
  orders.forEach((order, index) => {
    if (orders.findIndex((other) => isSame(other, order)) !== index)
      throw orderError(given[index] ?? "", "order_by contains duplicate fields: this one stands twice.");
  });
  return withTieBreak(target, orders);
}

/** One field of a logged-model search's order_by, which comes as `{ field_name, ascending }`. */
export function parseOrderField<O extends string>(
  target: Target<Entity, string, string, O>,
  field: string,
  ascending: boolean,
): AnyOrder<O> {
  const order = readOrder(target, field);
  return { ...order, descending: !ascending };
}

/** The orders, or the default ones, and the tie-break unless it is named already. */
export function withTieBreak<O extends string>(
  { byDefault, tieBreak }: Pick<Target<Entity, string, string, O>, "byDefault" | "tieBreak">,
  orders: readonly AnyOrder<O>[],
): AnyOrder<O>[] {
  const chosen = orders.length > 0 ? orders : byDefault;
  return [...chosen, ...tieBreak.filter((last) => !chosen.some((order) => isSame(order, last)))];
}

const isSame = (a: AnyOrder, b: AnyOrder) => a.entity === b.entity && a.key === b.key;

function readOrder<O extends string>(target: Target<Entity, string, string, O>, entry: string): AnyOrder<O> {
  if (entry.length > 1000) throw orderError(entry, "It is longer than 1000 characters.");
  const cursor = orderCursor(entry);
  const token = cursor.next();
  const name =
    token.kind === "name"
      ? token
      : token.kind === "quoted" && token.quote !== "'"
        ? { entity: null, key: token.value }
        : null;
  if (name === null || name.key === "")
    throw orderError(entry, "Could not be parsed: a name is missing, like metrics.loss DESC.", token);
  const descending = cursor.takeWord("DESC");
  if (!descending) cursor.takeWord("ASC");
  if (!cursor.atEnd())
    throw new FilterError(
      `Invalid ordering key in order_by clause '${entry.slice(0, 80)}'. Could not be parsed. Only ASC or DESC can follow the name.`,
      entry,
      cursor.token.start,
      cursor.token.end,
    );
  const entity = name.entity === null ? "attribute" : target.prefixes.get(name.entity);
  if (entity === undefined)
    throw orderError(
      entry,
      `Invalid entity type '${name.entity}'. Valid values are ${prefixesOf(target).join(", ")}.`,
      token,
    );
  if (entity === "dataset") throw orderError(entry, "Datasets cannot be ordered by.", token);
  if (entity !== "attribute") {
    // Only what has metrics has an order by keys: the others go by their attributes alone.
    if (target.prefixes.get("metrics")) return { entity, key: name.key, descending };
    throw orderError(entry, `It can only go by ${namesOf(target.orders).join(", ")}.`, token);
  }
  const key = target.orders.get(name.key);
  if (key !== undefined) return { entity, key, descending };
  throw orderError(
    entry,
    `Invalid attribute key '${name.key}' specified. Valid keys are '${namesOf(target.orders).join(", ")}'.`,
    token,
  );
}

function orderCursor(entry: string): Cursor {
  try {
    return new Cursor(entry);
  } catch (error) {
    throw error instanceof FilterError ? orderError(entry, "Could not be parsed.", error) : error;
  }
}

function orderError(
  entry: string,
  advice: string,
  at: { start: number; end: number } = { start: 0, end: entry.length },
) {
  return new FilterError(
    `Invalid order_by clause '${entry.slice(0, 80)}'. ${advice}`,
    entry,
    at.start,
    at.end,
  );
}
