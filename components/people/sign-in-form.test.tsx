// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/components/frame/query-client";
import { SignInForm } from "./sign-in-form";

type Sent = { path: string; fields: Record<string, string> };

let root: Root;
let box: HTMLElement;
let sent: Sent[];
let left: string[];

beforeEach(() => {
  box = document.body.appendChild(document.createElement("div"));
  root = createRoot(box);
  sent = [];
  left = [];
  vi.spyOn(window.location, "assign").mockImplementation((to) => void left.push(String(to)));
});

afterEach(() => {
  root.unmount();
  box.remove();
  window.location.hash = "";
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The server's doors: the token of the form, then this answer to whatever is posted. */
function answering(answer: () => Response) {
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (path === "/api/auth/csrf") return Response.json({ csrfToken: "t0" });
    sent.push({ path, fields: Object.fromEntries(new URLSearchParams(String(init.body))) });
    return answer();
  });
}

const draw = (provider: string | null = null) =>
  flushSync(() =>
    root.render(
      <QueryClientProvider client={makeQueryClient()}>
        <SignInForm next="/models" provider={provider} focus={false} />
      </QueryClientProvider>,
    ),
  );

/** As a person types: React sees only what changes behind its back. */
function type(name: string, value: string) {
  const field = box.querySelector(`input[name=${name}]`);
  if (!(field instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
  Reflect.set(HTMLInputElement.prototype, "value", value, field);
  flushSync(() => field.dispatchEvent(new Event("input", { bubbles: true })));
}

function signIn() {
  type("email", "ada@example.org");
  type("password", "correct horse");
  box.querySelector("form")?.requestSubmit();
}

it("sends what was typed with the form's token, and leaves for the page that was asked for", async () => {
  answering(() => Response.json({ url: "/models" }));
  draw();
  signIn();
  await expect.poll(() => left).toEqual(["/models"]);
  expect(sent).toEqual([
    {
      path: "/api/auth/callback/credentials",
      fields: { csrfToken: "t0", email: "ada@example.org", password: "correct horse", json: "true" },
    },
  ]);
});

it("leaves for the page in a link that the MLflow client printed", async () => {
  window.location.hash = "#/experiments/7/runs/abc";
  answering(() => Response.json({ url: "/models" }));
  draw();
  signIn();
  await expect.poll(() => left).toEqual(["/runs/abc"]);
});

it.each([
  [
    "a wrong password",
    () => Response.json({ url: "/sign-in" }, { status: 401 }),
    "E-mail or password is not right.",
  ],
  ["a form that is too old", () => Response.json({ url: "/sign-in?csrf=true" }), "The form was too old."],
  [
    "too many tries",
    () => Response.json({ code: "rate-limited", title: "Too many tries." }, { status: 429 }),
    "Too many tries.",
  ],
])("says %s in place, stays, and keeps what was typed", async (_, answer, words) => {
  answering(answer);
  draw();
  signIn();
  await expect.poll(() => box.textContent).toContain(words);
  expect(left).toEqual([]);
  expect(box.querySelector<HTMLInputElement>("input[name=email]")?.value).toBe("ada@example.org");
});

it("leaves for the provider's page with where to come back to", async () => {
  answering(() => Response.json({ url: "https://id.example.org/authorize" }));
  draw("Example ID");
  const button = [...box.querySelectorAll("button")].find((one) => one.textContent?.includes("Example ID"));
  button?.click();
  await expect.poll(() => left).toEqual(["https://id.example.org/authorize"]);
  expect(sent).toEqual([
    { path: "/api/auth/signin/oidc", fields: { csrfToken: "t0", callbackUrl: "/models", json: "true" } },
  ]);
});
