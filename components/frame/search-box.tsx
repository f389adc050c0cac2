"use client";
import { type ComponentProps, useEffect, useState } from "react";
import { applied, shownText, type Typed } from "@/components/frame/typed";
import { useDebounced } from "@/components/frame/use-debounced";
import { Input } from "@/components/ui/input";

const pauseMs = 300;

type Props = Omit<ComponentProps<typeof Input>, "type" | "value" | "onChange" | "onValueChange"> & {
  /** What is searched for now. */
  value: string;
  /** A pause in typing, Enter, or the box was left. */
  onText: (text: string) => void;
};

/** A box whose words are searched for once typing pauses; no late answer takes back what is typed. */
export function SearchBox({ value, onText, ...rest }: Props) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const settled = useDebounced(typed, pauseMs);
  function apply() {
    if (typed === null || typed.sent !== null) return;
    const next = applied(typed);
    setTyped(next);
    if (next.sent !== value) onText(next.sent);
  }
  const paused = settled === typed;
  useEffect(() => {
    if (paused) apply();
  });
  return (
    <Input
      {...rest}
      type="search"
      value={shownText(typed, value)}
      onChange={(event) => setTyped({ text: event.target.value, sent: null })}
      onBlur={apply}
      onKeyDown={(event) => event.key === "Enter" && apply()}
    />
  );
}
