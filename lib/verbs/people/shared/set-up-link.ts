import type { Stores } from "@/lib/stores/open";
import { makeLink } from "./links";

/** Without any user yet: a new one-time link that makes the first admin (24 h). Null once there is a user. */
export async function ensureSetupLink(stores: Stores, publicUrl: string): Promise<string | null> {
  const { prisma } = stores.database;
  if ((await prisma.user.count()) > 0) return null;
  const { path } = await makeLink(prisma, "setup", null);
  return new URL(path, publicUrl).href;
}
