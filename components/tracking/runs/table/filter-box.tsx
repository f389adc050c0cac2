"use client";
import clsx from "clsx";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { complete, type Suggestion, type Vocabulary } from "@/lib/core/filter/complete";
import { FilterError } from "@/lib/core/filter/filter-error";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { runTarget } from "@/lib/core/filter/targets";

type Problem = { message: string; start: number; end: number };

/** What is wrong with a filter, and under which word; null when it can be sent. */
export function problemOf(text: string): Problem | null {
  try {
    parseFilter(runTarget, text);
    return null;
  } catch (error) {
    if (error instanceof FilterError) return { message: error.message, start: error.start, end: error.end };
    throw error;
  }
}

type Props = { value: string; words: Vocabulary; onFilter: (filter: string) => void };

/** The filter in MLflow's language: completes keys, marks the word that is wrong, is applied by Enter. */
export function FilterBox({ value, words, onFilter }: Props) {
  const [text, setText] = useState(value);
  const [cursor, setCursor] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const [problem, setProblem] = useState<Problem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => setText(value), [value]);

  const suggestions = cursor === null ? [] : complete(runTarget, text, cursor, words).slice(0, 10);

  function apply(filter: string) {
    const found = problemOf(filter);
    setProblem(found);
    setCursor(null);
    if (found === null) onFilter(filter.trim());
  }

  function take({ insert, start, end }: Suggestion) {
    const next = `${text.slice(0, start)}${insert} ${text.slice(end).trimStart()}`;
    setText(next);
    const at = start + insert.length + 1;
    setCursor(at);
    setActive(-1);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const open = suggestions.length > 0;
    if (event.key === "Enter") {
      event.preventDefault();
      const chosen = open ? suggestions[active] : undefined;
      if (chosen) take(chosen);
      else apply(text);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setCursor(null);
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setActive(
        (active + (event.key === "ArrowDown" ? 1 : -1) + suggestions.length + 1) % (suggestions.length + 1),
      );
    } else if (open && event.key === "Tab" && active >= 0) {
      event.preventDefault();
      const chosen = suggestions[active];
      if (chosen) take(chosen);
    }
  }

  return (
    <form
      className="relative min-w-60 flex-1"
      onSubmit={(event) => {
        event.preventDefault();
        apply(text);
      }}
    >
      <div className="flex gap-2">
        <Input
          ref={input}
          role="combobox"
          aria-label="Filter the runs"
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="metrics.val_loss < 0.5 and params.features = 'time'"
          className="w-full font-mono"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCursor(event.target.selectionStart);
            setActive(-1);
            if (problem) setProblem(problemOf(event.target.value));
          }}
          onFocus={(event) => setCursor(event.target.selectionStart)}
          onBlur={() => setCursor(null)}
          onKeyDown={onKey}
        />
        {text !== "" && (
          <Button
            type="button"
            onClick={() => {
              setText("");
              apply("");
            }}
          >
            Clear
          </Button>
        )}
      </div>
      {problem && <ProblemLine id={`${id}-problem`} text={text} problem={problem} />}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Suggestions"
        className={clsx(
          "absolute top-full left-0 z-30 mt-1 max-h-80 min-w-60 overflow-auto rounded-md border border-hairline bg-surface py-1 shadow-lg",
          suggestions.length === 0 && "hidden",
        )}
      >
        {suggestions.map((suggestion, index) => (
          <div
            key={suggestion.label}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={clsx("cursor-default px-3 py-1 font-mono text-sm", index === active && "bg-chosen")}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(suggestion)}
            onKeyDown={() => undefined}
          >
            {suggestion.label}
          </div>
        ))}
      </div>
    </form>
  );
}

/** The filter once more in small, with a mark under the word that is wrong, and the reason. */
function ProblemLine({ id, text, problem }: { id: string; text: string; problem: Problem }) {
  const end = Math.max(problem.end, problem.start + 1);
  return (
    <div id={id} role="alert" className="mt-1 text-xs text-bad">
      <div className="overflow-hidden font-mono text-ellipsis whitespace-pre text-text">
        {text.slice(0, problem.start)}
        <span className="underline decoration-bad decoration-wavy underline-offset-2">
          {text.slice(problem.start, end) || " "}
        </span>
        {text.slice(end)}
      </div>
      {problem.message}
    </div>
  );
}
