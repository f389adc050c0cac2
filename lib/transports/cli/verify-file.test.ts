import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { ExportLine } from "@/lib/core/audit/chain";
import { verifyLines } from "./verify-file";

const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};
type Row = { body: string; scope: string; seal: 1 | 2 };

// By the words of `verify --help`, not by our code: what stands there is enough to verify an export.
const sealed = ({ body, scope, seal }: Row, prevHash: string, seq: number, at: string) =>
  seal === 1
    ? sha256("slipway-audit-v1", Buffer.from(prevHash, "hex"), `${seq}\n${at}\n${body}`)
    : sha256("slipway-audit-v2", Buffer.from(prevHash, "hex"), `${seq}\n${at}\n${scope}\n${sha256(body)}`);

/** An export as an engineer of `mine` takes it: what is of other projects is withheld. */
function exportOf(rows: readonly Row[], mine = "mine"): ExportLine[] {
  let prevHash = "0".repeat(64);
  return rows.map((row, index) => {
    const [seq, at] = [index + 1, `2026-11-28T10:00:${String(index).padStart(2, "0")}.000000Z`];
    const hash = sealed(row, prevHash, seq, at);
    const line = { seq, at, body: row.scope === mine ? row.body : null, prevHash, hash };
    prevHash = hash;
    return row.scope === mine || row.seal === 1
      ? line
      : { ...line, scope: row.scope, bodyHash: sha256(row.body) };
  });
}
const row = (scope: string, seal: 1 | 2, note: number): Row => ({
  body: JSON.stringify({ note, project: scope === "" ? null : scope }),
  scope,
  seal,
});
/** Records 1 to 4 of the first seal, 5 to 12 of the second; 8 and 9 are of another project, 10 of none. */
const rows = Array.from({ length: 12 }, (_, index) => {
  const scope = index === 7 || index === 8 ? "theirs" : index === 9 ? "" : "mine";
  return row(scope, index < 4 ? 1 : 2, index);
});
const lines = exportOf(rows);

async function* asText(from: readonly object[]): AsyncGenerator<string> {
  for (const line of from) yield JSON.stringify(line);
}
const verify = (from: readonly object[], acceptUnproven = false) =>
  verifyLines(asText(from), { acceptUnproven });
const line = (seq: number): ExportLine => {
  const found = lines[seq - 1];
  if (!found) throw new Error("there is one");
  return found;
};
/** The same without its mark. */
function bare(seq: number): ExportLine {
  const { scope: _scope, bodyHash: _bodyHash, ...rest } = line(seq);
  return rest;
}
const replaced = (seq: number, change: object) => lines.with(seq - 1, { ...line(seq), ...change });
const bodyOf = (seq: number) => line(seq).body ?? "";
/** The first record without its content, under a mark that fits. */
const withoutFirst = ([first, ...rest]: ExportLine[]) => [
  { ...first, body: null, scope: "mine", bodyHash: sha256(first?.body ?? "") },
  ...rest,
];
/** Everything sealed anew, as who goes around us could do it with a file. */
const forged = (change: (rows: Row[]) => Row[]) => exportOf(change([...rows]));

it("a whole export verifies, and says what it shows and what it holds back", async () => {
  expect(await verify(lines)).toEqual({
    checked: 12,
    withheld: 3,
    unproven: 0,
    scopes: [
      { scope: "mine", shown: 9, withheld: 0, firstWithheld: null },
      { scope: "theirs", shown: 0, withheld: 2, firstWithheld: 8 },
      { scope: "", shown: 0, withheld: 1, firstWithheld: 10 },
    ],
    fault: null,
    last: { seq: 12, hash: line(12).hash },
  });
});

