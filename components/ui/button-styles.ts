import clsx from "clsx";

const variants = {
  primary:
    "border border-transparent bg-accent text-on-fill hover:bg-[color-mix(in_srgb,var(--accent),var(--text)_14%)]",
  secondary: "border border-control/60 bg-surface text-text hover:border-control hover:bg-hover",
  quiet: "border border-transparent text-text hover:bg-hover",
  danger:
    "border border-transparent bg-bad text-on-fill hover:bg-[color-mix(in_srgb,var(--bad),var(--text)_14%)]",
  "danger-quiet": "border border-transparent text-bad hover:bg-hover",
} as const;

const sizes = { md: "h-8 px-3 text-base", sm: "h-7 px-2 text-sm", xs: "h-6 px-1.5 text-xs" } as const;

export type ButtonLook = {
  variant?: keyof typeof variants | undefined;
  size?: keyof typeof sizes | undefined;
};

/** The look of a button, for `<button>` and `<a>` alike. */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook, extra?: string): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors select-none",
    "disabled:opacity-55 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    extra,
  );
}
