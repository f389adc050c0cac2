import { z } from "zod";

/** What tracking's verbs answer with. Times are Date (ISO 8601 in JSON); a point's timestamp is epoch ms, as it was logged. */
export const tag = z.object({ key: z.string(), value: z.string() });
