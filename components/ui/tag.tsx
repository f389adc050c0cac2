"use client";
import { X } from "lucide-react";

/** A tag as `name value`. With `onRemove` it has a button that takes it off. */
export function Tag({ name, value, onRemove }: { name: string; value?: string; onRemove?: () => void }) {
  return (
    <span
      title={value === undefined ? name : `${name}: ${value}`}
      className="inline-flex h-6 max-w-60 items-center gap-1 rounded-sm bg-sunken px-1.5 text-xs ring-1 ring-hairline ring-inset"
    >
      <span className="shrink-[0.5] truncate text-muted">{name}</span>
      {value !== undefined && <span className="truncate">{value}</span>}
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
