import { z } from "zod";
import { tag } from "@/lib/core/tracking/tag";

export const experiment = z.object({
  id: z.string(),
  name: z.string(),
  artifactLocation: z.string(),
  lifecycleStage: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
  tags: z.array(tag),
});

export type Experiment = z.infer<typeof experiment>;
