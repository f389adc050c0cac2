import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import "@fontsource-variable/inter/wght.css";
import "@fontsource/ibm-plex-mono/400.css";
import "@fontsource/ibm-plex-mono/500.css";
import { readPreferences } from "@/components/frame/preferences";
import { Providers } from "@/components/frame/providers";
import { earlyScript } from "@/components/ui/early";
import "./globals.css";

// The Latin files again through next/font: preloaded, with a fallback of the same measure, so text never jumps.
const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
});
const plex = localFont({
  src: "../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
  weight: "400",
  variable: "--font-plex",
  preload: false,
});

export const metadata: Metadata = {
  title: { default: "Slipway", template: "%s · Slipway" },
  description: "Takes a model from experiment to production and keeps watching it.",
  robots: { index: false, follow: false },
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbfa" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1413" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made ahead of the request could not carry the request's nonce, and would not start under our policy.
  await connection();
  const preferences = readPreferences(await cookies());
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const theme = preferences.theme === "system" ? {} : { "data-theme": preferences.theme };
  return (
    <html lang="en" className={`${inter.variable} ${plex.variable}`} {...theme}>
      <body>
        {/* the browser hides the nonce from React, which would think it lost */}
        <script nonce={nonce} suppressHydrationWarning>
          {earlyScript}
        </script>
        <Providers preferences={preferences} now={Date.now()} {...(nonce === undefined ? {} : { nonce })}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
