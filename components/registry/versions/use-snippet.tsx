"use client";
import { CodeBlock } from "@/components/ui/code-block";
import { useOrigin } from "@/components/ui/use-origin";
import type { Version } from "./queries";

const quoted = (text: string) => JSON.stringify(text);

/** How a script loads this version: by its alias where it has one, else by its number. */
export function UseSnippet({ version }: { version: Version }) {
  const origin = useOrigin();
  const alias = version.aliases[0];
  const uri = `models:/${version.model}${alias === undefined ? `/${version.number}` : `@${alias}`}`;
  const code = `import mlflow

mlflow.set_tracking_uri(${quoted(origin)})  # MLFLOW_TRACKING_TOKEN: Settings, Tokens
model = mlflow.pyfunc.load_model(${quoted(uri)})
model.predict(data)`;
  return <CodeBlock code={code} title="Python" />;
}
