import { Badge } from "@/components/ui/badge";

/** Names that scripts load a version by, as `@champion`. */
export function Aliases({ aliases }: { aliases: readonly string[] }) {
  if (aliases.length === 0) return <span className="text-muted">–</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {aliases.map((alias) => (
        <Badge key={alias} tone="accent">
          @{alias}
        </Badge>
      ))}
    </span>
  );
}
