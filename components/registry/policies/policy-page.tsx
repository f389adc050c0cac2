"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { useAbility, useViewer } from "@/components/frame/viewer-context";
import { modelUrl } from "@/components/registry/models/queries";
import { registryLive } from "@/components/registry/requests/queries";
import { Button } from "@/components/ui/button";
import { Loaded } from "@/components/ui/loaded";
import { Part } from "@/components/ui/part";
import { vouchingDays } from "@/lib/core/people/vouching";
import { isDecidedByMany } from "@/lib/core/registry/policies/demand";
import { PolicyForm } from "./policy-form";
import { PolicyVersions } from "./policy-versions";
import { type PolicyState, policyQuery } from "./queries";
import { WaitingChange } from "./waiting-change";

/** What a model's stages demand: to read for all, to edit for engineers. */
export function PolicyPage({ name }: { name: string }) {
  const policy = useQuery(policyQuery(name));
  useLiveKeys(registryLive);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Models", href: "/models" },
          { label: name, href: modelUrl(name) },
          { label: "Policy" },
        ]}
      />
      <PageBody className="!gap-6">
        <Loaded what="The policy" query={policy}>
          {(state) => <Editor state={state} />}
        </Loaded>
      </PageBody>
    </>
  );
}

const sources = {
  own: "",
  team: "This model has no policy of its own: the installation's default for teams holds.",
  alone: "This model has no policy of its own: the installation's default for one person holds.",
  open: "This model has no policy of its own, and the installation guards nothing by default.",
} as const;

/** What a single admin means for four eyes: everybody comes in by one hand. */
const oneAdminWords = (name: string) =>
  `${name} is the only admin here, or has brought in every other. Whoever ${name} invites, sends a sign-in link, enables or promotes may not decide, for ${vouchingDays} days, what ${name} asked for or made, nor ${name} what they ask for or make: one person could hold both accounts. Another engineer decides it. Engineers who came in earlier may, or those whom a second admin brings in.`;

function Editor({ state }: { state: PolicyState }) {
  const viewer = useViewer();
  const mayEdit = useAbility("decide");
  const locked = !mayEdit
    ? `Engineers edit policies; your role here is ${viewer.role ?? "none"}. What holds can be read.`
    : state.waiting !== null
      ? "A change waits: it is decided or withdrawn before another one is made."
      : null;
  // What somebody types is not thrown away when another saves: the page says so, and asks. A locked form just follows.
  const [began, setBegan] = useState({ state, locked: locked !== null, turn: 0 });
  const begin = (next: PolicyState) =>
    setBegan(({ turn }) => ({ state: next, locked: next.waiting !== null || !mayEdit, turn: turn + 1 }));
  const moved = began.state.number !== state.number;
  if (moved && (began.locked || locked !== null)) begin(state);
  else if (began.locked !== (locked !== null)) setBegan({ ...began, locked: locked !== null });
  return (
    <>
      {state.waiting !== null && <WaitingChange state={state} waiting={state.waiting} />}
      {sources[state.source] !== "" && <p className="text-base text-muted">{sources[state.source]}</p>}
      {state.onlyAdmin !== null && isDecidedByMany(state.policy) && (
        <p className="max-w-[72ch] text-base text-muted">{oneAdminWords(state.onlyAdmin)}</p>
      )}
      {locked !== null && (
        <p role="status" className="border-l-2 border-info py-1 pl-3 text-base">
          {locked}
        </p>
      )}
      {moved && locked === null && (
        <p role="status" className="flex flex-wrap items-center gap-3 border-l-2 border-warning py-1 pl-3">
          The policy has changed since this form was opened: version {state.number} holds now.
          <Button size="sm" onClick={() => begin(state)}>
            Start from the new one
          </Button>
        </p>
      )}
      <PolicyForm
        key={began.turn}
        state={{ ...state, policy: began.state.policy }}
        locked={locked}
        onSaved={begin}
      />
      <Part title="Versions of the policy">
        <PolicyVersions state={state} />
      </Part>
    </>
  );
}
