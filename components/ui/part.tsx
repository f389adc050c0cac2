import type { ReactNode } from "react";

/** A part of a page under its heading; no landmark, because the table in it is one. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h2 className="text-base font-medium">{title}</h2>
      {children}
    </section>
  );
}
