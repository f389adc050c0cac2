import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Bench } from "./world";

/**
 * Resident memory of the launcher and all that it started, after half a minute of rest. PostgreSQL's processes share one
 * memory, so what a family shares is counted once: private pages of each, and the largest shared part.
 */
export const benchMemory: Bench = async ({ slipway }) => {
  await pause(30_000);
  const roots = Object.values(slipway.running().pids);
  const families = roots.map((root) => familyOf(root, roots).map(residentKb));
  const value = families.reduce(
    (sum, family) =>
      sum + family.reduce((kb, { own }) => kb + own, 0) + Math.max(0, ...family.map(({ shared }) => shared)),
    0,
  );
  return [
    {
      what: "resident memory of all processes, idle",
      value: value / 1024,
      unit: "MB",
      aim: { most: 900 },
      mlflow: 2400,
    },
  ];
};

/** The process and what it started; what another of ours leads is that one's. */
function familyOf(root: number, roots: readonly number[]): number[] {
  const listing = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = listing
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = new Set([root]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [pid = 0, parent = 0] of pairs) if (found.has(parent) && !roots.includes(pid)) found.add(pid);
  }
  return [...found];
}

function residentKb(pid: number): { own: number; shared: number } {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const sum = (pattern: RegExp) =>
      [...text.matchAll(pattern)].reduce((kb, [, number]) => kb + Number(number), 0);
    return { own: sum(/^Private_\w+:\s+(\d+)/gm), shared: sum(/^Shared_\w+:\s+(\d+)/gm) };
  } catch {
    // No such file outside Linux: what ps says, sharing included.
    const rss = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
    return { own: Number(rss.trim() || 0), shared: 0 };
  }
}
