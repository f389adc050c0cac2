import clsx from "clsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

/** A grey bar in the place of what is coming; shows after 150 ms only. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        "block h-3 animate-[appear_80ms_linear_150ms_backwards,breathe_1.6s_ease-in-out_400ms_infinite] rounded-sm bg-hairline",
        className,
      )}
    />
  );
}

const widths = ["w-2/5", "w-3/5", "w-1/2", "w-2/3"];
const places = Array.from(
  { length: 24 },
  (_, at) => [`row-${at}`, widths[at % widths.length] ?? "w-1/2"] as const,
);

/** A block that is being fetched. `what` is said to listeners ("Loading runs"). */
export function Loading({ what, rows = 6 }: { what: string; rows?: number }) {
  return (
    <div role="status" className="flex flex-col">
      <VisuallyHidden>Loading {what}</VisuallyHidden>
      {places.slice(0, rows).map(([place, width]) => (
        <div key={place} className="flex h-8 items-center border-b border-transparent px-3">
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
