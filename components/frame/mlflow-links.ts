/**
 * The page of ours for a link as the MLflow client prints it, from the hash alone: `#/experiments/7/runs/abc`.
 * `undefined` for anything else. Names and ids stay percent-encoded as they came.
 */
export function ourPageFor(hash: string): string | undefined {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const parts = path.split("/").filter((part) => part !== "");
  const [room, id, inner, innerId] = parts;
  if (room === "experiments" && id !== undefined) {
    return inner === "runs" && innerId !== undefined ? `/runs/${innerId}` : `/experiments/${id}`;
  }
  if (room === "experiments") return "/experiments";
  if (room === "models" && id !== undefined) {
    return inner === "versions" && innerId !== undefined ? `/models/${id}/${innerId}` : `/models/${id}`;
  }
  if (room === "models") return "/models";
  if (room === "compare-runs") return comparison(query);
  return undefined;
}

function comparison(query: string): string | undefined {
  const listed = new URLSearchParams(query).get("runs");
  const runs = listed?.match(/[0-9a-zA-Z_-]+/g) ?? [];
  return runs.length > 1 ? `/compare?runs=${runs.join(",")}` : undefined;
}
