"use client";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { useOrigin } from "@/components/ui/use-origin";

const ghosts = [
  { stage: "None", words: "Version 3, an hour ago" },
  { stage: "Staging", words: "Version 2, yesterday" },
  { stage: "Production", words: "Version 1, last week" },
] as const;

/** No version yet: what will stand here, and how the first one comes. */
export function EmptyBoard() {
  const origin = useOrigin();
  const code = `import mlflow

mlflow.set_tracking_uri("${origin}")  # MLFLOW_TRACKING_TOKEN: Settings, Tokens

with mlflow.start_run():
    mlflow.log_metric("accuracy", 0.93)
    mlflow.sklearn.log_model(model, name="model", registered_model_name="delay")`;
  return (
    <>
      <ul aria-hidden className="grid gap-2 px-3 pt-4 sm:grid-cols-3 md:px-4">
        {ghosts.map(({ stage, words }) => (
          <li key={stage} className="flex flex-col gap-1.5 rounded-md bg-sunken p-1.5">
            <span className="px-0.5 text-xs font-medium text-muted">{stage}</span>
            <span className="rounded-md border border-dashed border-control px-2 py-3 text-sm text-muted">
              {words}
            </span>
          </li>
        ))}
      </ul>
      <EmptyState
        title="Register a version from a run"
        code={code}
        codeTitle="A training script"
        waiting="Waiting for the first version: it appears here by itself."
        action={<LinkButton href="/experiments">Go to the experiments</LinkButton>}
      >
        Each version is a card. It moves from stage to stage by hand, or by a request where the model's policy
        guards a stage.
      </EmptyState>
    </>
  );
}
