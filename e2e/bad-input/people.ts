import { z } from "zod";
import type { Slipway } from "../served";
import { signIn } from "../sign-in";

export type Cast = {
  url: string;
  /** Authorization of a scientist's and a viewer's token, and of ones that work no more. */
  scientist: string;
  viewer: string;
  reader: string;
  expired: string;
  revoked: string;
  /** A signed-in scientist's cookie. */
  cookie: string;
  experiment: string;
  run: string;
};

const tokens = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });
const created = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });

/** The people, tokens, session and run that the cases use. */
export async function assemble(slipway: Slipway, expire: (name: string) => Promise<void>): Promise<Cast> {
  const { url } = slipway;
  const email = "scientist@example.org";
  const { token, password } = slipway.addPerson(email, "scientist");
  const viewer = slipway.addPerson("viewer@example.org", "viewer").token;
  const make = (name: string, more: string[] = []) =>
    slipway.operate(["token", "create", email, "--name", name, ...more]);
  const [reader, expired, revoked] = [make("reader", ["--scope", "read"]), make("expired"), make("revoked")];
  await expire("expired");
  const cookie = await signIn(url, email, password);
  const own = await fetch(`${url}/api/tokens`, { headers: { cookie } });
  const { items } = tokens.parse(await own.json());
  const id = items.find(({ name }) => name === "revoked")?.id;
  const gone = await fetch(`${url}/api/tokens/${id}`, {
    method: "DELETE",
    headers: { cookie, origin: url },
  });
  if (!gone.ok) throw new Error(`The token could not be revoked: ${gone.status} ${await gone.text()}`);
  const bearer = (token: string) => `Bearer ${token}`;
  const run = await fetch(`${url}/api/2.0/mlflow/runs/create`, {
    method: "POST",
    headers: { authorization: bearer(token), "content-type": "application/json" },
    body: JSON.stringify({ experiment_id: "0" }),
  });
  return {
    url,
    scientist: bearer(token),
    viewer: bearer(viewer),
    reader: bearer(reader),
    expired: bearer(expired),
    revoked: bearer(revoked),
    cookie,
    experiment: "0",
    run: created.parse(await run.json()).run.info.run_id,
  };
}
