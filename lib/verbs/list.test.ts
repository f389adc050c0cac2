import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { verbs } from "./list";

const here = fileURLToPath(new URL(".", import.meta.url));
const nouns = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "testing")
  .map(({ name }) => name);
const files = nouns.flatMap((noun) =>
  readdirSync(join(here, noun))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("load"))
    .map((file) => basename(file, ".ts")),
);

test("every file of a noun is a verb that stands in the list, under its own name", () => {
  expect(files.length).toBeGreaterThan(80);
  expect(verbs.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
});
