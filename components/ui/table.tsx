import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

/** A region that scrolls must be reachable by keyboard, or its far columns are lost (WCAG 2.1.1). */
export const reachable = { tabIndex: 0 } as const;

/** A table's own scrolling box, with a name for the keyboard and for listeners. Its header sticks to its top. */
export function TableFrame({
  label,
  className,
  children,
  ...rest
}: { label: string; children: ReactNode } & ComponentProps<"section">) {
  return (
    <section
      aria-label={label}
      {...reachable}
      {...rest}
      className={clsx(
        "relative overflow-auto border-y border-hairline -outline-offset-2 [--stick:0px] [&_tbody>tr:last-child>*]:border-b-0",
        className,
      )}
    >
      {children}
    </section>
  );
}

/** Rows of 32 px (28 when compact). Outside a `TableFrame` its header sticks under the page's bar. */
export function Table({
  density = "regular",
  className,
  ...rest
}: ComponentProps<"table"> & { density?: "regular" | "compact" }) {
  return (
    <table
      {...rest}
      className={clsx(
        "w-full border-separate border-spacing-0 text-left text-sm",
        density === "compact" ? "[--row:1.75rem]" : "[--row:2rem]",
        className,
      )}
    />
  );
}

export function THead(props: ComponentProps<"thead">) {
  return <thead {...props} />;
}

export function TBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

/** `chosen`: selected; `muted`: there, but out of the running (archived, deleted). */
export function Tr({
  chosen = false,
  muted = false,
  className,
  ...rest
}: ComponentProps<"tr"> & { chosen?: boolean; muted?: boolean }) {
  return (
    <tr
      {...rest}
      data-chosen={chosen || undefined}
      className={clsx(
        "group/row data-[chosen]:bg-chosen [tbody>&]:hover:bg-hover",
        muted && "text-muted",
        className,
      )}
    />
  );
}

export type Sort = "ascending" | "descending" | "none";

/** A column's head. With `onSort` it is a button that says how the column is sorted; units stand here, not in cells. */
export function Th({
  numeric = false,
  sort,
  onSort,
  unit,
  className,
  children,
  ...rest
}: ComponentProps<"th"> & { numeric?: boolean; sort?: Sort; onSort?: () => void; unit?: string }) {
  const words = (
    <>
      {children}
      {unit !== undefined && <span className="font-normal"> ({unit})</span>}
    </>
  );
  return (
    <th
      scope="col"
      {...(sort === undefined ? {} : { "aria-sort": sort })}
      {...rest}
      className={clsx(
        "sticky top-(--stick,var(--frame-top)) z-10 h-8 border-b border-hairline bg-canvas px-2 text-xs font-medium whitespace-nowrap text-muted first:pl-3 last:pr-3",
        numeric && "text-right",
        className,
      )}
    >
      {onSort === undefined ? (
        words
      ) : (
        <button
          type="button"
          onClick={onSort}
          className={clsx(
            "-mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:text-text",
            numeric && "flex-row-reverse",
            sort !== undefined && sort !== "none" && "text-text",
          )}
        >
          <span>{words}</span>
          {sort === "ascending" && <ArrowUp className="size-3" aria-hidden />}
          {sort === "descending" && <ArrowDown className="size-3" aria-hidden />}
        </button>
      )}
    </th>
  );
}

/** A cell. Numbers stand right, in figures of one width; `th` makes it the row's own name. */
export function Td({
  numeric = false,
  th = false,
  className,
  ...rest
}: ComponentProps<"td"> & { numeric?: boolean; th?: boolean }) {
  const look = clsx(
    "h-(--row) border-b border-hairline px-2 py-0 font-normal whitespace-nowrap first:pl-3 last:pr-3",
    numeric && "text-right tabular-nums",
    className,
  );
  return th ? <th scope="row" {...rest} className={look} /> : <td {...rest} className={look} />;
}
