import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Role, scopesOf } from "@/lib/core/access";
import { readEnv } from "@/lib/env";
import { operatorContext } from "@/lib/transports/cli/operator";
import { perform } from "@/lib/verbs/kernel";
import { createToken } from "@/lib/verbs/people/create-token";
import { createUser } from "@/lib/verbs/people/create-user";

const demoFile = z.object({
  url: z.string(),
  users: z.array(
    z.object({ email: z.string(), password: z.string(), roles: z.array(z.string()), token: z.string() }),
  ),
});
type DemoFile = z.infer<typeof demoFile>;

const people: { email: string; name: string; role: Role; admin: boolean; roles: string[] }[] = [
  { email: "vera@demo.slipway", name: "Vera Lindqvist", role: "viewer", admin: false, roles: ["viewer"] },
  { email: "dana@demo.slipway", name: "Dana Okafor", role: "scientist", admin: false, roles: ["scientist"] },
  { email: "emil@demo.slipway", name: "Emil Sato", role: "engineer", admin: false, roles: ["engineer"] },
  { email: "ada@demo.slipway", name: "Ada Moreau", role: "scientist", admin: true, roles: ["admin"] },
];

const place = () => join(readEnv().SLIPWAY_HOME, "demo.json");

/** The demo's people, one a role, with passwords and tokens of this folder; made on the first start, read on the next ones. */
export async function demoPeople(url: string): Promise<{ file: DemoFile; made: boolean }> {
  if (existsSync(place())) {
    const file = { ...demoFile.parse(JSON.parse(readFileSync(place(), "utf8"))), url };
    save(file);
    return { file, made: false };
  }
  const users: DemoFile["users"] = [];
  for (const { email, name, role, admin, roles } of people) {
    const password = randomBytes(12).toString("base64url");
    const context = operatorContext("demo");
    const user = await perform(createUser, { ...context, input: { email, name, role, admin, password } });
    const input = { owner: user.id, name: "demo", scopes: scopesOf({ role, admin }), expiresInDays: 365 };
    const { token } = await perform(createToken, { ...context, input });
    users.push({ email, password, roles, token });
  }
  const file = { url, users };
  save(file);
  return { file, made: true };
}

function save(file: DemoFile): void {
  writeFileSync(place(), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
}

export function tokenOf(file: DemoFile, role: string): string {
  const user = file.users.find(({ roles }) => roles.includes(role));
  if (!user) throw new Error(`demo.json has no ${role}. Start with \`npm run demo -- --fresh\`.`);
  return user.token;
}
