import type { Encoder } from "./features";
import type { Flights } from "./flights";
import { evaluate, type Scores, sgdStep, type Weights } from "./logistic";
import { seededRandom, shuffle } from "./random";

export type Hyperparameters = {
  learningRate: number;
  l2: number;
  batchSize: number;
  epochs: number;
  seed: number;
  trainRows?: number;
};
export type Batch = { step: number; loss: number; gradNorm: number };
export type Epoch = { epoch: number; step: number; train: Scores; validation: Scores };

/** Trains by SGD over shuffled mini-batches, handing out every epoch with the batches in it; returns the weights. */
export async function train(
  encoder: Encoder,
  flights: Flights,
  { learningRate, l2, batchSize, epochs, seed, trainRows }: Hyperparameters,
  onEpoch: (epoch: Epoch, batches: Batch[]) => Promise<void>,
): Promise<Weights> {
  const random = seededRandom(seed);
  const rows = flights.train.map((flight) => encoder.encode(flight));
  const used = trainRows === undefined ? rows : shuffle([...rows], random).slice(0, trainRows);
  const validation = flights.validation.map((flight) => encoder.encode(flight));
  const weights = new Float64Array(encoder.names.length);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const batches: Batch[] = [];
    shuffle(used, random);
    for (let start = 0; start < used.length; start += batchSize) {
      const { loss, gradNorm } = sgdStep(weights, used.slice(start, start + batchSize), { learningRate, l2 });
      batches.push({ step: step++, loss, gradNorm });
    }
    await onEpoch(
      { epoch, step, train: evaluate(weights, used), validation: evaluate(weights, validation) },
      batches,
    );
  }
  return weights;
}
