import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Role, scopesOf } from "@/lib/core/access";
import { SlipwayError } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";
import { operatorContext } from "@/lib/transports/cli/operator";
import { perform } from "@/lib/verbs/kernel";
import { acceptLink } from "@/lib/verbs/people/accept-link";
import { createToken } from "@/lib/verbs/people/create-token";
import { createUser } from "@/lib/verbs/people/create-user";
import { issueLink } from "@/lib/verbs/people/issue-link";
import { listTokens } from "@/lib/verbs/people/list-tokens";
import { listUsers } from "@/lib/verbs/people/list-users";
import { revokeToken } from "@/lib/verbs/people/revoke-token";

const demoUser = z.object({
  email: z.string(),
  password: z.string(),
  roles: z.array(z.string()),
  token: z.string(),
});
type DemoUser = z.infer<typeof demoUser>;
// `users` has one of each role, for whoever picks by role; `others` are here because some acts take two.
const demoFile = z.object({
  url: z.string(),
  users: z.array(demoUser),
  others: z.array(demoUser).default([]),
});
export type DemoFile = z.infer<typeof demoFile>;

type Given = { email: string; name: string; role: Role; admin: boolean; roles: string[] };
const users: Given[] = [
  { email: "vera@demo.slipway", name: "Vera Lindqvist", role: "viewer", admin: false, roles: ["viewer"] },
  { email: "dana@demo.slipway", name: "Dana Okafor", role: "scientist", admin: false, roles: ["scientist"] },
  { email: "emil@demo.slipway", name: "Emil Sato", role: "engineer", admin: false, roles: ["engineer"] },
  { email: "ada@demo.slipway", name: "Ada Moreau", role: "scientist", admin: true, roles: ["admin"] },
];
const others: Given[] = [
  { email: "noor@demo.slipway", name: "Noor Haddad", role: "engineer", admin: false, roles: ["engineer"] },
];

const place = () => join(readEnv().SLIPWAY_HOME, "demo.json");

/** The demo's people with passwords and tokens of this folder; made on the first start, read on the next ones. */
export async function demoPeople(url: string): Promise<{ file: DemoFile; made: number }> {
  const before = existsSync(place()) ? demoFile.parse(JSON.parse(readFileSync(place(), "utf8"))) : undefined;
  let made = 0;
  const find = async (given: Given, known: readonly DemoUser[] | undefined) => {
    const found = known?.find(({ email }) => email === given.email);
    if (!found) made++;
    return found ?? makePerson(given);
  };
  const file: DemoFile = { url, users: [], others: [] };
  for (const given of users) file.users.push(await find(given, before?.users));
  for (const given of others) file.others.push(await find(given, before?.others));
  // Whole or not at all: that the file is there says that everybody can sign in.
  writeFileSync(`${place()}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${place()}.new`, place());
  return { file, made };
}

async function makePerson({ roles, ...given }: Given): Promise<DemoUser> {
  const password = randomBytes(12).toString("base64url");
  const context = operatorContext("demo");
  const owner = await findOrCreate(given, password);
  const input = { owner, name: "demo", scopes: scopesOf(given), expiresInDays: 365 };
  const { token } = await perform(createToken, { ...context, input });
  return { email: given.email, password, roles, token };
}

/** Somebody whom a start that was cut off has made already gets a new password, since nobody knows the first. */
async function findOrCreate(given: Omit<Given, "roles">, password: string): Promise<string> {
  const context = operatorContext("demo");
  try {
    return (await perform(createUser, { ...context, input: { ...given, password } })).id;
  } catch (error) {
    if (!(error instanceof SlipwayError && error.code === "already-exists")) throw error;
  }
  const everybody = await perform(listUsers, { ...context, input: {} });
  const id = everybody.items.find(({ email }) => email === given.email)?.id ?? "";
  const { path } = await perform(issueLink, { ...context, input: { id } });
  await perform(acceptLink, { ...context, input: { token: path.split("token=")[1], password } });
  const tokens = await perform(listTokens, { ...context, input: {} });
  for (const token of tokens.items.filter(({ owner }) => owner.id === id))
    await perform(revokeToken, { ...context, input: { id: token.id } });
  return id;
}

export function tokenOf(file: DemoFile, role: string): string {
  const user = file.users.find(({ roles }) => roles.includes(role));
  if (!user) throw new Error(`demo.json has no ${role}. Start with \`npm run demo -- --fresh\`.`);
  return user.token;
}
