import { expect, test } from "vitest";
import { z } from "zod";
import { verbFiles } from "./testing/all-verbs";

test("every file of a noun is one verb under its own name; what they share stands in shared/", async () => {
  const files = await verbFiles();
  expect(files.length).toBeGreaterThan(80);
  expect(files.map(({ path, verbs }) => `${path}: ${verbs.map(({ name }) => name).join(", ")}`)).toEqual(
    files.map(({ path, name }) => `${path}: ${name}`),
  );
});

test("a read whose cost its caller chooses says that it is a search", async () => {
  const verbs = (await verbFiles()).flatMap((file) => file.verbs);
  const chosen = /^(filter|q|search|orderBy)$/;
  const costly = verbs.filter(
    ({ kind, input }) =>
      kind === "read" &&
      input instanceof z.ZodObject &&
      Object.keys(input.shape).some((key) => chosen.test(key)),
  );
  expect(costly.length).toBeGreaterThan(8);
  expect(costly.filter(({ search }) => !search).map(({ name }) => name)).toEqual([]);
});

test("no two verbs have one name", async () => {
  const names = (await verbFiles()).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
