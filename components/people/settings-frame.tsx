"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useAbility } from "@/components/frame/viewer-context";
import { TabLinks } from "@/components/ui/tabs";

const pages = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/tokens", label: "Tokens" },
  { href: "/settings/sessions", label: "Sessions" },
  { href: "/settings/appearance", label: "Appearance" },
  { href: "/settings/people", label: "People", needs: "administer" },
  { href: "/settings/webhooks", label: "Webhooks", needs: "administer" },
] as const;

/** The settings' pages under one bar. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const path = usePathname();
  const administers = useAbility("administer");
  const open = pages.filter((page) => !("needs" in page) || administers);
  const here = pages.find(({ href }) => path.startsWith(href));
  return (
    <>
      <PageHeader crumbs={[{ label: "Settings", href: "/settings" }, { label: here?.label ?? "Settings" }]} />
      <PageBody>
        <TabLinks
          label="Settings"
          items={open.map(({ href, label }) => ({ href, label, current: path.startsWith(href) }))}
        />
        {children}
      </PageBody>
    </>
  );
}
