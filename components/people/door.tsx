import type { ReactNode } from "react";
import { Mark } from "@/components/frame/mark";

/** The page before the house: its name, one title, one form. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className="flex min-h-dvh justify-center px-4 py-[8vh]">
      <div className="flex w-full max-w-90 flex-col gap-5">
        <p className="flex items-center gap-2 font-semibold">
          <Mark />
          Slipway
        </p>
        <div className="flex flex-col gap-1">
          <h1 className="text-title">{title}</h1>
          {lead !== undefined && <div className="text-base text-muted">{lead}</div>}
        </div>
        {children}
      </div>
    </main>
  );
}
