"use client";
import { type ReactNode, useState } from "react";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { modelsKey } from "@/components/registry/models/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Tag } from "@/components/ui/tag";
import { Textarea } from "@/components/ui/textarea";

type TagValue = { key: string; value: string };
export type SetTag = (key: string, value: string) => Promise<unknown>;

type Props = {
  /** "model" or "version": what wears them. */
  noun: string;
  tags: readonly TagValue[];
  onSet: SetTag;
  onRemove: (key: string) => Promise<unknown>;
  /** What stands under the tags. */
  children?: ReactNode;
};

/** Tags of a model or a version: read by all; who may write sets, changes and removes them. */
export function TagEditor({ noun, tags, onSet, onRemove, children }: Props) {
  const mayWrite = useAbility("registry:write");
  const { act } = useAct([modelsKey]);
  // null: closed; a tag without a key is a new one
  const [editing, setEditing] = useState<TagValue | null>(null);
  const set = (key: string, value: string) =>
    act(key, `Tag ${key} is set again.`, `Tag ${key} could not be set.`, () => onSet(key, value));
  const remove = ({ key, value }: TagValue) =>
    act(key, `Tag ${key} removed.`, `Tag ${key} could not be removed.`, () => onRemove(key), {
      action: { label: "Undo", run: () => void set(key, value) },
    });
  return (
    <div className="flex flex-col items-start gap-2">
      {tags.length === 0 ? (
        <p className="text-base text-muted">This {noun} has no tags.</p>
      ) : (
        <ul className="flex max-w-full flex-wrap gap-2">
          {tags.map((tag) => (
            <li key={tag.key} className="min-w-0">
              <Tag
                name={tag.key}
                value={tag.value}
                {...(mayWrite && { onChange: () => setEditing(tag), onRemove: () => remove(tag) })}
              />
            </li>
          ))}
        </ul>
      )}
      {children}
      {mayWrite && (
        <Button size="sm" onClick={() => setEditing({ key: "", value: "" })}>
          Set a tag
        </Button>
      )}
      {mayWrite && (
        <Dialog
          open={editing !== null}
          onOpenChange={(open) => !open && setEditing(null)}
          title={editing?.key ? `Change the tag ${editing.key}` : `Set a tag of the ${noun}`}
          width="sm"
        >
          {editing !== null && (
            <TagForm initial={editing} tags={tags} onSet={onSet} onClose={() => setEditing(null)} />
          )}
        </Dialog>
      )}
    </div>
  );
}

function TagForm({
  initial,
  tags,
  onSet,
  onClose,
}: Pick<Props, "tags" | "onSet"> & { initial: TagValue; onClose: () => void }) {
  const [key, setKey] = useState(initial.key);
  const [value, setValue] = useState(initial.value);
  const { error, pending, send } = useAct([modelsKey]);
  const known = initial.key !== "";
  const before = known ? undefined : tags.find((tag) => tag.key === key.trim())?.value;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending || key.trim() === "") return;
        void send(async () => {
          await onSet(key.trim(), value);
          onClose();
        });
      }}
    >
      {!known && (
        <Field
          label="Key"
          error={fieldMessage(error, "/key")}
          {...(before === undefined ? {} : { hint: `It is ${before || "empty"} now; this replaces it.` })}
        >
          <Input required maxLength={250} autoComplete="off" value={key} onValueChange={setKey} />
        </Field>
      )}
      <Field label="Value" optional error={fieldMessage(error, "/value")}>
        <Textarea
          rows={2}
          autoFocus={known}
          maxLength={100_000}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      </Field>
      <Failure error={error} fields={["/key", "/value"]} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={key.trim() === ""} pending={pending}>
          Set the tag
        </Button>
      </div>
    </form>
  );
}
