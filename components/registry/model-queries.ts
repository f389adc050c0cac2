import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import { type History, modelPath } from "@/components/registry/queries";
import { versionPath } from "@/components/registry/requests/queries";
import { queryString } from "@/components/tracking/queries";
import type { AsJson } from "@/lib/core/json/as-json";
import type { gateResult } from "@/lib/core/policies/gates";
import type { Policy, policyState } from "@/lib/core/policies/policy";
import type { Stage } from "@/lib/core/registry";
import type { listMembers } from "@/lib/verbs/people/list-members";
import type { getRollback } from "@/lib/verbs/registry/get-rollback";
import type { listComments } from "@/lib/verbs/registry/list-comments";

type Output<V extends { output: z.ZodType }> = AsJson<z.input<V["output"]>>;
export type PolicyState = AsJson<z.infer<typeof policyState>>;
export type Rollback = Output<typeof getRollback>;
export type CommentPage = Output<typeof listComments>;
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
export const differenceUrl = (name: string, from: number, to: number): string =>
  `/models/${encodeURIComponent(name)}/difference?${queryString({ from, to })}`;

export const policyQuery = (name: string) =>
  queryOptions({
    queryKey: ["models", "policy", name],
    queryFn: ({ signal }) => api<PolicyState>(`${modelPath(name)}/policy`, { signal }),
  });

/** What a policy that is being written would have said of the newest versions. */
export const previewQuery = (name: string, policy: Policy) =>
  queryOptions({
    queryKey: ["models", "policy-preview", name, policy],
    queryFn: ({ signal }) => api<Preview>(`${modelPath(name)}/policy/preview`, { body: { policy }, signal }),
    retry: false,
  });

export const rollbackQuery = (name: string) =>
  queryOptions({
    queryKey: ["models", "rollback", name],
    queryFn: ({ signal }) => api<Rollback>(`${modelPath(name)}/rollback`, { signal }),
  });

export const commentsQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: ["models", "comments", name, version],
    queryFn: ({ signal }) => api<CommentPage>(`${versionPath(name, version)}/comments`, { signal }),
  });

/** All moves of a model that a picture can use. */
export const movesQuery = (name: string) =>
  queryOptions({
    queryKey: ["models", "moves", name],
    queryFn: ({ signal }) => api<History>(`${modelPath(name)}/history?limit=1000`, { signal }),
  });

/** What stood where at a moment. */
export const standingQuery = (name: string, at: string) =>
  queryOptions({
    queryKey: ["models", "standing", name, at],
    queryFn: ({ signal }) =>
      api<History>(`${modelPath(name)}/history?${queryString({ at, limit: 1 })}`, { signal }),
  });

/** This project's people, by name. */
export const membersQuery = () =>
  queryOptions({
    queryKey: ["members"],
    queryFn: ({ signal }) => api<Output<typeof listMembers>>("/api/members", { signal }),
  });
