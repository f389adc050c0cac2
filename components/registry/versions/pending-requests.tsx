import { requestUrl } from "@/components/registry/requests/queries";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Stage } from "@/components/ui/stage";
import { Time } from "@/components/ui/time";
import type { Described } from "./queries";

/** Requests for a version that wait for somebody, with the way to them. */
export function PendingRequests({ requests }: { requests: Described["pendingRequests"] }) {
  return requests.map(({ id, to, status, requestedBy, createdAt, expiresAt }) => (
    <aside
      key={id}
      aria-label={`Request for ${to}`}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-l-2 border-info bg-sunken px-3 py-2 text-sm"
    >
      <span className="flex flex-wrap items-center gap-x-2">
        <Name>{requestedBy}</Name> asks for <Stage stage={to} /> since <Time value={createdAt} />
      </span>
      <span className="text-muted">
        {status === "open" ? "Waits for approval" : "Changes were asked for"}, expires{" "}
        <Time value={expiresAt} />
      </span>
      <Link href={requestUrl(id)} className="link">
        Open the request
      </Link>
    </aside>
  ));
}
