import { z } from "zod";

/** One logged point. `value` may be NaN or ±Infinity. */
export const point = z.object({
  key: z.string(),
  value: z.number(),
  step: z.bigint(),
  timestamp: z.bigint(),
});

export type Point = z.infer<typeof point>;
