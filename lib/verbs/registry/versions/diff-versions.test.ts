import { expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { putArtifactFor } from "@/lib/verbs/registry/testing/artifact";
import { openBoard } from "@/lib/verbs/registry/testing/board";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { diffVersions } from "./diff-versions";

it("lays two versions side by side: metrics, params, files, code and tags", async () => {
  const board = await openBoard();
  const { dana, vera, emil, model, version, policy, stores } = board;
  const name = await model();
  await version(name, { auc: 0.8, tags: { data: "may", owner: "dana" }, description: "The first" });
  await version(name, { auc: 0.9, tags: { data: "june", owner: "dana" } });
  await policy(name, { guards: { Production: {} }, headline: { metric: "auc", better: "higher" } }, emil);
  const rows = await stores.database.prisma.version.findMany({ orderBy: { number: "asc" } });
  for (const [at, { runId }] of rows.entries())
    await perform(logBatch, {
      ...dana,
      input: {
        runId,
        params: [{ key: "depth", value: String(6 + at) }],
        tags: [
          { key: "mlflow.source.git.commit", value: String(at).repeat(40) },
          { key: "mlflow.source.git.repoURL", value: "https://github.com/acme/delay" },
          { key: "mlflow.user", value: `somebody ${at}` },
          { key: "team", value: "delay" },
        ],
      },
    });
  for (const number of [1, 2]) {
    await putArtifactFor(board, name, number, "MLmodel", "the same");
    await putArtifactFor(board, name, number, "model.pkl", "x".repeat(number * 10));
  }
  await putArtifactFor(board, name, 2, "card.md", "new");

  const found = await perform(diffVersions, { ...vera, input: { name, from: 1, to: 2 } });
  const of = (kind: string) => {
    const part = found.parts.find((one) => one.kind === kind);
    return part && { ...part.counts, rows: part.rows.map(({ key, before, after }) => [key, before, after]) };
  };
  expect(found).toMatchObject({ model: name, from: { version: 1, stored: true }, to: { version: 2 } });
  expect(found.parts.find(({ kind }) => kind === "metric")?.rows).toMatchObject([
    { key: "auc", before: 0.8, after: 0.9, better: "higher", betterBy: "policy", change: "changed" },
  ]);
  expect(of("param")).toMatchObject({ changed: 1, rows: [["depth", "6", "7"]] });
  expect(of("tag")).toMatchObject({ changed: 1, same: 1 });
  expect(of("run-tag")).toMatchObject({ changed: 0, same: 1, rows: [["team", "delay", "delay"]] });
  expect(of("git")).toMatchObject({ changed: 1, same: 1 });
  expect(of("description")).toMatchObject({ removed: 1 });
  const files = found.parts.find(({ kind }) => kind === "artifact");
  expect(files?.counts).toEqual({ changed: 1, added: 1, removed: 0, same: 1 });
  expect(files?.rows).toMatchObject([
    { key: "card.md", change: "added", delta: null, sizes: { before: null, after: 3 } },
    { key: "model.pkl", change: "changed", delta: 10, sizes: { before: 10, after: 20 } },
  ]);
  expect(found.commitsUrl).toBe(
    `https://github.com/acme/delay/compare/${"0".repeat(40)}...${"1".repeat(40)}`,
  );

  const all = await perform(diffVersions, { ...vera, input: { name, to: 2 } });
  expect(all.from).toBeNull();
  expect(all.parts.flatMap(({ rows }) => rows).every(({ change }) => change === "added")).toBe(true);

  const elsewhere = await version(name, { run: false });
  const outside = await perform(diffVersions, { ...vera, input: { name, from: 2, to: elsewhere } });
  expect(outside.to.stored).toBe(false);
  expect(outside.parts.find(({ kind }) => kind === "artifact")?.rows).toEqual([]);

  const gone = perform(diffVersions, { ...vera, input: { name, from: 1, to: 99 } });
  await expect(gone).rejects.toMatchObject({ code: "not-found" });
});
