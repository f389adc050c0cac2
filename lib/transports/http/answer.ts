import type { z } from "zod";
import type { AsJson } from "@/lib/core/json/as-json";
import { parseJson } from "@/lib/core/json/parse-json";
import { printAnswer } from "@/lib/core/json/print-json";
import { type Context, perform, type Verb } from "@/lib/verbs/kernel";

/** A verb's answer as the browser will get it from the API: what pages prefetch is what they fetch later. */
export async function answer<I extends z.ZodType, O extends z.ZodType>(
  verb: Verb<I, O>,
  context: Context,
  input: unknown,
): Promise<AsJson<z.input<O>>> {
  return travelled(await perform(verb, { ...context, input }));
}

// The round trip is what AsJson describes.
const travelled = <T>(value: T): AsJson<T> => parseJson(printAnswer(value)) as AsJson<T>;
