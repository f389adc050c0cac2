import { beforeAll, expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { openHouse } from "@/lib/transports/session/testing/house";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createModel } from "./create-model";
import { getHistory } from "./get-history";

let context: Context;
beforeAll(async () => {
  context = (await openHouse()).system;
  await perform(createModel, { ...context, input: { name: "m" } });
});

const at = (moment: string) => perform(getHistory, { ...context, input: { name: "m", at: moment } });

it.each(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0", "1700000000000"])(
  "takes the time %s",
  async (moment) => expect((await at(moment)).items).toEqual([]),
);

it.each(["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "999999999999999"])(
  "refuses the time %s in words",
  (moment) =>
    expect(at(moment)).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/at", message: "must be of a year from 1 to 9999" }],
    }),
);

it("has words for a time that only the database refuses", () =>
  expect(
    context.stores.database.query(sql`SELECT ${"0000-01-01T00:00:00Z"}::timestamptz`),
  ).rejects.toMatchObject({ code: "invalid" }));
