"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useId, useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { queryString } from "@/components/frame/query-string";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { modelPath, modelQuery, modelsKey } from "@/components/registry/models/queries";
import { policyQuery } from "@/components/registry/policies/queries";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { stageOfAlias } from "@/lib/core/registry/policies/demand";
import type { Stage } from "@/lib/core/registry/stages";
import { Aliases } from "./aliases";
import type { Version } from "./queries";

const setAlias = (model: string, alias: string, version: number) =>
  api(`${modelPath(model)}/aliases`, { method: "PUT", body: { alias, version } });

/** Why an alias stays where it is, whoever asks. */
const tiedWords = (alias: string, stage: Stage) =>
  `${alias} is tied to ${stage} by the policy: it moves only with a transition into ${stage}.`;

/** The version's aliases; who may write sets, moves and removes them, but for those that are tied to a stage. */
export function AliasEditor({ version: { model, number, aliases } }: { version: Version }) {
  const mayWrite = useAbility("registry:write");
  const { data: state } = useQuery({ ...policyQuery(model), enabled: mayWrite });
  const { act } = useAct([modelsKey]);
  const [open, setOpen] = useState(false);
  if (!mayWrite) return <Aliases aliases={aliases} />;
  const tied = (alias: string) => (state === undefined ? undefined : stageOfAlias(state.policy, alias));
  const remove = (alias: string) =>
    act(
      alias,
      `The alias ${alias} is removed.`,
      `The alias ${alias} is unchanged.`,
      () => api(`${modelPath(model)}/aliases?${queryString({ alias })}`, { method: "DELETE" }),
      {
        action: {
          label: "Undo",
          run: () =>
            void act(alias, `${alias} points at version ${number} again.`, `${alias} is not set.`, () =>
              setAlias(model, alias, number),
            ),
        },
      },
    );
  return (
    <span className="flex flex-wrap items-center gap-1">
      {aliases.map((alias) => {
        const stage = tied(alias);
        return (
          <span key={alias} className="inline-flex items-center">
            <Badge tone="accent">@{alias}</Badge>
            {stage === undefined ? (
              <button
                type="button"
                aria-label={`Remove the alias ${alias}`}
                onClick={() => remove(alias)}
                className="flex size-6 items-center justify-center rounded-sm text-muted hover:text-text"
              >
                <X className="size-3" aria-hidden />
              </button>
            ) : (
              <span className="ml-1 text-xs text-muted" title={tiedWords(alias, stage)}>
                tied to {stage}
              </span>
            )}
          </span>
        );
      })}
      <Button size="xs" variant="quiet" onClick={() => setOpen(true)}>
        Set an alias
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Set an alias of version ${number}`}
        description={`Scripts load it as models:/${model}@alias.`}
        width="sm"
      >
        <AliasForm model={model} number={number} tied={tied} onClose={() => setOpen(false)} />
      </Dialog>
    </span>
  );
}

function AliasForm({
  model,
  number,
  tied,
  onClose,
}: {
  model: string;
  number: number;
  tied: (alias: string) => Stage | undefined;
  onClose: () => void;
}) {
  const list = useId();
  const { data } = useQuery(modelQuery(model));
  const [text, setText] = useState("");
  const { error, pending, send } = useAct([modelsKey]);
  const alias = text.trim().replace(/^@/, "");
  const elsewhere = (data?.aliases ?? []).filter(({ version }) => version !== number);
  const from = elsewhere.find((one) => one.alias === alias)?.version;
  const here = data?.aliases.some((one) => one.alias === alias && one.version === number) === true;
  const stage = tied(alias);
  const hint =
    from !== undefined
      ? `${alias} points at version ${from} now: it moves from there to version ${number}.`
      : here
        ? `${alias} points at this version already.`
        : "Letters, digits, _ and -. One that points at another version moves here.";
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending || alias === "" || stage !== undefined) return;
        void send(async () => {
          await setAlias(model, alias, number);
          onClose();
        });
      }}
    >
      <Field
        label="Alias"
        hint={hint}
        error={stage === undefined ? fieldMessage(error, "/alias") : tiedWords(alias, stage)}
      >
        <Input
          required
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          list={list}
          value={text}
          onValueChange={setText}
        />
      </Field>
      <datalist id={list}>
        {elsewhere.map((one) => (
          <option key={one.alias} value={one.alias}>
            version {one.version}
          </option>
        ))}
      </datalist>
      <Failure error={error} fields={["/alias"]} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          disabled={alias === "" || here || stage !== undefined}
        >
          {from === undefined ? "Set the alias" : `Move it from version ${from}`}
        </Button>
      </div>
    </form>
  );
}
