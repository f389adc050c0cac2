import { Badge } from "@/components/ui/badge";

/** Where a version is, always as its word: None hollow, Staging info, Production filled, Archived struck. */
export function Stage({ stage }: { stage: string }) {
  if (stage === "Production")
    return (
      <Badge tone="good" filled>
        Production
      </Badge>
    );
  if (stage === "Staging") return <Badge tone="info">Staging</Badge>;
  if (stage === "Archived") return <Badge struck>Archived</Badge>;
  return <Badge>{stage}</Badge>;
}
