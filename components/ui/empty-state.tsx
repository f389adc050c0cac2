import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";

/** What belongs here, one action, and a snippet where code makes the first one. */
export function EmptyState({
  title,
  children,
  action,
  code,
  codeTitle,
  waiting,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  code?: string;
  codeTitle?: string;
  /** What the page is waiting for by itself ("Waiting for the first run"). */
  waiting?: ReactNode;
}) {
  return (
    <div className="flex max-w-180 flex-col items-start gap-3 px-3 py-8 md:px-4">
      <h2 className="text-base">{title}</h2>
      {children !== undefined && <div className="max-w-[72ch] text-base text-muted">{children}</div>}
      {code !== undefined && (
        <CodeBlock code={code} {...(codeTitle === undefined ? {} : { title: codeTitle })} />
      )}
      {waiting !== undefined && (
        <div role="status" className="text-sm text-muted">
          {waiting}
        </div>
      )}
      {action}
    </div>
  );
}
