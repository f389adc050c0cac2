import type { ListedRequest } from "@/components/registry/requests/queries";
import { statusOf } from "@/components/registry/requests/words";
import { Badge } from "@/components/ui/badge";

/** Where the decision stands, never where the version stands. */
export function RequestStatus({
  request,
}: {
  request: Pick<ListedRequest, "kind" | "status" | "confirmation">;
}) {
  const { word, tone, filled } = statusOf(request);
  return (
    <Badge tone={tone} filled={filled === true}>
      {word}
    </Badge>
  );
}
