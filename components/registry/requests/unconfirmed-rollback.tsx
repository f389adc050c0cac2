"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { rollbackQuery } from "@/components/registry/models/queries";
import { TimeToConfirm } from "@/components/registry/requests/confirmation";
import { requestUrl } from "@/components/registry/requests/queries";
import { Link } from "@/components/ui/link";

type Props = { model: string; version?: number };

/** That a model's last rollback, or the one to this version, waits for a second engineer; nothing where none does. */
export function UnconfirmedRollback({ model, version }: Props) {
  const { data } = useQuery(rollbackQuery(model));
  const rollback = data?.unconfirmed ?? null;
  if (rollback === null || (version !== undefined && version !== rollback.version)) return null;
  return (
    <aside
      aria-label="Rollback to be confirmed"
      className={clsx(
        "flex flex-wrap items-baseline gap-x-3 gap-y-1 border-l-2 bg-sunken px-3 py-2 text-sm",
        rollback.overdue ? "border-bad" : "border-warning",
      )}
    >
      <TimeToConfirm due={rollback.due} overdue={rollback.overdue} />
      <span>
        {rollback.by} rolled back to version {rollback.version}, and no second engineer has confirmed it yet.
      </span>
      <Link href={requestUrl(rollback.requestId)} className="link">
        Open the rollback
      </Link>
    </aside>
  );
}
