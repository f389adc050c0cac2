import type { Row } from "./features";

/** Weights in the order of the encoder's names: bias, distance, distance², then one per category. */
export type Weights = Float64Array;

export const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** The model's score: its log-odds that the flight is late. */
export function logit(weights: Weights, { ones, dense }: Row): number {
  let sum = (weights[0] ?? 0) + (weights[1] ?? 0) * dense[0] + (weights[2] ?? 0) * dense[1];
  for (const index of ones) sum += weights[index] ?? 0;
  return sum;
}

/**
 * One step of stochastic gradient descent on the logistic loss with L2 (the bias is not shrunk).
 * Changes the weights in place; returns the batch's mean loss before the step and the gradient's norm.
 */
export function sgdStep(
  weights: Weights,
  batch: readonly Row[],
  { learningRate, l2 }: { learningRate: number; l2: number },
): { loss: number; gradNorm: number } {
  const gradient = new Map<number, number>();
  const add = (index: number, by: number) => gradient.set(index, (gradient.get(index) ?? 0) + by);
  let loss = 0;
  for (const row of batch) {
    const z = logit(weights, row);
    loss += logLoss(z, row.label);
    const error = (sigmoid(z) - row.label) / batch.length;
    add(0, error);
    add(1, error * row.dense[0]);
    add(2, error * row.dense[1]);
    for (const index of row.ones) add(index, error);
  }
  let squared = 0;
  for (const [index, g] of gradient) {
    const full = index === 0 ? g : g + l2 * (weights[index] ?? 0);
    squared += full * full;
    weights[index] = (weights[index] ?? 0) - learningRate * full;
  }
  return { loss: loss / batch.length, gradNorm: Math.sqrt(squared) };
}

/** −log of the probability that the model gave to what happened, without clipping: a model that diverges shows it. */
export const logLoss = (z: number, label: 0 | 1) =>
  label === 1 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));

export type Scores = { loss: number; accuracy: number; auc: number; brier: number };

/** Loss, accuracy at 0.5, area under the ROC curve (Mann–Whitney, ties by half) and Brier score. */
export function evaluate(weights: Weights, rows: readonly Row[]): Scores {
  const scored = rows.map((row) => ({ z: logit(weights, row), label: row.label }));
  const n = scored.length;
  const sum = (of: (one: { z: number; label: 0 | 1 }) => number) =>
    scored.reduce((total, one) => total + of(one), 0);
  return {
    loss: sum(({ z, label }) => logLoss(z, label)) / n,
    accuracy: sum(({ z, label }) => (z > 0 === (label === 1) ? 1 : 0)) / n,
    auc: areaUnderRoc(scored),
    brier: sum(({ z, label }) => (sigmoid(z) - label) ** 2) / n,
  };
}

function areaUnderRoc(scored: { z: number; label: 0 | 1 }[]): number {
  if (scored.some(({ z }) => Number.isNaN(z))) return Number.NaN;
  const sorted = scored.toSorted((a, b) => a.z - b.z);
  let [rankSum, positives] = [0, 0];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.z === sorted[start]?.z) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++)
      if (sorted[i]?.label === 1) {
        rankSum += rank;
        positives++;
      }
    start = end;
  }
  const negatives = sorted.length - positives;
  return positives === 0 || negatives === 0
    ? Number.NaN
    : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
