import { beforeAll, describe, expect, test } from "vitest";
import { SlipwayError } from "@/lib/core/errors";
import { type Context, perform, type Verb } from "./kernel";
import { allVerbs } from "./testing/all-verbs";
import { expectations } from "./testing/expectations";
import { actorNames, openWorld, type World } from "./testing/world";

const verbs = await allVerbs();
let world: World;
beforeAll(async () => {
  world = await openWorld();
});

test("every verb has a row of expectations, and every row a verb", () => {
  expect(Object.keys(expectations).toSorted()).toEqual(verbs.map(({ name }) => name).toSorted());
});

/** "done", or the code of the refusal; anything else is a fault of the verb. */
async function outcomeOf(verb: Verb, context: Context, input: unknown): Promise<string> {
  try {
    await perform(verb, { ...context, input });
    return "done";
  } catch (error) {
    if (error instanceof SlipwayError) return error.code;
    throw error;
  }
}

const refusals = async (action: string) => {
  const [row] = await world.stores.database.prisma.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM audit_event
    WHERE body::jsonb ->> 'action' = ${action} AND body::jsonb ->> 'outcome' = 'refused'`;
  return row?.n ?? 0;
};

describe.each(verbs.map((verb) => [verb.name, verb] as const))("%s", (name, verb) => {
  const expectation = expectations[name];
  if (expectation === undefined) return; // the test above fails for it
  const { who, input, otherwise, attempts = 0 } = expectation;
  test.each(actorNames)("%s", async (actorName) => {
    const context = await world.contextOf(actorName);
    const before = await refusals(name);
    const outcome = await outcomeOf(verb, context, await input(world));
    const refused = (await refusals(name)) - before;
    if (who.includes(actorName)) expect([outcome, refused]).toEqual([otherwise ?? "done", attempts]);
    else if (actorName === "nobody") expect([outcome, refused]).toEqual(["unauthenticated", 0]);
    else expect([outcome, refused]).toEqual(["forbidden", verb.audited ? 1 : 0]);
  });
});
