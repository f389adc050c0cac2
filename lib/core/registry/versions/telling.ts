// "val_loss", "valLoss" and "test/auc", but not "value" or "tester"
const heldBack = /^(?:[Tt]est|[Vv]al|[Vv]alid|[Vv]alidation|[Ee]val|[Ee]valuation|[Hh]old_?out)(?![a-z])/;
// "training_score" is autolog's, "train_loss" somebody's own
const whileTraining = /^training_/;

/** What training leaves beside the model: autolog's plots, the estimator's picture, checkpoints, optimizers, event logs. */
const leftBehind = [
  /(?:^|\/)training_[^/]*$/,
  /(?:^|\/)estimator\.html$/,
  /(?:^|\/)metric_info\.json$/,
  /(?:^|\/)checkpoints?(?:[-_][^/]*)?\//i,
  /(?:^|\/)[^/]*\.ckpt$/i,
  /(?:^|\/)(?:optimizer|scheduler|rng_state|trainer_state)[^/]*$/i,
  /(?:^|\/)events\.out\.tfevents[^/]*$/,
];

/** How much a key says of a model, by its name; what gates judge is known elsewhere. */
export function rankOf(kind: string, key: string): "held-back" | "plain" | "machine" | "training" {
  if (kind === "artifact") return leftBehind.some((pattern) => pattern.test(key)) ? "training" : "plain";
  if (kind !== "metric") return "plain";
  if (key.startsWith("system/")) return "machine";
  if (heldBack.test(key)) return "held-back";
  return whileTraining.test(key) ? "training" : "plain";
}

/** A seed is a name, not a quantity: between two there is no distance. `seed`, `random_state`, `splitSeed`, `model__random_state`. */
export function isSeed(key: string): boolean {
  const words = key
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.includes("seed") || words.some((word, at) => word === "random" && words[at + 1] === "state");
}
