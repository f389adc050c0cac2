import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const demoUser = z.object({
  email: z.string(),
  password: z.string(),
  roles: z.array(z.string()),
  token: z.string(),
});
/** `others`: a second one of a role, for what takes two. */
const demo = z.object({ url: z.string(), users: z.array(demoUser), others: z.array(demoUser) });
export type DemoUser = z.infer<typeof demoUser>;

/** Who may sign in to the demo that the journeys use; undefined until it is filled. */
export function readPeople(): z.infer<typeof demo> | undefined {
  const file = join(process.env.JOURNEYS_HOME ?? "", "demo.json");
  return existsSync(file) ? demo.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}
