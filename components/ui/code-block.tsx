import clsx from "clsx";
import { CopyButton } from "@/components/ui/copy-button";
import { reachable } from "@/components/ui/table";

/** Code or a command, to read and to copy. `title` says what it is ("train.py"). */
export function CodeBlock({
  code,
  title,
  wrap = false,
  className,
}: {
  code: string;
  title?: string;
  wrap?: boolean;
  className?: string;
}) {
  return (
    <figure
      className={clsx("relative w-full min-w-0 rounded-md border border-hairline bg-sunken", className)}
    >
      {title !== undefined && (
        <figcaption className="flex h-8 items-center border-b border-hairline px-3 text-xs text-muted">
          {title}
        </figcaption>
      )}
      <div className="absolute top-1 right-1">
        <CopyButton text={code} what={title ?? "code"} />
      </div>
      <pre
        className={clsx(
          "overflow-x-auto p-3 pr-10 font-mono text-sm -outline-offset-2",
          wrap && "break-all whitespace-pre-wrap",
        )}
        {...reachable}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
