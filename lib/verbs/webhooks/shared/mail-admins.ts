import { randomUUID } from "node:crypto";
import type { WriteContext } from "@/lib/verbs/kernel";

/** Mail to every admin of the installation, in the act's own transaction. */
export async function mailAdmins(
  { tx, project }: WriteContext,
  { subject, text, path }: { subject: string; text: string; path: string },
): Promise<void> {
  const admins = await tx.user.findMany({ where: { admin: true, disabledAt: null }, select: { id: true } });
  await tx.mail.createMany({
    data: admins.map(({ id }) => ({
      id: randomUUID(),
      projectId: project.id,
      userId: id,
      subject,
      body: text,
      path,
    })),
  });
}
