"use client";
import { useCallback, useState } from "react";
import { type Choice, choiceIn, choose, noChoice } from "./choice";

/** The runs that are chosen in the list that is looked at. */
export function useChoice(lifecycle: Choice["lifecycle"]) {
  const [kept, setKept] = useState(() => noChoice(lifecycle));
  const choice = choiceIn(kept, lifecycle);
  if (choice !== kept) setKept(choice);
  const onSelect = useCallback(
    (runs: readonly string[], on: boolean) => setKept((before) => choose(before, runs, on)),
    [],
  );
  return { selected: choice.runs, onSelect, onClear: () => setKept(noChoice(lifecycle)) };
}