describe("tampering with a file is named by the number of its record", () => {
  it.each<[string, number, RegExp, () => readonly object[]]>([
    ["a body that was nulled", 6, /lost its content/, () => replaced(6, { body: null })],
    [
      "a body that was nulled, with its hash as if it were withheld",
      6,
      /is of project mine, of which the file shows/,
      () => replaced(6, { body: null, scope: "mine", bodyHash: sha256(bodyOf(6)) }),
    ],
    [
      "the first body nulled so, found where the project is first shown",
      1,
      /is of project mine/,
      () => withoutFirst(exportOf(rows.slice(4))),
    ],
    [
      "a body that was nulled and said to be of another project",
      6,
      /changed/,
      () => replaced(6, { body: null, scope: "theirs", bodyHash: sha256(bodyOf(6)) }),
    ],
    [
      "a body that was nulled under a hash that is none of it",
      6,
      /changed/,
      () => replaced(6, { body: null, scope: "theirs", bodyHash: sha256("") }),
    ],
    ["a hash of a withheld body", 8, /changed/, () => replaced(8, { bodyHash: sha256("") })],
    ["the project of a withheld record", 8, /changed/, () => replaced(8, { scope: "mine" })],
    ["the project of a withheld record, emptied", 8, /changed/, () => replaced(8, { scope: "" })],
    ["the mark of a withheld record", 8, /carries its scope/, () => lines.with(7, bare(8))],
    [
      "a withheld record's hash alone",
      9,
      /carries its scope/,
      () => lines.with(8, { ...bare(9), scope: "theirs" }),
    ],
    ["a body put in where one was withheld", 8, /changed/, () => replaced(8, { body: "{}" })],
    ["a time of a withheld record", 8, /changed/, () => replaced(8, { at: line(9).at })],
    ["a body of before, nulled", 2, /--accept-unproven/, () => replaced(2, { body: null })],
    [
      "a body of before, nulled, with a mark that its seal knows nothing of",
      2,
      /changed/,
      () => replaced(2, { body: null, scope: "mine", bodyHash: sha256(bodyOf(2)) }),
    ],
    [
      "a record with the first seal behind one with the second",
      7,
      /first seal/,
      () => forged((all) => all.with(6, row("mine", 1, 6))),
    ],
    ["one byte of a body", 6, /changed/, () => replaced(6, { body: `${bodyOf(6)} ` })],
    ["a record that was taken out", 8, /8 is missing/, () => lines.toSpliced(7, 1)],
    ["the first ones", 1, /1 to 4 are missing/, () => lines.slice(4)],
    ["two that changed places", 8, /8 is missing/, () => lines.with(7, line(9)).with(8, line(8))],
    [
      "a record that was put in anew",
      6,
      /replaced/,
      () => {
        const other = row("mine", 2, 99);
        const { prevHash, at } = line(6);
        return replaced(6, { body: other.body, hash: sealed(other, prevHash, 6, at) });
      },
    ],
    ["a link", 7, /changed/, () => replaced(7, { prevHash: sha256("") })],
  ])("%s", async (_, firstBad, reason, tampered) => {
    const { fault } = await verify(tampered());
    expect(fault).toMatchObject({ firstBad, reason: expect.stringMatching(reason) });
  });
});

it("records of before that were withheld are taken where that is asked for, and counted; none behind the second seal", async () => {
  const old = exportOf(rows.with(1, row("", 1, 1)));
  expect((await verify(old)).fault).toMatchObject({ firstBad: 2 });
  expect(await verify(old, true)).toMatchObject({ fault: null, withheld: 4, unproven: 1 });
  const { fault } = await verify(lines.with(7, bare(8)), true);
  expect(fault).toMatchObject({ firstBad: 8 });
});

describe("slipway verify --file", () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-verify-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (from: readonly object[], ...args: string[]) => {
    const file = join(folder, "trail.ndjson");
    writeFileSync(file, from.map((one) => `${JSON.stringify(one)}\n`).join(""));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "lib/transports/cli/main.ts", "verify", "--file", file, ...args],
      { encoding: "utf8" },
    );
    return { status, said: `${stdout}${stderr}` };
  };

  it("says what is shown and what is withheld, and fails where a body was nulled", () => {
    const whole = run(lines, "--shows", "mine");
    expect(whole.said).toMatch(/Unbroken: 12 records/);
    expect(whole.said).toMatch(/project mine: 9, with their content/);
    expect(whole.said).toMatch(/project theirs: 2, withheld/);
    expect(whole.status).toBe(0);
    const nulled = run(replaced(6, { body: null }));
    expect(nulled.said).toMatch(/Broken after 6 records. Record 6 has lost its content/);
    expect(nulled.status).toBe(1);
  });

  it("fails where a project that the file must show was held back", () => {
    for (const [shows, words] of [
      ["mine,theirs", /does not show project theirs/],
      ["people", /does not show sign-ins and people/],
    ] as const) {
      const { status, said } = run(lines, "--shows", shows);
      expect(said).toMatch(words);
      expect(status).toBe(1);
    }
  });
});
