import { readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Verb } from "@/lib/verbs/kernel";

const shelf = fileURLToPath(new URL("..", import.meta.url));
const holdsNoVerb = /^[^/]+$|(^|\/)(shared|testing)\/|\.test\.ts$/;

/** A file of a noun: everything that stands beside `shared/` and is no test. */
export type VerbFile = { path: string; name: string; verbs: Verb[] };

const isVerb = (value: unknown): value is Verb =>
  typeof value === "object" && value !== null && "act" in value && "needs" in value;

/** Every file of every noun with the verbs that it exports: the shelf itself is the list. */
export async function verbFiles(): Promise<VerbFile[]> {
  const paths = readdirSync(shelf, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(shelf, join(entry.parentPath, entry.name)))
    .filter((path) => !holdsNoVerb.test(path))
    .toSorted();
  return Promise.all(
    paths.map(async (path) => {
      const exported: Record<string, unknown> = await import(join(shelf, path));
      return { path, name: basename(path, ".ts"), verbs: Object.values(exported).filter(isVerb) };
    }),
  );
}

export const allVerbs = async (): Promise<Verb[]> => (await verbFiles()).flatMap(({ verbs }) => verbs);
