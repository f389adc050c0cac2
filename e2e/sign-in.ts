import { setImmediate as turn } from "node:timers/promises";
import { z } from "zod";

const csrfAnswer = z.object({ csrfToken: z.string() });

const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");

/** Signs in as a script does. @returns the session's cookie. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  // The operator's tool holds this process up: what the server has closed meanwhile is noticed before it is used again.
  await turn();
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = csrfAnswer.parse(await csrf.json());
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(csrf).join("; "), origin: url },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const session = cookiesOf(answer).find((cookie) => cookie.includes("session="));
  if (session === undefined) throw new Error(`${email} cannot sign in: ${answer.status}.`);
  return session;
}

/** Sends JSON as one of our own pages does, with a session's cookie. */
export async function sendAsPage(
  url: string,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { cookie, origin: url, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}
