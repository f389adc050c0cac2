import type { Client } from "./client";
import { Refused } from "./client";
import type { Recorded, Trial } from "./record";

/** The three best models of the sweep become versions of one model; the best is the alias champion. */
export async function registerBest(
  client: Client,
  best: readonly (Recorded & { trial: Trial })[],
): Promise<void> {
  const name = "flight-delay";
  try {
    await client.post("registered-models/create", {
      name,
      description:
        "Will a US flight arrive more than 15 minutes late? Logistic regression over hour, weekday, distance and airports.",
    });
  } catch (error) {
    if (!(error instanceof Refused && error.status === 400)) throw error;
  }
  for (const [index, { runId, artifacts, trial }] of best.slice(0, 3).toReversed().entries()) {
    const tags = [{ key: "features", value: trial.features }];
    await client.post("model-versions/create", {
      name,
      source: `mlflow-artifacts:/${artifacts}/model`,
      run_id: runId,
      tags,
      description: trial.name,
    });
    if (index === 2) await client.post("registered-models/alias", { name, alias: "champion", version: "3" });
  }
}
