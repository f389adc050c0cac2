"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Late } from "@/components/frame/late";
import type { Preferences } from "@/components/frame/preferences";
import { PreferencesProvider } from "@/components/frame/preferences-context";
import { queryClientHere } from "@/components/frame/query-client";
import { ShortcutsProvider } from "@/components/frame/shortcuts";
import { Clock } from "@/components/ui/clock";

/** What every page stands on, signed in or not. `now` is the server's time of the request in epoch ms. */
export function Providers({
  preferences,
  now,
  nonce,
  children,
}: {
  preferences: Preferences;
  now: number;
  nonce?: string;
  children: ReactNode;
}) {
  return (
    <CSPProvider {...(nonce === undefined ? {} : { nonce })} disableStyleElements>
      <QueryClientProvider client={queryClientHere()}>
        <NuqsAdapter>
          <PreferencesProvider initial={preferences}>
            <Clock now={now}>
              <ShortcutsProvider>{children}</ShortcutsProvider>
              <Late />
            </Clock>
          </PreferencesProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </CSPProvider>
  );
}
