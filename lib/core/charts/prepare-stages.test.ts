import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareStages, standingWords } from "./prepare-stages";

const day = 86_400_000;
const minute = 60_000;
const start = Date.UTC(2026, 4, 3);
const when = (at: number) => new Date(at).toISOString().slice(0, 10);

describe("prepareStages", () => {
  it("makes a bar for each time that a version stood somewhere, the newest version first", () => {
    const { rows, summary, table } = prepareStages(
      [
        { number: 1, createdAt: start },
        { number: 2, createdAt: start + day },
      ],
      [
        { version: 2, from: "None", to: "Production", at: start + 3 * day },
        { version: 1, from: "Production", to: "Archived", at: start + 3 * day },
        { version: 1, from: "None", to: "Production", at: start + 2 * day },
      ],
      start + 4 * day,
      when,
    );
    expect(rows.map(({ version, spans }) => [version, spans.map(({ stage }) => stage)])).toEqual([
      [2, ["None", "Production"]],
      [1, ["None", "Production", "Archived"]],
    ]);
    expect(rows[1]?.spans[1]).toEqual({ stage: "Production", from: start + 2 * day, to: start + 3 * day });
    expect(summary).toBe("2 versions; version 2 has been in Production since 2026-05-06.");
    expect(table.rows[1]).toEqual(["Version 2", "Production", "2026-05-06 00:00:00", "now"]);
  });

  it("keeps an hour of work readable a year later, and says that the bars go on", () => {
    const versions = [{ number: 1, createdAt: start }];
    const moves = [{ version: 1, from: "None", to: "Production", at: start + 60 * minute }];
    const { range, footer } = prepareStages(versions, moves, start + 365 * day, when);
    expect(range[1] - range[0]).toBeLessThan(80 * minute);
    expect(footer.join()).toContain("nothing has moved since");
  });

  it("shows a deleted version until it left", () => {
    const moves = [
      { version: 1, from: "None", to: "Staging", at: start },
      { version: 1, from: "Staging", to: "Archived", at: start + day },
    ];
    const { rows, table } = prepareStages([{ number: 2, createdAt: start }], moves, start + 2 * day, when);
    expect(rows[1]).toEqual({
      version: 1,
      gone: true,
      spans: [{ stage: "Staging", from: start, to: start + day }],
    });
    expect(table.rows.at(-1)?.at(-1)).toBe("deleted");
  });

  it("shows what was just heard of with room for its bar, though the page's clock is behind", () => {
    const versions = [1, 2].map((number) => ({ number, createdAt: start }));
    const moves = [
      { version: 2, from: "None", to: "Production", at: start + minute },
      { version: 2, from: "Production", to: "Archived", at: start + 9 * minute },
      { version: 1, from: "None", to: "Production", at: start + 9 * minute },
    ];
    const { range, rows, summary } = prepareStages(versions, moves, start + 5 * minute, when);
    expect(range[1]).toBeCloseTo(start + 9 * minute * 1.02, -1);
    expect(rows.map(({ spans }) => spans.at(-1)?.stage)).toEqual(["Archived", "Production"]);
    expect(summary).toContain("version 1 has been in Production");
  });

  it("says that nothing is there yet", () => {
    const { rows, range, summary } = prepareStages([], [], start, when);
    expect(rows).toEqual([]);
    expect(range[1]).toBeGreaterThan(range[0]);
    expect(summary).toBe("There is no version yet.");
  });

  it("keeps the versions that moved where there are too many", () => {
    const versions = Array.from({ length: 200 }, (_, i) => ({ number: i + 1, createdAt: start + i }));
    const moves = [{ version: 1, from: "None", to: "Production", at: start + day }];
    const { rows, footer } = prepareStages(versions, moves, start + 2 * day, when);
    expect(rows).toHaveLength(60);
    expect(rows.at(-1)?.version).toBe(1);
    expect(footer.join()).toContain("60 of 200 versions");
  });

  it("draws bars that follow each other within the axis, whatever was moved", () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ version: fc.integer({ min: 1, max: 4 }), at: fc.nat(400 * day), to: stage })),
        (some) => {
          const versions = [1, 2, 3].map((number) => ({ number, createdAt: start }));
          const moves = some.map(({ version, at, to }) => ({ version, from: "None", to, at: start + at }));
          const { rows, range } = prepareStages(versions, moves, start + 401 * day, when);
          for (const { spans } of rows)
            for (const [index, { from, to }] of spans.entries()) {
              expect(from).toBeLessThanOrEqual(to);
              expect(from).toBeGreaterThanOrEqual(range[0]);
              expect(to).toBeLessThanOrEqual(range[1]);
              const next = spans[index + 1];
              if (next) expect(next.from).toBe(to);
            }
        },
      ),
    ));
});
const stage = fc.constantFrom("None", "Staging", "Production", "Archived");

describe("standingWords", () => {
  const standing = [
    { version: 4, stage: "Production", since: start },
    { version: 5, stage: "Staging", since: start },
    { version: 3, stage: "Archived", since: start },
  ];
  it("says what was in Production and in Staging, and since when", () => {
    expect(standingWords("On 4 May", standing, when)).toEqual([
      "On 4 May version 4 was in Production, since 2026-05-03.",
      "Version 5 was in Staging, since 2026-05-03.",
    ]);
  });
  it("says that nothing was", () => {
    expect(standingWords("On 4 May", standing.slice(2), when)).toEqual([
      "On 4 May nothing was in Production.",
    ]);
    expect(standingWords("On 1 May", [], when)).toEqual(["On 1 May there was no version yet."]);
  });
});
