"use client";
import { api } from "@/components/frame/api";
import { ApiError, explain } from "@/components/frame/api-error";
import { useAct } from "@/components/frame/use-act";
import {
  type RequestDetail,
  registryKeys,
  requestPath,
  versionPath,
} from "@/components/registry/requests/queries";
import { toast } from "@/components/ui/toast";
import type { Decision } from "@/lib/core/registry/requests/request";

/** `sent`: once it was taken, before anything is read again. */
type Work = { key: string; done: string; run: () => Promise<unknown>; sent?: () => void };

/**
 * All that is done to one request: one act at a time. Where it was refused, `notice` says why, the request is read again,
 * and whatever was typed stays. `sent` is called once an act was taken.
 */
export function useDecision(request: RequestDetail) {
  // refused or not: what stands there now is what the server says
  const { busy, error, send } = useAct(registryKeys);
  const path = requestPath(request.id);

  async function act({ key, done, run, sent }: Work): Promise<void> {
    if (busy !== null) return;
    await send(async () => {
      await run();
      sent?.();
      toast.done(done);
    }, key);
  }

  return {
    busy,
    notice: error === null ? null : noticeOf(error),
    /** `seen`: the request as it stood when it was last in sight: what comes meanwhile is not decided unseen. */
    decide: (decision: Decision, comment: string, sent: () => void, seen = request) =>
      act({
        key: decision,
        done: doneWords(request, decision),
        sent,
        run: () => api(`${path}/decisions`, { body: { decision, comment, ...shown(seen) } }),
      }),
    withdraw: () =>
      act({
        key: "withdraw",
        done: "The request is withdrawn.",
        run: () => api(`${path}/withdrawal`, { body: {} }),
      }),
    askAgain: (body: { reason: string; risk: string; rollbackPlan: string }, sent: () => void) =>
      act({
        key: "revise",
        done: "It is asked for again.",
        sent,
        run: () => api(`${path}/revision`, { body }),
      }),
    comment: (body: string, sent: () => void) =>
      act({
        key: "comment",
        done: "Your comment stands.",
        sent,
        run: () =>
          api(`${versionPath(request.model, request.version)}/comments`, {
            body: { body, requestId: request.id },
          }),
      }),
  };
}
export type Acts = ReturnType<typeof useDecision>;

/** What the page shows, so that nothing else is decided. */
const shown = ({ revision, seen }: RequestDetail) => ({ revision, ...(seen === null ? {} : { seen }) });

function noticeOf(error: unknown): string {
  // The page has read it again, and tells what changed where it tells how the decision stands.
  if (error instanceof ApiError && error.code === "evidence-changed")
    return "Nothing was approved: it is not as it was shown any more. See what changed, then decide; what you typed is still here.";
  const words = explain(error);
  if (!(error instanceof ApiError) || error.status !== 409) return words;
  return `${words}${/[.?]$/.test(words) ? "" : "."} The page shows how it stands now; what you typed is still here.`;
}

function doneWords({ kind, to, version, approvals }: RequestDetail, decision: Decision): string {
  if (kind === "rollback") return "The rollback is confirmed.";
  if (decision === "reject") return "The request is rejected.";
  if (decision === "changes") return "Changes are asked for.";
  return approvals.given + 1 >= approvals.needed
    ? `Approved: version ${version} moved to ${to}.`
    : `Approved: ${approvals.given + 1} of ${approvals.needed}.`;
}
