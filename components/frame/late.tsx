"use client";
import dynamic from "next/dynamic";
import { useEffect, useSyncExternalStore } from "react";
import { isAsking, subscribe as subscribeToAsking } from "@/components/frame/reauthentication-store";
import { lateDialog } from "@/components/ui/dialog";
import { lateMenu } from "@/components/ui/menu";
import { isWanted, subscribe as subscribeToToasts, want } from "@/components/ui/toast-queue";

const Toaster = dynamic(() => import("@/components/ui/toaster").then((file) => file.Toaster), { ssr: false });
const Reauthentication = dynamic(
  () => import("@/components/frame/reauthentication").then((file) => file.Reauthentication),
  { ssr: false },
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
      {toasts && <Toaster />}
      {asking && <Reauthentication />}
    </>
  );
}
