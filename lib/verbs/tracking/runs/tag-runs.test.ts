import { expect, it } from "vitest";
import { openHouse } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { createRun } from "./create-run";
import { getRun } from "./get-run";
import { tagRuns } from "./tag-runs";

it("takes the keys that logging takes, and no other: one with a comma could be no column", async () => {
  const { system } = await openHouse();
  const { id } = await perform(createRun, { ...system, input: {} });
  const tag = (key: string) => perform(tagRuns, { ...system, input: { runs: [id], key, value: "x" } });
  for (const key of ["a,b", "a//b", "../a", ""])
    await expect(tag(key)).rejects.toMatchObject({ code: "invalid", errors: [{ pointer: "/key" }] });
  await tag("team/name");
  const { tags } = await perform(getRun, { ...system, input: { runId: id } });
  expect(tags).toContainEqual({ key: "team/name", value: "x", originalLength: null });
  expect(tags.map(({ key }) => key)).not.toContain("a,b");
});
