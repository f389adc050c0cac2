"use client";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useTransition } from "react";
import { PendingBar } from "@/components/ui/link-pending";

const Context = createContext<((href: string) => void) | null>(null);

/** Goes to pages for keys, menus and forms, with the bar that a link shows; it stays when what asked is gone. */
export function GoProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const go = useCallback((href: string) => start(() => router.push(href)), [router]);
  return (
    <Context value={go}>
      {children}
      {pending && <PendingBar />}
    </Context>
  );
}

/** Opens a page. Only inside the house. */
export function useGo(): (href: string) => void {
  const go = useContext(Context);
  if (go === null) throw new Error("useGo needs the house's layout above it.");
  return go;
}
