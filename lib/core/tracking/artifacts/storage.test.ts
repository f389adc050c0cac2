import fc from "fast-check";
import { expect, test } from "vitest";
import { storageOf, storedPath } from "./storage";

/** What MLflow's client asks our proxy for, and what the server makes of it: cut at ? and #, decoded once. */
const readPath = (uri: string) => {
  const [path = ""] = uri.replace(/^\s*mlflow-artifacts:\/*/i, "").split(/[?#]/);
  try {
    return decodeURIComponent(path).replace(/\/$/, "");
  } catch {
    return null;
  }
};

const segment = fc.string({
  unit: fc.constantFrom(..."abmodel 01._-%?#;+é".split("")),
  minLength: 1,
  maxLength: 8,
});
const encoded = (text: string, mask: readonly boolean[]) =>
  [...text]
    .map((letter, index) =>
      mask[index % mask.length] && letter.charCodeAt(0) < 128
        ? `%${letter.charCodeAt(0).toString(16).padStart(2, "0")}`
        : letter,
    )
    .join("");
const spelling = fc
  .record({
    segments: fc.array(segment, { minLength: 1, maxLength: 4 }),
    slashes: fc.constantFrom("/", "///"),
    scheme: fc.constantFrom("mlflow-artifacts:", "MLflow-Artifacts:", " mlflow-artifacts:"),
    end: fc.constantFrom("", "/", "?v=1", "#x", "/?v=1"),
    mask: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  })
  .map(
    ({ segments, slashes, scheme, end, mask }) =>
      `${scheme}${slashes}${encoded(segments.join("/"), mask)}${end}`,
  );

test("what is taken for a stored path is the path that clients read", () => {
  fc.assert(
    fc.property(spelling, (uri) => {
      const path = storedPath(uri);
      if (path !== null) expect(path).toBe(readPath(uri));
    }),
    { numRuns: 2000 },
  );
});

test("two spellings that read the same bytes are one path, or one of them is none", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "model", "b c"), { minLength: 1, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
      (segments, mask) => {
        const plain = `mlflow-artifacts:/${segments.join("/")}`;
        const other = `mlflow-artifacts:///${encoded(segments.join("/"), mask)}/`;
        const [one, two] = [storageOf(plain), storageOf(other)];
        expect(one).toMatchObject({ kind: "stored", uri: plain });
        if (two.kind === "stored") expect(two).toEqual(one);
      },
    ),
  );
});

test.each([
  "mlflow-artifacts:/0/r/artifacts/model?v=1",
  "mlflow-artifacts:/0/r/artifacts/mo%64el",
  "mlflow-artifacts:/0/r/artifacts/model#x",
  "mlflow-artifacts:/0/r//artifacts",
  "mlflow-artifacts:/0/r/./artifacts",
  "mlflow-artifacts:/0/../1",
  "mlflow-artifacts://host/0/r",
  "MLFLOW-ARTIFACTS:/0/r",
  "http://127.0.0.1:3000/api/2.0/mlflow-artifacts/artifacts/0/r",
  "mlflow-artifacts:",
])("%s claims our store and has no canonical form", (uri) => {
  expect(storageOf(uri).kind).toBe("unclear");
});

test("what lies elsewhere is kept as it came", () => {
  for (const uri of [
    "s3://bucket/a%20b?versionId=1",
    "dbfs:/x",
    "/tmp/mlruns/0",
    "https://example.org/model",
  ])
    expect(storageOf(uri)).toEqual({ kind: "elsewhere", uri });
});
