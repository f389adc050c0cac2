import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingEntries, platformOf } from "./lockfile.mjs";
import { rules } from "./rules";

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
});
const files = listed
  .split("\n")
  .filter((path) => existsSync(path) && !/^(prisma\/generated|\.next)\//.test(path));
// Files that quote what they forbid.
const quoting = new Set(["e2e/house/rules.ts", "e2e/house/rules.test.ts"]);

/** For each rule a file that breaks it: a rule that cannot fail guards nothing. */
const broken: Record<string, { path: string; text: string }> = {
  "a file has at most 300 lines": { path: "lib/a.ts", text: "x\n".repeat(301) },
  "no any, by annotation, cast or argument": { path: "lib/a.ts", text: "const a: any = 1;" },
  "raw SQL is tagged, never put together": { path: "lib/a.ts", text: "await tx.$queryRawUnsafe(text);" },
  "the environment is read in lib/env.ts alone": { path: "lib/a.ts", text: "const { HOME } = process.env;" },
  "core knows neither React nor Node": { path: "lib/core/a.ts", text: 'import { join } from "node:path";' },
  "query keys are spelled in queries.ts alone": {
    path: "components/a/b.tsx",
    text: 'void client.invalidateQueries({ queryKey: ["models"] });',
  },
  "a field is one of components/ui, which keeps what is typed before the page is alive": {
    path: "components/a.tsx",
    text: "<input value={text} />",
  },
  "a name from the wire is shown by <Name>, with what cannot be seen in it": {
    path: "components/a.tsx",
    text: "<p>{run.name}</p>",
  },
  "no test is skipped or alone": { path: "lib/a.test.ts", text: 'test.only("a", () => {});' },
  "no check is switched off in a comment": { path: "lib/a.ts", text: "// @ts-ignore" },
};

for (const { name, applies, fault } of rules) {
  test(name, () => {
    const faults = files
      .filter((path) => !quoting.has(path) && applies(path))
      .flatMap((path) => {
        const found = fault(readFileSync(path, "utf8"), path);
        return found === null ? [] : [`${path}: ${found}`];
      });
    expect(faults).toEqual([]);
  });

  test(`"${name}" can fail`, () => {
    const { path = "", text = "" } = broken[name] ?? {};
    expect(applies(path) && fault(text, path)).toBeTruthy();
  });
}

test("the lockfile names every platform's packages, so that npm 10 and 11 both install from it", () => {
  expect(Object.keys(missingEntries(JSON.parse(readFileSync("package-lock.json", "utf8"))))).toEqual([]);
  const packages = { "node_modules/a": { optionalDependencies: { "@a/linux-arm64-musl": "1.0.0" } } };
  expect(missingEntries({ packages })).toEqual({
    "node_modules/@a/linux-arm64-musl": {
      version: "1.0.0",
      optional: true,
      os: ["linux"],
      cpu: ["arm64"],
      libc: ["musl"],
    },
  });
  expect(platformOf("@oxc-parser/binding-linux-arm-gnueabihf")).toEqual({
    os: ["linux"],
    cpu: ["arm"],
    libc: ["glibc"],
  });
});
