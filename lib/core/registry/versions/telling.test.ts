import { expect, it } from "vitest";
import { isSeed, rankOf } from "./telling";

it("tells what was measured on data held back from what the machine did and what training left", () => {
  const of = (kind: string, keys: string[]) => keys.map((key) => rankOf(kind, key));
  const all = (rank: string, keys: string[]) => keys.map(() => rank);
  const heldBack = ["test", "test_auc", "test/auc", "val_loss", "valLoss", "validation_0-rmse", "eval.f1"];
  expect(of("metric", heldBack)).toEqual(all("held-back", heldBack));
  const plain = ["auc", "value", "tester", "train_loss", "training", "evaluate_x", "valuable"];
  expect(of("metric", plain)).toEqual(all("plain", plain));
  expect(of("metric", ["system/cpu_utilization", "training_score"])).toEqual(["machine", "training"]);
  const left = [
    "estimator.html",
    "plots/training_confusion_matrix.png",
    "checkpoints/epoch-3/model.pt",
    "checkpoint-500/model.bin",
    "last.ckpt",
    "logs/events.out.tfevents.1700.host",
    "optimizer.pt",
  ];
  expect(of("artifact", left)).toEqual(all("training", left));
  const kept = ["model.pkl", "MLmodel", "estimator.py", "data/test.csv"];
  expect(of("artifact", kept)).toEqual(all("plain", kept));
  expect(of("param", ["test_size", "training_steps"])).toEqual(["plain", "plain"]);
});

it("knows a seed by its name", () => {
  const seeds = [
    "seed",
    "random_seed",
    "random_state",
    "model__random_state",
    "splitSeed",
    "seed0",
    "np.seed",
    "PYTHON_SEED",
  ];
  expect(seeds.filter((key) => !isSeed(key))).toEqual([]);
  expect(["seeds", "n_seeds", "state", "random", "depth", "randomness"].filter(isSeed)).toEqual([]);
});
