"use client";
import { CircleUserRound, Keyboard, KeyRound, LogOut, MonitorSmartphone } from "lucide-react";
import { themes } from "@/components/frame/preferences";
import { usePreferences } from "@/components/frame/preferences-context";
import { roleWords } from "@/components/frame/session";
import { signOut } from "@/components/frame/sign-out";
import { keyList } from "@/components/frame/toggle-store";
import { useViewer } from "@/components/frame/viewer-context";
import { Menu, MenuChoice, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";

const themeWords = { light: "Light", dark: "Dark", system: "As the system" } as const;

/** Who is signed in, and what belongs to that person. */
export function UserMenu({ small, className }: { small: boolean; className: string }) {
  const viewer = useViewer();
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button type="button" className={className} aria-label={`Account of ${viewer.name}`}>
          <CircleUserRound aria-hidden />
          {!small && <span className="min-w-0 flex-1 truncate text-left text-text">{viewer.name}</span>}
        </button>
      }
    >
      <UserMenuItems />
    </Menu>
  );
}

export function UserMenuItems() {
  const viewer = useViewer();
  const { theme, change } = usePreferences();
  const leave = () => signOut().catch((error) => toast.failed("Signing out did not work.", error));
  return (
    <>
      <MenuGroup label={`${viewer.name} · ${roleWords(viewer)}`}>
        <MenuLink href="/settings/tokens" icon={<KeyRound aria-hidden />}>
          Your tokens
        </MenuLink>
        <MenuLink href="/settings/sessions" icon={<MonitorSmartphone aria-hidden />}>
          Your sessions
        </MenuLink>
        <MenuItem icon={<Keyboard aria-hidden />} keys="?" onClick={() => keyList.set(true)}>
          Keys
        </MenuItem>
      </MenuGroup>
      <MenuSeparator />
      <MenuChoice
        label="Theme"
        value={theme}
        options={themes.map((value) => ({ value, label: themeWords[value] }))}
        onValueChange={(next) => change({ theme: next })}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onClick={leave}>
        Sign out
      </MenuItem>
    </>
  );
}
