import { Badge } from "@/components/ui/badge";

/** Where a version is, always as its word: None and Archived hollow, Staging info, Production filled. */
export function Stage({ stage }: { stage: string }) {
  if (stage === "Production")
    return (
      <Badge tone="good" filled>
        Production
      </Badge>
    );
  if (stage === "Staging") return <Badge tone="info">Staging</Badge>;
  return <Badge>{stage}</Badge>;
}
