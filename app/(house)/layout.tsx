import type { ReactNode } from "react";
import { Frame } from "@/components/frame/frame";
import { viewerOrRedirect } from "@/lib/transports/session/viewer";

export default async function HouseLayout({ children }: { children: ReactNode }) {
  return <Frame viewer={await viewerOrRedirect()}>{children}</Frame>;
}
