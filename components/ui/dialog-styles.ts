/** The places of what opens over the page, for dialogs of any kind. */
export const widths = { sm: "sm:max-w-110", md: "sm:max-w-140", lg: "sm:max-w-200" } as const;

export const scrim =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0";
export const sheet =
  "pointer-events-auto relative flex max-h-full w-full flex-col rounded-lg bg-surface shadow-float outline-none transition-[opacity,transform] duration-100 data-[starting-style]:translate-y-1 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0";
export const stage =
  "pointer-events-none fixed inset-0 z-40 flex items-end justify-center p-2 sm:items-start sm:px-4 sm:pt-[12vh] sm:pb-4";
