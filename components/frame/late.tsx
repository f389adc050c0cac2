"use client";
import { useEffect, useSyncExternalStore } from "react";
import { isAsking, subscribe as subscribeToAsking } from "@/components/frame/reauthentication-store";
import { lateDialog } from "@/components/ui/dialog";
import { LateComponent, makeLate } from "@/components/ui/late";
import { lateMenu } from "@/components/ui/menu";
import { isWanted, subscribe as subscribeToToasts, want } from "@/components/ui/toast-queue";

const lateToaster = makeLate(() => import("@/components/ui/toaster").then((file) => file.Toaster));
const lateReauthentication = makeLate(() =>
  import("@/components/frame/reauthentication").then((file) => file.Reauthentication),
);
const no = () => false;

const calmMs = 3000;

/**
 * Toasts and the password dialog: their code is no part of what a page needs to appear. All comes once the page is
 * calm: a press then answers at once, and the live region stands before its first words (else they are not read out).
 */
export function Late() {
  const toasts = useSyncExternalStore(subscribeToToasts, isWanted, no);
  useEffect(() => {
    const timer = setTimeout(() => {
      want();
      void lateMenu.begin();
      void lateDialog.begin();
    }, calmMs);
    return () => clearTimeout(timer);
  }, []);
  const asking = useSyncExternalStore(subscribeToAsking, isAsking, no);
  return (
    <>
      {toasts && <LateComponent late={lateToaster} />}
      {asking && <LateComponent late={lateReauthentication} />}
    </>
  );
}
