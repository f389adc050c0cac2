import { z } from "zod";
import { sendAsPage, signIn } from "../sign-in";
import type { DemoUser } from "./people";

const invited = z.object({ link: z.object({ path: z.string() }) });
export type Newcomer = { email: string; name: string; password: string };

/** Somebody of a journey's own, invited by an admin: what is done to them touches no other journey. */
export async function addNewcomer(url: string, admin: DemoUser, role: string): Promise<Newcomer> {
  const id = crypto.randomUUID().slice(0, 8);
  const newcomer = { email: `new-${id}@demo.slipway`, name: `New ${id}`, password: crypto.randomUUID() };
  const { email, name, password } = newcomer;
  const cookie = await signIn(url, admin.email, admin.password);
  const answer = await sendAsPage(url, cookie, "POST", "/api/users", { email, name, role, admin: false });
  const token = new URL(invited.parse(answer.body).link.path, url).searchParams.get("token");
  const joined = await sendAsPage(url, "", "POST", "/api/invitation", { token, password, name });
  if (joined.status >= 300) throw new Error(`${email} cannot join: ${joined.status}.`);
  return newcomer;
}
