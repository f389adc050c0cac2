import fc from "fast-check";
import { expect, test } from "vitest";
import {
  hasSecondStatement,
  parseInsertHead,
  placeholders,
  quote,
  splitStatements,
  statementKind,
} from "./sql";

test.each([
  ["SELECT 1", "read"],
  ["  -- note\n/* more */ with a as (select 1) select * from a", "read"],
  ["(select 1) union all (select 2)", "read"],
  ["insert into t values (1)", "insert"],
  ["SET max_threads = 1", "session"],
  ["ALTER TABLE t DELETE WHERE 1", "other"],
])("%s is of the kind %s", (sql, kind) => {
  expect(statementKind(sql)).toBe(kind);
});

test("a `;` in text, a name or a comment begins no statement", () => {
  expect(hasSecondStatement("SELECT ';x', `a;b` -- ; no\n/* ; */ ; ")).toBe(false);
  expect(hasSecondStatement("SELECT 'it''s' ; DROP TABLE t")).toBe(true);
});

test("text in any quoting splits nothing: statements come back as they were", () => {
  const statement = fc.string().map((text) => `SELECT ${quote(text)}`);
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1 }), (statements) => {
      expect(splitStatements(statements.join(";\n"))).toEqual(statements);
    }),
  );
});

test("a file of comments alone has no statement", () => {
  expect(splitStatements("-- nothing; here\n/* nor; here */\n")).toEqual([]);
});

test("placeholders are found outside of text only", () => {
  expect(placeholders("SELECT {a:String}, '{b:String}', {a:String}, { c : Array(Int64)}")).toEqual([
    "a",
    "c",
  ]);
});

test("the head of an insert names table, columns and format", () => {
  expect(parseInsertHead("INSERT INTO `db`.t (`a`, b)\nFORMAT JSONEachRow\n{}")).toEqual({
    table: "db.t",
    columns: ["a", "b"],
    format: "JSONEachRow",
    rest: "{}",
  });
  expect(parseInsertHead("INSERT INTO t FORMAT CSV")).toMatchObject({ columns: undefined, rest: "" });
  for (const sql of ["INSERT INTO t VALUES (1)", "INSERT INTO t SELECT 1", 'INSERT INTO "a b" FORMAT CSV'])
    expect(parseInsertHead(sql)).toBeUndefined();
});
