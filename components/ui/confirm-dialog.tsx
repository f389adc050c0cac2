"use client";
import type { ReactNode } from "react";
import { makeLate, useLate } from "@/components/ui/late";

const lateConfirm = makeLate(() => import("@/components/ui/confirm-dialog-parts"));

/**
 * Asks before what cannot be taken back. Stays open while `onConfirm` works and when it fails, with the reason; where it gives
 * back `false`, it has failed and was told elsewhere.
 * `confirm` is the verb and its object ("Delete 3 runs"); `typeToConfirm` is a word the person must type first,
 * and `ready` says whether what they decide on is in sight yet.
 */
export function ConfirmDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children?: ReactNode;
  confirm: string;
  cancel?: string;
  tone?: "danger" | "primary";
  typeToConfirm?: string;
  ready?: boolean;
  onConfirm: () => Promise<unknown> | unknown;
}) {
  const { parts, failure } = useLate(lateConfirm, props.open);
  return parts === undefined ? failure : <parts.OpenConfirmDialog {...props} />;
}
