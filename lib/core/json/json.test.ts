import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonError } from "./json-error";
import { parseJson } from "./parse-json";
import { printAnswer, printJson } from "./print-json";

describe("parseJson", () => {
  it("reads what JSON.parse reads, the same", () =>
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        // Exponents and long integers are where the two differ on purpose.
        fc.pre(!/\d{16}/.test(text));
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    ));

  it("keeps 64-bit integers whole", () =>
    expect(parseJson("[9223372036854775807, -9007199254740993, 12]")).toEqual([
      9223372036854775807n,
      -9007199254740993n,
      12,
    ]));

  it("takes Python's NaN and Infinity only where asked", () => {
    expect(parseJson("[NaN, Infinity, -Infinity]", { pythonNumbers: true })).toEqual([
      Number.NaN,
      Infinity,
      -Infinity,
    ]);
    expect(() => parseJson("[NaN]")).toThrow('send it as the text "NaN"');
  });

  it("keeps __proto__ an ordinary key", () => {
    const value = parseJson('{"__proto__": {"admin": true}}');
    expect(Object.keys(Object(value))).toEqual(["__proto__"]);
    expect(Reflect.get(Object({}), "admin")).toBeUndefined();
  });

  it.each([
    ["", "empty"],
    ["{", "key in double quotes"],
    ["[1,]", "no trailing comma"],
    ['{"a":1,}', "no trailing comma"],
    ["{'a':1}", "key in double quotes"],
    ['{"a":1,"a":2}', "stands twice"],
    ["[1] x", "more after the end"],
    ["// c\n1", "no comments"],
    ["\uFEFF{}", "byte order mark"],
    ['"\u0001"', "control character"],
    ['"\\x"', "wrong escape"],
    ['["a\\"]', "not closed"],
    ["1e400", "out of range"],
    ["9".repeat(400), "too many digits"],
    ["[".repeat(10_000), "nested deeper"],
  ])("refuses %j", (text, message) => {
    expect(() => parseJson(text)).toThrow(JsonError);
    expect(() => parseJson(text)).toThrow(message);
  });

  it("refuses and takes what JSON.parse does, whatever the text", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'{}[]:,"\\ 01-.eE+nrtu\n', "null", "true", '"a"', '"b":'), {
          maxLength: 14,
        }),
        (signs) => {
          const text = signs.join("");
          fc.pre(!/e[+-]?\d{3}/i.test(text) && !/\d{16}/.test(text));
          const expected = outcome(() => JSON.parse(text));
          const given = outcome(() => parseJson(text));
          // Repeated keys are refused on purpose.
          if (!given.includes("stands twice")) expect(given.slice(0, 5)).toBe(expected.slice(0, 5));
          if (expected.startsWith("value"))
            expect([expected, "twice"]).toContain(given.includes("twice") ? "twice" : given);
        },
      ),
      { numRuns: 3000 },
    ));

  it("finds a repeated key at any depth, and takes equal keys of different objects", () => {
    expect(() => parseJson('{"a":[{"b":1},{"b":2,"c":{"d":1,"d":2}}]}')).toThrow(
      'the key "d" stands twice (line 1, column 33)',
    );
    expect(parseJson('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it("keeps to limits before it builds anything", () => {
    const limits = { depth: 3, keys: 4 };
    expect(parseJson('[[{"a":1}]]', { limits })).toEqual([[{ a: 1 }]]);
    expect(() => parseJson('[[{"a":[]}]]', { limits })).toThrow("nested deeper than 3");
    expect(() => parseJson('{"a":1,"b":1,"c":1,"d":1,"e":9007199254740993}', { limits })).toThrow(
      "more than 4 keys",
    );
    expect(() => parseJson(`[${"1,".repeat(45)}1]`, { limits })).toThrow("a list is too long");
    expect(parseJson(JSON.stringify("[".repeat(99)), { limits })).toBe("[".repeat(99));
  });

  it("survives megabytes of one string (D8)", () => {
    const long = `"${"a\\n".repeat(3_000_000)}`;
    expect(() => parseJson(long)).toThrow("not closed");
    expect(String(parseJson(`${long}"`)).length).toBe(6_000_000);
  });

  it("says line and column", () => expect(() => parseJson('{\n  "a": ?\n}')).toThrow("line 2, column 8"));
});

const outcome = (read: () => unknown): string => {
  try {
    return `value ${printJson(read())}`;
  } catch (error) {
    return `error ${error}`;
  }
};

describe("printJson", () => {
  it("prints what JSON.stringify prints", () =>
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(printJson(value).replaceAll("-0.0", "0")).toBe(JSON.stringify(value).replaceAll("-0.0", "0"));
      }),
    ));

  it("prints bigints as numbers and what is not finite as text", () =>
    expect(printJson({ a: 2n ** 63n - 1n, b: Number.NaN, c: [-Infinity], d: undefined })).toBe(
      '{"a":9223372036854775807,"b":"NaN","c":["-Infinity"]}',
    ));

  it("prints the same by each of its roads", () => {
    const row = { a: 1, b: 'x"y', c: null, d: undefined, e: [true, "\ud800"], at: new Date(0) };
    const plain = printJson([row]);
    expect(plain).toBe(JSON.stringify([row]));
    expect(printJson([row, 7n])).toBe(`${plain.slice(0, -1)},7]`);
    expect(printJson([row, Number.NaN])).toBe(`${plain.slice(0, -1)},"NaN"]`);
    expect(printJson([row, 2n ** 60n])).toBe(`${plain.slice(0, -1)},1152921504606846976]`);
    expect(printJson([row, -0])).toBe(`${plain.slice(0, -1)},-0.0]`);
    expect(printJson([parseJson('{"__proto__":{"a":1}}'), 7n])).toBe('[{"__proto__":{"a":1}},7]');
    expect(printJson(undefined)).toBe("null");
  });

  it("prints what a double cannot hold as text on our own API", () =>
    expect(printAnswer({ a: [2n ** 63n - 1n, -(2n ** 53n), 2n ** 53n - 1n], b: 7, c: -0 })).toBe(
      '{"a":["9223372036854775807","-9007199254740992",9007199254740991],"b":7,"c":-0.0}',
    ));

  it("is read back", () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const again = parseJson(printJson(value));
        expect(printJson(again)).toBe(printJson(value));
      }),
    ));
});
