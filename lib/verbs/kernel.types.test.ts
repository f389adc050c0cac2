import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { perform, read, type Verb, write } from "./kernel";

// tsc is what runs these: each @ts-expect-error fails the check when the line below it is no error any more.
const input = z.object({ id: z.string() });
const output = z.object({ name: z.string() });
const summary = "An act";
const audit = () => ({ target: { type: "thing", id: "1" } });
const parts = {
  load: () => ({ name: "a" }),
  allow: () => null,
  run: () => ({ name: "a" }),
  present: () => ({ name: "a" }),
};
const named = () => ({ name: "a" });
const access = { needs: "read" } as const;
const whole = { name: "act", summary, input, output, needs: "runs:write", ...parts, audit } as const;

describe("what a verb cannot leave out", () => {
  test("a read's access, input and output", () => {
    expectTypeOf(read({ name: "act", summary, input, output, ...access, run: named })).toExtend<Verb>();
    // @ts-expect-error no access
    read({ name: "act", summary, input, output, run: named });
    // @ts-expect-error no input
    read({ name: "act", summary, output, ...access, run: named });
    // @ts-expect-error no output
    read({ name: "act", summary, input, ...access, run: named });
  });

  test("a write's access, input, output, audit and rule", () => {
    expectTypeOf(write(whole)).toExtend<Verb>();
    // @ts-expect-error no access
    write({ name: "act", summary, input, output, ...parts, audit });
    // @ts-expect-error no input
    write({ name: "act", summary, output, needs: "runs:write", ...parts, audit });
    // @ts-expect-error no output
    write({ name: "act", summary, input, needs: "runs:write", ...parts, audit });
    // @ts-expect-error no audit
    write({ name: "act", summary, input, output, needs: "runs:write", ...parts });
    // @ts-expect-error no rule over what was loaded
    write({ ...whole, allow: undefined });
    // @ts-expect-error audit cannot be switched off by any other word
    write({ ...whole, audit: { none: "lazy" } });
    // @ts-expect-error a body of a size that nobody defined
    write({ ...whole, body: "huge" });
    // @ts-expect-error an access that nobody defined
    write({ ...whole, needs: "anything" });
  });

  test("one connection at a time: what a write sees in its transaction cannot take a second", () => {
    write({ ...whole, prepare: (context) => context.stores.database });
    write({ ...whole, present: ({ name }, context) => ({ name, database: context.stores.database }) });
    // @ts-expect-error `load` holds a connection already
    write({ ...whole, load: (context) => context.stores.database });
    // @ts-expect-error `run` holds a connection already
    write({ ...whole, run: (context) => ({ name: "a", database: context.stores.database }) });
  });

  test("a logging verb's audit note of none", () => {
    const statement = async () => ({ name: "a" });
    const logging = { name: "act", summary, input, output, needs: "runs:write", statement } as const;
    expectTypeOf(write({ ...logging, audit: { none: "telemetry" } })).toExtend<Verb>();
    // @ts-expect-error no audit
    write(logging);
    // @ts-expect-error a statement of its own is never audited by a note
    write({ ...logging, audit });
  });

  test("an output of the declared shape", () => {
    // @ts-expect-error the output says { name }
    read({ name: "act", summary, input, output, ...access, run: () => ({ title: "a" }) });
    // @ts-expect-error the output says { name }
    write({ ...whole, present: () => ({ title: "a" }) });
  });

  test("the brand: an object of a verb's shape is not one", () => {
    const { name, summary, kind, audited, needs, search, body, input, output, act } = write(whole);
    // @ts-expect-error only read and write make a verb
    expectTypeOf({ name, summary, kind, audited, needs, search, body, input, output, act }).toExtend<Verb>();
    expectTypeOf(perform).parameter(0).toExtend<Verb>();
  });
});
