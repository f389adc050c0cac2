import { afterAll, beforeAll, expect, it } from "vitest";
import { changeEnv } from "@/lib/env";
import { handleAuth } from "./auth-handler";
import { identify } from "./identify";
import { openHouse, request } from "./testing/house";
import { startIssuer } from "./testing/issuer";

let house: Awaited<ReturnType<typeof openHouse>>;
let issuer: Awaited<ReturnType<typeof startIssuer>>;

beforeAll(async () => {
  house = await openHouse();
  issuer = await startIssuer("slipway");
  changeEnv({
    OIDC_ISSUER: issuer.base,
    OIDC_CLIENT_ID: "slipway",
    OIDC_CLIENT_SECRET: "a secret between them",
  });
  await house.addPerson("ada", "scientist");
});
afterAll(() => {
  issuer.close();
  changeEnv({ OIDC_ISSUER: "" });
});

const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");

async function comeBack(
  lie: Parameters<typeof issuer.next>[1],
  change: (query: URLSearchParams) => void = () => undefined,
) {
  const csrf = await handleAuth(request("/api/auth/csrf"), ["csrf"]);
  const { csrfToken }: { csrfToken: string } = await csrf.json();
  const body = new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/experiments?x=1" });
  const cookie = cookiesOf(csrf).join("; ");
  const left = await handleAuth(request("/api/auth/signin/oidc", { method: "POST", body, cookie }), [
    "signin",
    "oidc",
  ]);
  const { url }: { url: string } = await left.json();
  const authorization = new URL(url);
  issuer.next(authorization, lie);
  const query = new URLSearchParams({ code: "c", state: authorization.searchParams.get("state") ?? "" });
  change(query);
  const jar = [...cookiesOf(csrf), ...cookiesOf(left)].join("; ");
  const back = await handleAuth(request(`/api/auth/callback/oidc?${query}`, { cookie: jar }), [
    "callback",
    "oidc",
  ]);
  const session = cookiesOf(back).find((one) => one.startsWith("slipway.session="));
  const { actor } = await identify(request("/", session === undefined ? {} : { cookie: session }));
  return { actor, location: back.headers.get("location") };
}

it("lets in who was invited, and goes where they wanted to", async () => {
  const { actor, location } = await comeBack({ email: "Ada@example.org" });
  expect(actor).toMatchObject({ kind: "person", email: "ada@example.org", role: "scientist" });
  expect(location).toBe("http://127.0.0.1:3000/experiments?x=1");
});

it.each([
  ["an unknown address", { email: "stranger@example.org" }],
  ["an address that is not verified", { email: "ada@example.org", email_verified: false }],
  ["an address of which nothing is said", { email: "ada@example.org", email_verified: undefined }],
  ["no address", {}],
  ["another issuer", { email: "ada@example.org", iss: "https://other.example" }],
  ["another audience", { email: "ada@example.org", aud: "another" }],
  ["another nonce", { email: "ada@example.org", nonce: "n" }],
  ["an expired token", { email: "ada@example.org", exp: 1 }],
  ["another key's signature", { email: "ada@example.org", forge: true }],
])("refuses %s", async (_what, lie) => {
  const { actor, location } = await comeBack(lie);
  expect(actor.kind).toBe("nobody");
  expect(location).toMatch(/\/sign-in\?error=|\/error\?error=/);
});

it("refuses another state", async () => {
  const { actor } = await comeBack({ email: "ada@example.org" }, (query) => query.set("state", "s"));
  expect(actor.kind).toBe("nobody");
});

it("makes nobody a user", async () => {
  const people = await house.stores.database.prisma.user.findMany();
  expect(people.map(({ email }) => email)).toEqual(["ada@example.org"]);
});
