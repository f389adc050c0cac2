import type { z } from "zod";
import type { AsJson } from "@/lib/core/json/as-json";

export type Output<V extends { output: z.ZodType }> = AsJson<z.input<V["output"]>>;
