"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { Viewer } from "@/components/frame/session";

const Context = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <Context value={viewer}>{children}</Context>;
}

/** Who is signed in. Only inside the house, where the layout has made sure of it. */
export function useViewer(): Viewer {
  const viewer = useContext(Context);
  if (viewer === null) throw new Error("useViewer needs the house's layout above it.");
  return viewer;
}

/** May the viewer do this? For what is shown; the server decides again. */
export function useAbility(name: string): boolean {
  return useViewer().abilities.includes(name);
}
