import {
  Boxes,
  FlaskConical,
  House,
  type LucideIcon,
  ScrollText,
  Settings,
  SquareKanban,
} from "lucide-react";

export type Door = { href: string; label: string; icon: LucideIcon; keys: string; below?: boolean };

/** The rooms of the house. A new room is one line here: rail, bottom bar, keys and palette follow. */
export const doors: readonly Door[] = [
  { href: "/", label: "Home", icon: House, keys: "g h" },
  { href: "/experiments", label: "Experiments", icon: FlaskConical, keys: "g e" },
  { href: "/models", label: "Models", icon: Boxes, keys: "g m" },
  { href: "/board", label: "Board", icon: SquareKanban, keys: "g b" },
  { href: "/audit", label: "Audit", icon: ScrollText, keys: "g a" },
  { href: "/settings", label: "Settings", icon: Settings, keys: "g s", below: true },
];

const behind: Record<string, readonly string[]> = {
  "/experiments": ["/runs", "/compare"],
  "/": ["/requests"],
};

/** Is this door the one that the page lies behind? Runs and comparisons lie behind Experiments, requests behind Home. */
export function isCurrent({ href }: Pick<Door, "href">, path: string): boolean {
  const rooms = href === "/" ? [] : [href];
  return (
    path === href ||
    [...rooms, ...(behind[href] ?? [])].some((room) => path === room || path.startsWith(`${room}/`))
  );
}
