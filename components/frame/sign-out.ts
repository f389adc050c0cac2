/** Ends the session on the server and goes to the sign-in page. next-auth wants its own token with the request. */
export async function signOut(): Promise<void> {
  const answer = await fetch("/api/auth/csrf", { credentials: "same-origin" });
  if (!answer.ok) throw new Error("Slipway does not answer. Try again.");
  const { csrfToken }: { csrfToken: string } = await answer.json();
  const done = await fetch("/api/auth/signout", {
    method: "POST",
    credentials: "same-origin",
    body: new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/sign-in" }),
  });
  if (!done.ok) throw new Error("Slipway does not answer. Try again.");
  window.location.assign("/sign-in");
}
