"use client";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { UserRow } from "@/lib/core/people/schemas";

/** What is about to be done to somebody. */
export type PersonAct =
  | { what: "disable" | "sessions" | "admin" | "no-admin"; user: UserRow }
  | { what: "role"; user: UserRow; role: string };

type Words = { title: string; confirm: string; text: string };

const signsIn = "Their sessions end now, and whoever signs in again has the new rights.";

function wordsOf(act: PersonAct, self: boolean): Words {
  const { name } = act.user;
  switch (act.what) {
    case "disable":
      return {
        title: `Disable ${name}`,
        confirm: "Disable",
        text: "Their sessions and API tokens end now, for good. What they made stays. You can enable them again: they sign in anew, and make new tokens.",
      };
    case "sessions":
      return {
        title: self ? "End all your other sessions" : `End all sessions of ${name}`,
        confirm: "End the sessions",
        text: self
          ? "You are signed out everywhere but here. What is typed there and not sent is lost."
          : "They are signed out everywhere and have to sign in again. What is typed there and not sent is lost.",
      };
    case "admin":
      return {
        title: `Make ${name} an admin`,
        confirm: "Make them an admin",
        text: `An admin invites, disables and links people, grants the right to bypass and sees to webhooks. ${signsIn}`,
      };
    case "no-admin":
      return {
        title: self ? "Give up your own admin rights" : `Take the admin rights of ${name}`,
        confirm: self ? "Give them up" : "Take the rights",
        text: self
          ? "Only another admin can give them back to you."
          : `They keep their role in the project. ${signsIn}`,
      };
    case "role":
      return { title: `Make ${name} ${act.role}`, confirm: `Make them ${act.role}`, text: signsIn };
  }
}

type Props = {
  asked: PersonAct | null;
  viewerId: string;
  onClose: () => void;
  onDo: (act: PersonAct) => Promise<unknown>;
};

/** Asks before what ends somebody's sessions or changes their rights. */
export function PersonQuestion({ asked, viewerId, onClose, onDo }: Props) {
  const words = asked && wordsOf(asked, asked.user.id === viewerId);
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => !open && onClose()}
      title={words?.title ?? ""}
      confirm={words?.confirm ?? ""}
      tone={asked?.what === "admin" || asked?.what === "role" ? "primary" : "danger"}
      onConfirm={() => asked && onDo(asked)}
    >
      {words?.text}
    </ConfirmDialog>
  );
}
