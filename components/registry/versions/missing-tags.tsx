"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { modelsKey } from "@/components/registry/models/queries";
import { policyQuery } from "@/components/registry/policies/queries";
import { versionPath } from "@/components/registry/requests/queries";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { missingTags } from "@/lib/core/registry/policies/missing-tags";
import type { Stage } from "@/lib/core/registry/stages";
import { versionQuery } from "./queries";

type Props = { model: string; version: number };

/** The tags that a stage's gate wants and the version lacks, each with a field to set it there and then. */
export function MissingTags({ model, version, to }: Props & { to?: Stage }) {
  const mayWrite = useAbility("registry:write");
  const { data: described } = useQuery(versionQuery(model, version));
  const { data: state } = useQuery(policyQuery(model));
  if (described === undefined || state === undefined) return null;
  const missing = missingTags(state.policy, described.version, to === undefined ? undefined : [to]);
  if (missing.size === 0) return null;
  return (
    <ul aria-label="Missing tags" className="flex w-full flex-col gap-3 border-l-2 border-warning pl-3">
      {[...missing].map(([key, wanting]) => (
        <li key={key}>
          {mayWrite ? (
            <OneTag model={model} version={version} name={key} wanting={wanting} />
          ) : (
            <p className="text-sm">
              <span className="font-mono">{key}</span>{" "}
              <span className="text-muted">is missing: {wanting.join(" and ")} wants it.</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function OneTag({ model, version, name, wanting }: Props & { name: string; wanting: readonly Stage[] }) {
  const [value, setValue] = useState("");
  const { error, pending, send } = useAct([modelsKey]);
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending || value.trim() === "") return;
        void send(() =>
          api(`${versionPath(model, version)}/tags`, { method: "PUT", body: { key: name, value } }),
        );
      }}
    >
      <div className="flex items-end gap-2">
        <Field
          label={
            <>
              <span className="font-mono">{name}</span>{" "}
              <span className="font-normal text-muted">is missing: {wanting.join(" and ")} wants it</span>
            </>
          }
          error={fieldMessage(error, "/value")}
        >
          <Input autoComplete="off" value={value} maxLength={100_000} onValueChange={setValue} />
        </Field>
        <Button type="submit" disabled={value.trim() === ""} pending={pending} aria-label={`Set ${name}`}>
          Set
        </Button>
      </div>
      <Failure error={error} fields={["/value"]} />
    </form>
  );
}
