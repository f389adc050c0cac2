"use client";
import { X } from "lucide-react";
import { fieldMessage } from "@/components/frame/api-error";
import { Button, IconButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type TagDraft = { id: number; key: string; value: string };

/** Those that have a key; the others are rows that were left empty. */
const filled = (tags: readonly TagDraft[]) => tags.filter(({ key }) => key.trim() !== "");
export const filledTags = (tags: readonly TagDraft[]): { key: string; value: string }[] =>
  filled(tags).map(({ key, value }) => ({ key: key.trim(), value }));

/** Tags that something begins with: a row each, as many as are wanted. */
export function TagFields({
  tags,
  onTags,
  error,
}: {
  tags: readonly TagDraft[];
  onTags: (tags: readonly TagDraft[]) => void;
  error: unknown;
}) {
  const change = (id: number, to: Partial<TagDraft>) =>
    onTags(tags.map((tag) => (tag.id === id ? { ...tag, ...to } : tag)));
  return (
    <fieldset className="flex flex-col items-start gap-2">
      <legend className="mb-1 text-sm font-medium">
        Tags <span className="font-normal text-muted">(optional)</span>
      </legend>
      {tags.map((tag, index) => {
        const sent = filled(tags).indexOf(tag);
        const said = (field: string) => fieldMessage(error, `/tags/${sent}/${field}`);
        return (
          <div key={tag.id} className="flex w-full items-start gap-2">
            <Field label={`Key of tag ${index + 1}`} hideLabel error={said("key")}>
              <Input
                placeholder="key"
                autoFocus
                maxLength={250}
                autoComplete="off"
                value={tag.key}
                onValueChange={(key) => change(tag.id, { key })}
              />
            </Field>
            <Field label={`Value of tag ${index + 1}`} hideLabel error={said("value")}>
              <Input
                placeholder="value"
                maxLength={100_000}
                autoComplete="off"
                value={tag.value}
                onValueChange={(value) => change(tag.id, { value })}
              />
            </Field>
            <IconButton
              size="md"
              label={`Take tag ${index + 1} off`}
              icon={<X />}
              onClick={() => onTags(tags.filter(({ id }) => id !== tag.id))}
            />
          </div>
        );
      })}
      <Button
        size="sm"
        onClick={() => onTags([...tags, { id: (tags.at(-1)?.id ?? 0) + 1, key: "", value: "" }])}
      >
        Add a tag
      </Button>
    </fieldset>
  );
}
