import { queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import { queryString } from "@/components/frame/query-string";
import { modelPath, modelsKey } from "@/components/registry/models/queries";
import type { AsJson } from "@/lib/core/json/as-json";
import type { VersionDifference } from "@/lib/core/registry/versions/difference";

export type Difference = AsJson<VersionDifference>;
export type Part = Difference["parts"][number];
export type Row = Part["rows"][number];

/** What differs between two versions; `from` null: there is nothing to compare with. */
export const differenceQuery = (model: string, from: number | null, to: number) =>
  queryOptions({
    queryKey: [...modelsKey, "difference", model, from, to],
    queryFn: ({ signal }) =>
      api<Difference>(`${modelPath(model)}/difference?${queryString({ from, to })}`, { signal }),
  });
