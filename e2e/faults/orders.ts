import { z } from "zod";

/** What the attacks are told. */
export const orders = z.object({
  url: z.string(),
  ms: z.number(),
  /** A scientist's, who may log, upload and comment; and a viewer's, whose writes are refused. */
  token: z.string(),
  viewer: z.string(),
  cookie: z.string(),
  run: z.string(),
  model: z.string(),
});
export type Orders = z.infer<typeof orders>;

/** How often each was answered with what: a status, `closed`, or `503 without Retry-After`. */
export const tally = z.record(z.string(), z.record(z.string(), z.number()));
export type Tally = z.infer<typeof tally>;
