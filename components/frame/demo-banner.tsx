"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { roleWords } from "@/components/frame/session";
import { useViewer } from "@/components/frame/viewer-context";

/** Says that this is the demo and as whom one looks; the way to look as another. */
export function DemoBanner() {
  const viewer = useViewer();
  const query = useSearchParams().toString();
  const here = usePathname() + (query === "" ? "" : `?${query}`);
  return (
    <aside
      aria-label="Demo"
      data-demo-banner
      className="sticky top-0 z-20 flex h-8 items-center gap-3 border-b border-hairline bg-sunken px-3 text-sm md:px-4"
    >
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">Demo.</span>{" "}
        <span className="text-muted">
          You look as {viewer.name}
          <span className="max-sm:hidden"> ({roleWords(viewer).toLowerCase()})</span>.
        </span>
      </p>
      {/* a plain link: another session needs a fresh page, with nothing kept from this one */}
      <a
        href={`/sign-in?switch=1&next=${encodeURIComponent(here)}`}
        className="link flex h-6 shrink-0 items-center"
      >
        Look as somebody else
      </a>
    </aside>
  );
}
