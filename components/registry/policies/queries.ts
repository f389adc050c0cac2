import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import { modelPath, modelsKey } from "@/components/registry/models/queries";
import type { AsJson } from "@/lib/core/json/as-json";
import type { gateResult } from "@/lib/core/registry/policies/gates";
import type { Policy, policyState } from "@/lib/core/registry/policies/policy";
import type { Stage } from "@/lib/core/registry/stages";

export type PolicyState = AsJson<z.infer<typeof policyState>>;

export type Preview = {
  stages: {
    to: Stage;
    versions: {
      version: number;
      stage: Stage;
      gates: AsJson<z.infer<typeof gateResult>>[];
      passed: boolean;
    }[];
  }[];
};

export const policyUrl = (name: string): string => `/models/${encodeURIComponent(name)}/policy`;

export const policyQuery = (name: string) =>
  queryOptions({
    queryKey: [...modelsKey, "policy", name],
    queryFn: ({ signal }) => api<PolicyState>(`${modelPath(name)}/policy`, { signal }),
  });

/** What a policy that is being written would have said of the newest versions. */
export const previewQuery = (name: string, policy: Policy) =>
  queryOptions({
    queryKey: [...modelsKey, "policy-preview", name, policy],
    queryFn: ({ signal }) => api<Preview>(`${modelPath(name)}/policy/preview`, { body: { policy }, signal }),
    retry: false,
  });
