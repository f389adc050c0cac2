"use client";
import clsx from "clsx";
import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactElement, ReactNode } from "react";
import { ConnectionStatus } from "@/components/frame/connection";
import { Mark } from "@/components/frame/mark";
import { type Door, doors, isCurrent } from "@/components/frame/nav";
import { usePreferences } from "@/components/frame/preferences-context";
import { palette } from "@/components/frame/toggle-store";
import { UserMenu } from "@/components/frame/user-menu";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";
import { Tooltip } from "@/components/ui/tooltip";
import { WaitingBadge } from "./waiting-badge";

const row =
  "flex h-8 w-full items-center gap-2 rounded-md px-2 text-base text-muted transition-colors hover:bg-hover hover:text-text aria-[current=page]:bg-chosen aria-[current=page]:font-medium aria-[current=page]:text-text [&_svg]:size-4 [&_svg]:shrink-0";

/** The way between the rooms, at the left; 200 px, or 48 px with the words in tooltips. */
export function Rail() {
  const { rail, change } = usePreferences();
  const small = rail === "collapsed";
  const Fold = small ? PanelLeftOpen : PanelLeftClose;
  const foldWord = small ? "Expand" : "Collapse";
  return (
    <nav
      aria-label="Rooms"
      className={clsx(
        "sticky top-0 z-20 hidden h-dvh shrink-0 flex-col gap-1 border-r border-hairline bg-canvas p-2 md:flex",
        small ? "w-12" : "w-50",
      )}
    >
      <Link
        href="/"
        className="mb-1 flex h-8 items-center gap-2 rounded-md px-2 font-semibold"
        aria-label="Slipway, home"
      >
        <Mark />
        {!small && "Slipway"}
      </Link>
      <Word small={small} word="Search" keys="mod+k">
        <button
          type="button"
          className={row}
          onClick={() => palette.set(true)}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <Search aria-hidden />
          {small ? (
            <span className="sr-only">Search</span>
          ) : (
            <>
              <span className="flex-1 text-left">Search</span>
              <Kbd keys="mod+k" />
            </>
          )}
        </button>
      </Word>
      <div className="flex flex-1 flex-col gap-0.5 overflow-y-auto">
        {doors
          .filter((door) => door.below !== true)
          .map((door) => (
            <RailDoor key={door.href} door={door} small={small} />
          ))}
        <div className="flex-1" />
        {doors
          .filter((door) => door.below === true)
          .map((door) => (
            <RailDoor key={door.href} door={door} small={small} />
          ))}
      </div>
      <ConnectionStatus short={small} />
      <Word small={small} word={foldWord} keys="[">
        <button type="button" className={row} onClick={() => change({ rail: small ? "open" : "collapsed" })}>
          <Fold aria-hidden />
          <span className={small ? "sr-only" : undefined}>{foldWord}</span>
        </button>
      </Word>
      <UserMenu small={small} className={row} />
    </nav>
  );
}

function RailDoor({ door, small }: { door: Door; small: boolean }) {
  const here = isCurrent(door, usePathname());
  return (
    <Word small={small} word={door.label} keys={door.keys}>
      <Link href={door.href} aria-current={here ? "page" : undefined} className={clsx(row, "relative")}>
        <door.icon aria-hidden />
        <span className={small ? "sr-only" : undefined}>{door.label}</span>
        {door.href === "/" && <WaitingBadge className={small ? "absolute -top-1 -right-1" : "ml-auto"} />}
      </Link>
    </Word>
  );
}

/** An icon never stands without its word: in the narrow rail the word is in the tooltip. */
function Word({
  small,
  word,
  keys,
  children,
}: {
  small: boolean;
  word: string;
  keys: string;
  children: ReactElement<Record<string, unknown>>;
}): ReactNode {
  if (!small) return children;
  return (
    <Tooltip text={word} keys={keys} side="right">
      {children}
    </Tooltip>
  );
}
