"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useMemo, useRef, useState } from "react";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { modelPath, modelQuery, modelsKey } from "@/components/registry/models/queries";
import { versionQuery } from "@/components/registry/versions/queries";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { loosens } from "@/lib/core/registry/policies/demand";
import { type Draft, faultAt, readDraft, toDraft } from "@/lib/core/registry/policies/draft";
import type { Policy } from "@/lib/core/registry/policies/policy";
import { stages } from "@/lib/core/registry/stages";
import { GuardFields } from "./guard-fields";
import { HeadlineFields } from "./headline-fields";
import { OutdatedByPolicy } from "./outdated-by-policy";
import { PolicyChange } from "./policy-change";
import { PolicyPreview } from "./policy-preview";
import { namesOf } from "./policy-summary";
import { type PolicyState, policyQuery } from "./queries";

/** Production first: it is what most policies are about. */
const order = ["Production", "Staging", "Archived", "None"] as const;

type Props = {
  state: PolicyState;
  /** Why it cannot be edited, in a sentence; null: it can. */
  locked: string | null;
  onSaved: (next: PolicyState) => void;
};

/** A policy, stage by stage, with what it would have said; saved with a reason. */
export function PolicyForm({ state, locked, onSaved }: Props) {
  const client = useQueryClient();
  const metricList = useId();
  const [draft, setDraft] = useState<Draft>(() => toDraft(state.policy));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const sending = useAct([modelsKey]);
  const form = useRef<HTMLFormElement>(null);
  const { policy, faults } = useMemo(() => readDraft(draft), [draft]);
  const changed = policy === null || JSON.stringify(policy) !== JSON.stringify(state.policy);
  const answered = sending.error instanceof ApiError ? sending.error.errors : [];
  const shown = [...(tried ? faults : []), ...answered];
  const disabled = locked !== null;
  const keys = useMetricKeys(state.model);

  async function save() {
    setTried(true);
    if (policy === null || reason.trim() === "") {
      // Once the fields have said what is wrong with them.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    await sending.send(async () => {
      const next = await api<PolicyState>(`${modelPath(state.model)}/policy`, {
        method: "PUT",
        body: { policy, reason },
      });
      toast.done(next.waiting === null ? "The policy holds." : "The change waits for a second engineer.");
      client.setQueryData(policyQuery(state.model).queryKey, next);
      onSaved(next);
    });
  }

  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <form
        ref={form}
        className="flex min-w-0 flex-col gap-6"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <datalist id={metricList}>
          {keys.map((key) => (
            <option key={key} value={key} />
          ))}
        </datalist>
        {order.map((stage) => (
          <GuardFields
            key={stage}
            stage={stage}
            guard={draft.guards[stage]}
            engineers={state.engineers}
            disabled={disabled}
            faults={shown}
            metricList={metricList}
            onChange={(guard) => setDraft(withGuard(draft, stage, guard))}
          />
        ))}
        <HeadlineFields
          headline={draft.headline}
          disabled={disabled}
          metricList={metricList}
          error={faultAt(shown, "/policy/headline")}
          onChange={(headline) => setDraft({ ...draft, headline })}
        />
        {!disabled && (
          <section aria-label="Save" className="flex flex-col gap-4 border-t border-hairline pt-4">
            {policy !== null && changed && (
              <PolicyChange before={state.policy} after={policy} named={namesOf(state)} />
            )}
            {policy !== null && waits(state.policy, policy) && (
              <p role="status" className="max-w-[72ch] border-l-2 border-warning py-1 pl-3 text-base">
                This demands less than the policy that holds, so a second engineer must agree before it does.
              </p>
            )}
            {policy !== null && changed && <OutdatedByPolicy model={state.model} />}
            <Field
              label="Reason for the change"
              error={
                tried && reason.trim() === ""
                  ? "Say why: it is kept with this version of the policy."
                  : faultAt(answered, "/reason")
              }
            >
              <Textarea
                rows={2}
                value={reason}
                maxLength={10_000}
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
            {tried && policy === null && (
              <p role="alert" className="text-base text-bad">
                The policy is not whole yet: see the fields in red.
              </p>
            )}
            <Failure error={sending.error} fields={answered.map(({ pointer }) => pointer).filter(isField)} />
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" pending={sending.pending} disabled={!changed}>
                {policy !== null && waits(state.policy, policy) ? "Propose the change" : "Save the policy"}
              </Button>
              <Button
                disabled={!changed || sending.pending}
                onClick={() => {
                  setDraft(toDraft(state.policy));
                  setTried(false);
                  sending.clear();
                }}
              >
                Start again
              </Button>
            </div>
          </section>
        )}
      </form>
      <div className="min-w-0 xl:sticky xl:top-[calc(var(--frame-top)+1rem)] xl:self-start">
        {state.waiting === null ? (
          <PolicyPreview model={state.model} policy={policy} />
        ) : (
          <PolicyPreview model={state.model} policy={state.waiting.policy} holds={state.policy} />
        )}
      </div>
    </div>
  );
}

/** Fields of this form that say themselves what is wrong with them. */
const isField = (pointer: string) => /^\/(policy\/(guards\/\w+\/|headline)|reason$)/.test(pointer);

/** Demanding less waits only where somebody had to approve at all. */
const waits = (now: Policy, next: Policy) =>
  loosens(now, next) && stages.some((stage) => (now.guards[stage]?.approvals ?? 0) > 0);

function withGuard(draft: Draft, stage: (typeof order)[number], guard: Draft["guards"][typeof stage]): Draft {
  const { [stage]: _, ...others } = draft.guards;
  return { ...draft, guards: guard === undefined ? others : { ...others, [stage]: guard } };
}

/** The metrics of the newest version's run, to choose from. */
function useMetricKeys(model: string): string[] {
  const { data } = useQuery(modelQuery(model));
  const newest = Math.max(0, ...(data?.latestVersions.map(({ number }) => number) ?? []));
  const { data: described } = useQuery({ ...versionQuery(model, newest), enabled: newest > 0 });
  return described?.sourceRun?.metrics.map(({ key }) => key) ?? [];
}
