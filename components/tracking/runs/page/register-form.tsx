"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { api } from "@/components/frame/api";
import { ApiError, fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { useDebounced } from "@/components/frame/use-debounced";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Name } from "@/components/ui/name";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { modelNamesQuery, type RunModel, registryKey, runKey } from "./queries";
import { filledTags, type TagDraft, TagFields } from "./tag-fields";

const pauseMs = 200;

/** A model of a run by its name and kind. */
export const runModelWords = ({ kind, name }: RunModel): string =>
  kind === "logged-model"
    ? `${name}, a logged model`
    : name === ""
      ? "the run's own folder"
      : `${name}, a folder`;

type Made = { model: string; number: number };
type Props = { runId: string; models: readonly RunModel[]; first: string; onClose: () => void };

/** Which of the run's models, under which name; then the way to the version that was made. */
export function RegisterForm({ runId, models, first, onClose }: Props) {
  const list = useId();
  const [source, setSource] = useState(first);
  const [typed, setTyped] = useState("");
  const [description, setDescription] = useState("");
  const [tags, setTags] = useState<readonly TagDraft[]>([]);
  const [made, setMade] = useState<Made | null>(null);
  const { error, pending, send } = useAct([runKey, registryKey]);
  const name = typed.trim();
  const { data: found } = useQuery(modelNamesQuery(useDebounced(name, pauseMs)));
  const known = found?.items.find((one) => one.name === name);
  const chosen = models.find((one) => one.source === source);
  if (made !== null) return <Done made={made} onClose={onClose} />;
  const submit = () =>
    send(async () => {
      if (known === undefined) await makeModel(name);
      const body = { source, runId, description, tags: filledTags(tags) };
      setMade(await api<Made>(`/api/models/${encodeURIComponent(name)}/versions`, { body }));
    });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending && name !== "") void submit();
      }}
    >
      <Field
        label="Model"
        error={fieldMessage(error, "/name")}
        hint={
          name === ""
            ? "One that is there already, or a new name."
            : known === undefined
              ? `A new model of this name is made; this is its version 1.`
              : `Becomes the next version of ${name}, which has ${known.versions} now.`
        }
      >
        <Input
          required
          autoFocus
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
          list={list}
          value={typed}
          onValueChange={setTyped}
        />
      </Field>
      <datalist id={list}>
        {found?.items.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
      {models.length > 1 ? (
        <Field label="From" error={fieldMessage(error, "/source")}>
          <Select
            options={models.map((one) => ({ value: one.source, label: runModelWords(one) }))}
            value={source}
            onValueChange={setSource}
          />
        </Field>
      ) : (
        <p className="text-sm text-muted">From {chosen && runModelWords(chosen)}.</p>
      )}
      {chosen?.ready === false && (
        <p className="text-sm text-warning">
          This logged model is not finished, or its upload failed: its files may be missing.
        </p>
      )}
      <Field
        label="Description"
        optional
        hint="What is new in it. Markdown works."
        error={fieldMessage(error, "/description")}
      >
        <Textarea
          rows={3}
          maxLength={100_000}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </Field>
      <TagFields tags={tags} onTags={setTags} error={error} />
      <Failure error={error} fields={["/name", "/description", ...(models.length > 1 ? ["/source"] : [])]} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={name === ""} pending={pending}>
          Register model
        </Button>
      </div>
    </form>
  );
}

/** Somebody may have made it meanwhile: then it gets its next version all the same. */
async function makeModel(name: string): Promise<void> {
  try {
    await api("/api/models", { body: { name } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "already-exists") throw error;
  }
}

function Done({ made: { model, number }, onClose }: { made: Made; onClose: () => void }) {
  const way = useRef<HTMLAnchorElement>(null);
  // What was pressed is gone: without this the focus would leave the dialog.
  useEffect(() => way.current?.focus(), []);
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-base">
        Version {number} of{" "}
        <span className="font-medium">
          <Name>{model}</Name>
        </span>{" "}
        is registered. It stands in no stage yet.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Stay here</Button>
        <LinkButton ref={way} variant="primary" href={`/models/${encodeURIComponent(model)}/${number}`}>
          Open version {number}
        </LinkButton>
      </div>
    </div>
  );
}
