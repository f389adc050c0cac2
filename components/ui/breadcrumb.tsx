import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { named } from "@/components/ui/name";

export type Crumb = { label: ReactNode; href?: string };

/** The way here; the last crumb is the page's title and its only `h1`. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const way = crumbs.slice(0, -1);
  const here = crumbs.at(-1);
  return (
    <div className="flex min-w-0 flex-1 items-baseline gap-2">
      {way.length > 0 && (
        <nav aria-label="Breadcrumb" className="min-w-0 shrink-[4] overflow-hidden max-sm:max-w-[40%]">
          <ol className="flex min-w-0 items-baseline gap-2">
            {way.map((crumb, at) => (
              <li
                key={crumb.href ?? `crumb-${at}`}
                className="flex min-w-0 items-baseline gap-2 max-sm:[&:not(:last-child)]:hidden"
              >
                {crumb.href === undefined ? (
                  <span className="truncate text-muted">{named(crumb.label)}</span>
                ) : (
                  <Link href={crumb.href} className="truncate rounded-sm py-1 text-muted hover:text-text">
                    {named(crumb.label)}
                  </Link>
                )}
                <span aria-hidden className="text-control">
                  /
                </span>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <h1 className="min-w-0 truncate text-title">{named(here?.label)}</h1>
    </div>
  );
}
