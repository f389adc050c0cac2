import type { z } from "zod";
import { arrayOf, objectOf } from "@/lib/transports/http/query";
import type { Verb } from "@/lib/verbs/kernel";

export type Method = "GET" | "POST" | "PATCH" | "DELETE" | "PUT";
export type Path = readonly PropertyKey[];
export type Wire = { [key: string]: unknown };

/** One row of MLflow's wire: where it is asked, which verb answers, how its answer looks there. */
export type Endpoint = {
  method: Method;
  /** Below `/api/2.0/mlflow/`; `:name` is one segment. */
  path: string;
  verb: Verb;
  /** The wire's fields that are lists: in a query they are repeated keys, and one alone is a list still. */
  lists: ReadonlySet<string>;
  /** The verb's input from the wire's fields (already in camelCase, unknown ones dropped). */
  toInput(fields: Wire): unknown;
  toWire(output: unknown): Wire;
  /** Where a field of the verb's input stands on the wire, for messages. */
  toWirePath(path: Path): Path;
};

type Shaping<I extends z.ZodType> = {
  /** The wire's fields, where they differ from the verb's input. Only keys matter: the verb's schema checks the values. */
  fields?: z.ZodObject;
  toInput?(fields: Wire): { [K in keyof z.input<I>]?: unknown };
  toWirePath?(path: Path): Path;
};

/** Makes a row. `toWire` gets the verb's own output type; fields that are undefined are left out of the answer. */
export function endpoint<I extends z.ZodType, O extends z.ZodType>(
  method: Method,
  path: string,
  verb: Verb<I, O>,
  toWire: (output: z.input<O>) => Wire,
  { fields, toInput, toWirePath = (path) => path }: Shaping<I> = {},
): Endpoint {
  const shape = fields ?? verb.input;
  return {
    method,
    path,
    verb,
    lists: listsOf(planOf(shape)),
    toInput: (wire) => {
      const picked = pick(shape, wire);
      return toInput ? toInput(isWire(picked) ? picked : {}) : picked;
    },
    toWire,
    toWirePath,
  };
}

const isWire = (value: unknown): value is Wire =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Plan =
  | { kind: "list"; element: Plan }
  | { kind: "object"; fields: { key: string; wireKey: string; plan: Plan }[] }
  | { kind: "leaf" };

// A batch has thousands of fields: the schema is walked once, not once a field.
const plans = new WeakMap<object, Plan>();

function planOf(schema: unknown): Plan {
  if (typeof schema !== "object" || schema === null) return { kind: "leaf" };
  const known = plans.get(schema);
  if (known) return known;
  const list = arrayOf(schema);
  const object = objectOf(schema);
  const plan: Plan = list
    ? { kind: "list", element: planOf(list.element) }
    : object
      ? {
          kind: "object",
          fields: Object.entries(object.shape).map(([key, inner]) => ({
            key,
            wireKey: snake(key),
            plan: planOf(inner),
          })),
        }
      : { kind: "leaf" };
  plans.set(schema, plan);
  return plan;
}

const listsOf = (plan: Plan): ReadonlySet<string> =>
  new Set(
    plan.kind === "object"
      ? plan.fields.filter((field) => field.plan.kind === "list").map(({ wireKey }) => wireKey)
      : [],
  );

/** Keeps only the fields that the schema knows, renaming snake_case to camelCase. null means unset on this wire. */
export const pick = (schema: unknown, wire: unknown): unknown => follow(planOf(schema), wire);

function follow(plan: Plan, wire: unknown): unknown {
  if (wire === null) return undefined;
  if (plan.kind === "list")
    return Array.isArray(wire) ? wire.map((item) => follow(plan.element, item)) : wire;
  if (plan.kind === "leaf" || !isWire(wire)) return wire;
  const picked: Wire = {};
  for (const field of plan.fields) {
    const value = follow(field.plan, wire[field.wireKey]);
    if (value !== undefined) picked[field.key] = value;
  }
  return picked;
}
