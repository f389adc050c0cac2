export type Direction = "lower" | "higher";

const lowerIsBetter =
  /(^|[^a-z])(loss|error|err|mse|rmse|mae|mape|smape|rmsle|brier|nll|perplexity|ppl|wer|cer|fid|hinge|logloss|cross_?entropy|gap|latency|seconds|duration|time|ms|bytes|memory)([^a-z]|$)|_loss|loss_|_error|_seconds/i;

// What tells how the training went on, and not how good the run is.
const neither = /(^|[^a-z])(grad|norm|lr|learning_rate|epoch|step|steps|samples|tokens)([^a-z]|$)/i;

/** Which way a metric is assumed to be better, by its name alone: say so where it is shown. null: it has no better. */
export function assumedDirection(key: string): Direction | null {
  if (lowerIsBetter.test(key)) return "lower";
  return neither.test(key) ? null : "higher";
}
