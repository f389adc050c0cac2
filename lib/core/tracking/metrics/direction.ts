export type Direction = "lower" | "higher";

const lowerIsBetter =
  /(^|[^a-z])(loss|error|err|mse|rmse|mae|mape|smape|rmsle|brier|nll|perplexity|ppl|wer|cer|fid|hinge|logloss|cross_?entropy|gap|latency|seconds|duration|time|ms|bytes|memory)([^a-z]|$)|_loss|loss_|_error|_seconds/i;

// What the machine did meanwhile, and what tells how the training went on: neither says how good the run is.
const machine = /^system\//;
const neither = /(^|[^a-z])(grad|norm|lr|learning_rate|epoch|step|steps|samples|tokens)([^a-z]|$)/i;

/** Which way a metric is assumed to be better, by its name alone: say so where it is shown. null: it has no better. */
export function assumedDirection(key: string): Direction | null {
  if (machine.test(key)) return null;
  if (lowerIsBetter.test(key)) return "lower";
  return neither.test(key) ? null : "higher";
}
