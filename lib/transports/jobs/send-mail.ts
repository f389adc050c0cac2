import { randomUUID } from "node:crypto";
import { visible, visibleText } from "@/lib/core/text/visible";
import type { Stores } from "@/lib/stores/open";
import { type ClaimedMail, claimMail, dropMail, recordMail } from "@/lib/verbs/webhooks/shared/mail-queue";

/** Sends the letters that are due, or drops them all where there is no mail server. One that fails is tried again later. */
export async function sendMail(
  { database, outgoing }: Stores,
  random: () => number = Math.random,
): Promise<void> {
  const { mailer, publicUrl } = outgoing;
  if (mailer === null) return dropMail(database);
  const lease = randomUUID();
  const send = async (mail: ClaimedMail): Promise<void> => {
    const { email: to, subject, body, path } = mail;
    if (to === null) return recordMail(database, mail, lease, { state: "dropped" }, 0);
    try {
      await mailer({ to, subject: visible(subject), text: `${visibleText(body)}\n\n${publicUrl}${path}\n` });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return recordMail(database, mail, lease, { state: "failed", error: why }, random());
    }
    return recordMail(database, mail, lease, { state: "sent" }, 0);
  };
  await Promise.all((await claimMail(database, lease)).map(send));
}
