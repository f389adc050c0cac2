import { createTransport } from "nodemailer";

export type Letter = { to: string; subject: string; text: string };
/** @throws Error when the mail server did not take it in time. */
export type Mailer = (letter: Letter) => Promise<void>;

/** Each letter over a connection of its own: one that hangs holds no other. */
export function openMailer(url: string, from: string, timeoutMs: number): Mailer {
  // Taken apart here: given as `url`, all other options would be forgotten.
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === ""
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    const sending = transport.sendMail({ from, to: { name: "", address: to }, subject, text });
    // Those above are for silence; this one is for a server that trickles.
    const late = new Promise<never>((_, refuse) => {
      const timer = setTimeout(() => refuse(new Error("The mail server took too long.")), 3 * timeoutMs);
      sending.finally(() => clearTimeout(timer)).catch(() => undefined);
    });
    await Promise.race([sending, late]);
  };
}
