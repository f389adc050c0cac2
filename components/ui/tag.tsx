"use client";
import { X } from "lucide-react";
import { Name } from "@/components/ui/name";
import { visible, visibleText } from "@/lib/core/text/visible";

/** A tag as `name value`. With `onChange` its words are a button that opens it, with `onRemove` one takes it off. */
export function Tag({
  name,
  value,
  onChange,
  onRemove,
}: {
  name: string;
  value?: string;
  onChange?: () => void;
  onRemove?: () => void;
}) {
  const words = (
    <>
      <span className="shrink-[0.5] truncate text-muted">
        <Name>{name}</Name>
      </span>
      {value !== undefined && <span className="truncate">{visibleText(value)}</span>}
    </>
  );
  return (
    <span
      title={value === undefined ? visible(name) : `${visible(name)}: ${visibleText(value)}`}
      className="inline-flex h-6 max-w-60 items-center gap-1 rounded-sm bg-sunken px-1.5 text-xs ring-1 ring-hairline ring-inset"
    >
      {onChange === undefined ? (
        words
      ) : (
        <button
          type="button"
          aria-label={`Change tag ${visible(name)}`}
          onClick={onChange}
          className="inline-flex h-6 min-w-6 items-center gap-1 truncate hover:underline"
        >
          {words}
        </button>
      )}
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={`Remove tag ${visible(name)}`}
          onClick={onRemove}
          className="-mr-1.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
        >
          <X className="size-3" aria-hidden />
        </button>
      )}
    </span>
  );
}
