import { expect, test } from "vitest";
import { missingTags } from "./missing-tags";
import { policy } from "./policy";

const wants = (...keys: string[]) => ({ gates: [{ kind: "tags", keys }, { kind: "card" }] });
const strict = policy.parse({ guards: { Staging: wants("owner"), Production: wants("risk", "owner") } });
const worn = (...keys: string[]) => keys.map((key) => ({ key, value: "x" }));
const listed = (...asked: Parameters<typeof missingTags>) => Object.fromEntries(missingTags(...asked));

test("says which tags a version lacks, and which stages want them", () => {
  expect(listed(strict, { stage: "None", tags: [] })).toEqual({
    owner: ["Staging", "Production"],
    risk: ["Production"],
  });
  expect(listed(strict, { stage: "None", tags: worn("owner") }, ["Production"])).toEqual({
    risk: ["Production"],
  });
  expect(listed(strict, { stage: "None", tags: worn("owner", "risk") })).toEqual({});
});

test("asks nothing for the stage that it stands in, or leaves", () =>
  expect(listed(strict, { stage: "Production", tags: [] })).toEqual({ owner: ["Staging"] }));

test("a tag without a value is missing, as its gate has it", () =>
  expect(listed(strict, { stage: "None", tags: [{ key: "owner", value: " " }] }, ["Staging"])).toEqual({
    owner: ["Staging"],
  }));
