import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";

/** A page's bar: where one is (the last crumb is the title and the page's `h1`), and its actions, the primary one last. */
export function PageHeader({ crumbs, actions }: { crumbs: readonly Crumb[]; actions?: ReactNode }) {
  return (
    <header className="sticky top-(--frame-banner) z-20 flex h-(--frame-bar) shrink-0 items-center gap-3 border-b border-hairline bg-canvas px-3 md:px-4">
      <Breadcrumb crumbs={crumbs} />
      {actions !== undefined && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </header>
  );
}
