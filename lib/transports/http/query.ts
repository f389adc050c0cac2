import { z } from "zod";

/** The object schema behind optional, default and piped wrappers; undefined where there is none. */
export function objectOf(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodPipe) return objectOf(schema.in);
  return wrapped(schema) ? objectOf(schema.unwrap()) : undefined;
}

/** The array schema behind wrappers. */
export function arrayOf(schema: unknown): z.ZodArray | undefined {
  if (schema instanceof z.ZodArray) return schema;
  if (schema instanceof z.ZodPipe) return arrayOf(schema.in);
  return wrapped(schema) ? arrayOf(schema.unwrap()) : undefined;
}

type Wrapper = z.ZodOptional | z.ZodNullable | z.ZodDefault | z.ZodPrefault;
const wrapped = (schema: unknown): schema is Wrapper =>
  schema instanceof z.ZodOptional ||
  schema instanceof z.ZodNullable ||
  schema instanceof z.ZodDefault ||
  schema instanceof z.ZodPrefault;

/** A query string as the verb's input: arrays from repeated keys or comma lists, all else as text for the schema to read. */
export function fromQuery(schema: z.ZodType, params: URLSearchParams): Record<string, unknown> {
  const shape = objectOf(schema)?.shape ?? {};
  const input: Record<string, unknown> = {};
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key);
    input[key] = arrayOf(shape[key])
      ? values.flatMap((value) => value.split(",")).filter((value) => value !== "")
      : values.at(-1);
  }
  return input;
}
