"use client";
import { X } from "lucide-react";

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
      <span className="shrink-[0.5] truncate text-muted">{name}</span>
      {value !== undefined && <span className="truncate">{value}</span>}
    </>
  );
  return (
    <span
      title={value === undefined ? name : `${name}: ${value}`}
      className="inline-flex h-6 max-w-60 items-center gap-1 rounded-sm bg-sunken px-1.5 text-xs ring-1 ring-hairline ring-inset"
    >
      {onChange === undefined ? (
        words
      ) : (
        <button
          type="button"
          aria-label={`Change tag ${name}`}
          onClick={onChange}
          className="inline-flex h-6 min-w-6 items-center gap-1 truncate hover:underline"
        >
          {words}
        </button>
      )}
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={`Remove tag ${name}`}
          onClick={onRemove}
          className="-mr-1.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
        >
          <X className="size-3" aria-hidden />
        </button>
      )}
    </span>
  );
}
