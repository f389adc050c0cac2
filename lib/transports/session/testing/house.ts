import { randomBytes } from "node:crypto";
import { type Role, scopesOf } from "@/lib/core/access";
import { changeEnv } from "@/lib/env";
import { perProcess } from "@/lib/process";
import { testStores } from "@/lib/stores/testing/stores";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createToken } from "@/lib/verbs/people/create-token";
import { createUser } from "@/lib/verbs/people/create-user";
import { handleAuth } from "../auth-handler";

export const origin = "http://127.0.0.1:3000";
export const goodPassword = "plum harbour lantern 7";

/** A house with real stores, and people made by the verbs. Each test file has its own. */
export async function openHouse() {
  changeEnv({ NEXTAUTH_SECRET: randomBytes(32).toString("hex"), NEXTAUTH_URL: origin, PORT: "3000" });
  const { stores, databaseUrl } = await testStores();
  perProcess.stores = stores;
  const project = { id: "default", slug: "default", name: "Default" };
  const system: Context = {
    actor: { kind: "system", name: "test", project },
    project,
    stores,
    requestId: "test",
    ip: null,
    userAgent: null,
  };
  const addPerson = (name: string, role: Role, admin = false) =>
    perform(createUser, {
      ...system,
      input: { email: `${name}@example.org`, name, role, admin, password: goodPassword },
    });
  const addToken = async (owner: string, member: { role: Role; admin: boolean }, scopes = scopesOf(member)) =>
    perform(createToken, { ...system, input: { owner, name: "test", scopes } });
  return { stores, databaseUrl, system, addPerson, addToken };
}

/** As the wire sees it: what the real server adds to each request, from the address `ip`. */
export function request(path: string, init: RequestInit & { ip?: string; cookie?: string } = {}): Request {
  const headers = new Headers(init.headers);
  perProcess.peerHeader = "x-slipway-peer-test";
  headers.set("x-slipway-peer-test", `${headers.get("x-forwarded-for") ?? ""},${init.ip ?? "192.0.2.1"}`);
  if (init.cookie) headers.set("cookie", init.cookie);
  return new Request(`${origin}${path}`, { ...init, headers });
}

const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");

/** Signs in as a script does (api.md): the CSRF token first, then the form. */
export async function signInAs(
  email: string,
  password = goodPassword,
  ip = "192.0.2.1",
  extra: Record<string, string> = {},
) {
  const csrf = await handleAuth(request("/api/auth/csrf"), ["csrf"]);
  const { csrfToken }: { csrfToken: string } = await csrf.json();
  const cookie = cookiesOf(csrf).join("; ");
  const body = new URLSearchParams({ csrfToken, email, password, json: "true", ...extra });
  const response = await handleAuth(
    request("/api/auth/callback/credentials", { method: "POST", body, cookie, ip }),
    ["callback", "credentials"],
  );
  const session = cookiesOf(response).find((one) => one.startsWith("slipway.session=")) ?? null;
  return { response, session, csrfToken, cookie };
}

/** Calls a route handler with a session's cookie, as our own pages do. */
export const asPage = (path: string, method: string, cookie: string | null, body?: unknown) =>
  request(path, {
    method,
    headers: { origin, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(cookie === null ? {} : { cookie }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** A route's second argument. */
export const params = (values: Record<string, string> = {}) => ({ params: Promise.resolve(values) });
