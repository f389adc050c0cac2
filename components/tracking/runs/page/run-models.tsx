"use client";
import { useQuery } from "@tanstack/react-query";
import { Part } from "@/components/ui/part";
import { runModelsQuery } from "./queries";
import { runModelWords } from "./register-form";
import { RegisterModel } from "./register-model";

/** What the run holds that a version can be made from; nothing where there is none. */
export function RunModels({ runId }: { runId: string }) {
  const { data } = useQuery(runModelsQuery(runId));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Part title="Models that it logged">
      <ul className="flex flex-col gap-1 text-sm">
        {data.items.map((model) => (
          <li key={model.source} className="flex min-h-6 min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 truncate" title={model.source}>
              {runModelWords(model)}
            </span>
            {!model.ready && <span className="text-warning">not finished</span>}
            <RegisterModel
              size="xs"
              runId={runId}
              source={model.source}
              label={`Register ${runModelWords(model)}`}
            />
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The door to register the folder of an MLmodel file, where that file is shown. */
export function RegisterFolder({ runId, path }: { runId: string; path: string }) {
  const { data } = useQuery({ ...runModelsQuery(runId), enabled: /(^|\/)MLmodel$/.test(path) });
  const model = data?.items.find(
    ({ kind, name }) => kind === "folder" && path === (name === "" ? "MLmodel" : `${name}/MLmodel`),
  );
  return model === undefined ? null : <RegisterModel size="sm" runId={runId} source={model.source} />;
}
