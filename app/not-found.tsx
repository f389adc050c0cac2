import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-start justify-center gap-3 px-4 md:px-[12vw]">
      <h1 className="text-title">There is nothing at this address</h1>
      <p className="max-w-[72ch] text-muted">
        It may have been deleted, belong to a project that you are not in, or the link may be cut short.
      </p>
      <LinkButton href="/">Go to the home page</LinkButton>
    </main>
  );
}
