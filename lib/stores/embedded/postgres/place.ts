import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Account } from "../system";

const record = z.object({ id: z.string(), folder: z.string(), password: z.string(), made: z.boolean() });

export type Place = {
  /** Holds `data/`; 0700, of the account's. */
  folder: string;
  password: string;
  /** Whom PostgreSQL runs as, when not as ourselves. */
  account: Account | undefined;
  /** A cluster was made here once, so a missing one is a loss and not a first start. */
  made: boolean;
  remember: () => void;
};

/**
 * Where a home's PostgreSQL lives. It refuses to run as root, and an unprivileged user cannot enter a 0700 home, so
 * under root its data stands in `outside`, named by a random id that the home keeps.
 */
export function placeOf(home: string, outside: string): Place {
  const file = join(home, "postgres.json");
  const root = process.getuid?.() === 0;
  const known = existsSync(file) ? record.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
  const id = known?.id ?? randomUUID();
  const folder = known?.folder ?? (root ? join(outside, id) : join(home, "postgres"));
  const password = known?.password ?? randomBytes(24).toString("base64url");
  const write = (made: boolean) =>
    writeFileSync(file, `${JSON.stringify({ id, folder, password, made })}\n`, { mode: 0o600 });
  if (!known) write(false);
  const account = root ? accountFor(folder) : undefined;
  if (folder.startsWith(outside)) {
    mkdirSync(outside, { recursive: true, mode: 0o755 });
    chmodSync(outside, 0o755);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
  return { folder, password, account, made: known?.made ?? false, remember: () => write(true) };
}

/** The owner of what is there already; otherwise an unprivileged user of the host, which is never changed. */
function accountFor(folder: string): Account {
  const data = join(folder, "data");
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const users = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  for (const name of ["postgres", "nobody"]) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    const [uid, gid] = [Number(fields[2]), Number(fields[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}
