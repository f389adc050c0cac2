import clsx from "clsx";
import { Badge } from "@/components/ui/badge";
import { type BytesVerdict, bytesWords } from "@/lib/core/registry/versions/bytes";

const marks = { differ: "Files changed", unknown: "Files not known", elsewhere: "Files elsewhere" } as const;

/** That a version's files are not the ones that stood in Production, or that nobody can say; nothing where they are. */
export function BytesMark({ version, bytes }: { version: number; bytes: BytesVerdict | null }) {
  if (bytes === null || bytes === "same") return null;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
      <Badge
        tone={bytes === "differ" ? "bad" : bytes === "unknown" ? "warning" : "neutral"}
        filled={bytes === "differ"}
      >
        {marks[bytes]}
      </Badge>
      <span className={clsx("max-w-[72ch]", bytes !== "differ" && "text-muted")}>
        {bytesWords(version, bytes)}
      </span>
    </p>
  );
}
