import { expect, test } from "vitest";
import { verbFiles } from "./testing/all-verbs";

test("every file of a noun is one verb under its own name; what they share stands in shared/", async () => {
  const files = await verbFiles();
  expect(files.length).toBeGreaterThan(80);
  expect(files.map(({ path, verbs }) => `${path}: ${verbs.map(({ name }) => name).join(", ")}`)).toEqual(
    files.map(({ path, name }) => `${path}: ${name}`),
  );
});

test("no two verbs have one name", async () => {
  const names = (await verbFiles()).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
