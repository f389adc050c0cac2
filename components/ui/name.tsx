import type { ReactNode } from "react";
import { codesOf, partsOf } from "@/lib/core/text/visible";

const ascii = /^[ -~]*$/;

/**
 * A name that somebody gave over the wire: what cannot be seen in it is spelled out, and no mark of direction reaches the words
 * around it.
 */
export function Name({ children }: { children: string }) {
  const parts = partsOf(children);
  const [first] = parts;
  if (parts.length === 1 && first?.hidden === false && ascii.test(first.text)) return first.text;
  return (
    <bdi>
      {parts.map(({ at, text, hidden }) => (hidden ? <Unseen key={at} codes={codesOf(text)} /> : text))}
    </bdi>
  );
}

/** What stands for a name or for words with a name in it. */
export const named = (label: ReactNode): ReactNode =>
  typeof label === "string" ? <Name>{label}</Name> : label;

const Unseen = ({ codes }: { codes: string }) => (
  <span
    role="img"
    aria-label={`character that cannot be seen, ${codes}`}
    title={`A character that cannot be seen: ${codes}`}
    className="font-mono text-[0.85em] text-muted"
  >
    {`⟨${codes}⟩`}
  </span>
);
