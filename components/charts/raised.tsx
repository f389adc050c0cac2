"use client";
import { createContext, type ReactNode, useContext } from "react";
import { makeShared, type Shared, useShared } from "@/components/charts/shared-value";

/** The id of the series that a page holds up, in every chart of it. */
export const makeRaised = (): Shared<string> => makeShared((a, b) => a === b);

export const RaisedContext = createContext(makeRaised());
export const useRaise = () => useContext(RaisedContext).set;
export const useRaised = (): string | null => useShared(useContext(RaisedContext));

type Props = {
  /** Stays clear while this series is raised; without one it fades behind any. */
  id?: string;
  to: number;
  children: ReactNode;
};

/** What fades behind a raised series. Only the group's opacity changes: its children are not drawn again. */
export function Faint({ id, to, children }: Props) {
  const raised = useRaised();
  return <g opacity={raised !== null && raised !== id ? to : 1}>{children}</g>;
}
