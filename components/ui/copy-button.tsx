"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";

/** Copies `text`. `what` names it ("run id"); with `word` the button shows it instead of the icon alone. */
export function CopyButton({ text, what, word }: { text: string; what: string; word?: string }) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 1500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => setState((await copyText(text)) ? "copied" : "refused");
  const icon = state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />;
  const said =
    state === "copied" ? "Copied" : state === "refused" ? "Select it and copy by hand" : `Copy ${what}`;
  return (
    <>
      {word === undefined ? (
        <IconButton label={said} icon={icon} size="xs" onClick={copy} />
      ) : (
        <Button size="sm" onClick={copy}>
          {icon}
          {state === "idle" ? word : said}
        </Button>
      )}
      <span role="status" className="sr-only">
        {state === "copied" ? `Copied ${what}` : ""}
      </span>
    </>
  );
}
