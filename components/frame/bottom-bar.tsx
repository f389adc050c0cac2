"use client";
import { Ellipsis, Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { doors, isCurrent } from "@/components/frame/nav";
import { palette } from "@/components/frame/toggle-store";
import { UserMenuItems } from "@/components/frame/user-menu";
import { Link } from "@/components/ui/link";
import { Menu, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { WaitingBadge } from "./waiting-badge";

const cell =
  "relative flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted -outline-offset-2 aria-[current]:font-medium aria-[current]:text-accent [&_svg]:size-5";

/** The rooms on a phone: the first three, search, and the rest under More. */
export function BottomBar() {
  const path = usePathname();
  const first = doors.filter((door) => door.below !== true).slice(0, 3);
  const rest = doors.filter((door) => !first.includes(door));
  return (
    <nav
      aria-label="Rooms"
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-hairline bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {first.map((door) => (
        <Link
          key={door.href}
          href={door.href}
          aria-current={isCurrent(door, path) ? "page" : undefined}
          className={cell}
        >
          <door.icon aria-hidden />
          {door.label}
          {door.href === "/" && <WaitingBadge className="absolute top-1 left-1/2 ml-1.5" />}
        </Link>
      ))}
      <button type="button" className={cell} onClick={() => palette.set(true)}>
        <Search aria-hidden />
        Search
      </button>
      <Menu
        side="top"
        align="end"
        trigger={
          <button
            type="button"
            aria-current={rest.some((door) => isCurrent(door, path)) ? "true" : undefined}
            className={cell}
          >
            <Ellipsis aria-hidden />
            More
          </button>
        }
      >
        {rest.map((door) => (
          <MenuLink key={door.href} href={door.href} icon={<door.icon aria-hidden />}>
            {door.label}
          </MenuLink>
        ))}
        <MenuSeparator />
        <UserMenuItems />
      </Menu>
    </nav>
  );
}
