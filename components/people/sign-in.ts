import { problemOf } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { ourPageFor } from "@/components/frame/mlflow-links";

const post = (path: string, fields: Record<string, string>) =>
  fetch(path, {
    method: "POST",
    credentials: "same-origin",
    body: new URLSearchParams({ ...fields, json: "true" }),
  });

async function csrfToken(): Promise<string> {
  const answer = await fetch("/api/auth/csrf", { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw await problemOf(answer);
  const { csrfToken: token }: { csrfToken: string } = await answer.json();
  return token;
}

// A link that the MLflow client printed carries its page in the hash, which the server that sent us here never saw.
const destination = (next: string) => ourPageFor(window.location.hash) ?? next;

/** Signs in and leaves for `next`, with a fresh page: nothing of an earlier session is kept. Throws `ApiError`. */
export async function signIn(email: string, password: string, next: string): Promise<void> {
  const answer = await post("/api/auth/callback/credentials", {
    csrfToken: await csrfToken(),
    email,
    password,
  });
  if (answer.status === 401 || answer.status === 400)
    throw new ApiError({ status: 401, code: "unauthenticated", title: "E-mail or password is not right." });
  if (!answer.ok) throw await problemOf(answer);
  const { url }: { url: string } = await answer.json();
  if (url.includes("csrf=true"))
    throw new ApiError({
      status: 400,
      code: "csrf",
      title: "The form was too old. Try again. If it stays, allow cookies here.",
    });
  window.location.assign(destination(next));
}

/** Leaves for the provider's own sign-in page. */
export async function signInElsewhere(next: string): Promise<void> {
  const answer = await post("/api/auth/signin/oidc", {
    csrfToken: await csrfToken(),
    callbackUrl: destination(next),
  });
  if (!answer.ok) throw await problemOf(answer);
  const { url }: { url: string } = await answer.json();
  window.location.assign(url);
}
