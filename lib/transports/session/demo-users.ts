import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readEnv } from "@/lib/env";

const demoUser = z.object({ email: z.string(), password: z.string(), roles: z.array(z.string()) });
// Beside one user a role: people who are here because some acts take two.
const demoUsers = z.object({ users: z.array(demoUser), others: z.array(demoUser).default([]) });
export type DemoUsers = z.infer<typeof demoUser>[];

/** The demo's sign-ins; none outside a demo, and none while the seed has not written them. */
export async function readDemoUsers(): Promise<DemoUsers> {
  const { SLIPWAY_DEMO, SLIPWAY_HOME } = readEnv();
  if (!SLIPWAY_DEMO) return [];
  try {
    const file = await readFile(join(/* turbopackIgnore: true */ SLIPWAY_HOME, "demo.json"), "utf8");
    const { users, others } = demoUsers.parse(JSON.parse(file));
    return [...users, ...others];
  } catch {
    return [];
  }
}
