"use client";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { useOrigin } from "@/components/ui/use-origin";

/** What to type to get the first run here; the page shows it as soon as it arrives. */
export function FirstRun({ experiment }: { experiment: string }) {
  const origin = useOrigin();
  const code = `pip install mlflow

export MLFLOW_TRACKING_URI=${origin}
export MLFLOW_TRACKING_TOKEN=…   # Settings, Tokens

python - <<'EOF'
import mlflow
mlflow.set_experiment("${experiment.replaceAll('"', '\\"')}")
with mlflow.start_run():
    mlflow.log_param("learning_rate", 0.1)
    for step in range(10):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
EOF`;
  return (
    <EmptyState
      title="Log the first run"
      code={code}
      codeTitle="A shell with Python"
      waiting="Waiting for the first run: it appears here by itself."
      action={<LinkButton href="/settings/tokens">Create a token</LinkButton>}
    >
      Any script that logs to MLflow logs to Slipway: it speaks the same protocol. Point the client here and
      give it a token of yours.
    </EmptyState>
  );
}
