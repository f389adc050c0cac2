/** The mark: planks of a slipway, and what leaves it. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className="size-4 shrink-0 fill-accent">
      <path d="M1 3h9v1.8H1zM1 7.1h11l-1.4 1.8H1zM1 11.200h8.200l-1.400 1.800H1z" />
      <path d="M11.800 2 15 5.200l-3.200 3.200z" />
    </svg>
  );
}
