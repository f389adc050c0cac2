/** Class lists that several parts share, so that they look alike by construction. */
export const popup =
  "rounded-lg bg-surface text-text shadow-float outline-none origin-(--transform-origin) transition-opacity duration-100 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0";

export const menuList = `${popup} max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto p-1`;

export const item =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-[highlighted]:bg-hover data-[disabled]:text-muted data-[disabled]:opacity-70";

export const control =
  "control-width rounded-md border border-control bg-surface px-2 text-base text-text transition-colors hover:border-muted disabled:bg-sunken disabled:text-muted data-[disabled]:bg-sunken data-[disabled]:text-muted data-[invalid]:border-bad aria-invalid:border-bad";

export const tones = {
  neutral: "text-muted",
  accent: "text-accent",
  good: "text-good",
  warning: "text-warning",
  bad: "text-bad",
  info: "text-info",
} as const;
export type Tone = keyof typeof tones;
