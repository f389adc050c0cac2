import { parseArgs } from "node:util";
import { stores } from "@/lib/stores/open";
import { perform } from "@/lib/verbs/kernel";
import { createUser } from "@/lib/verbs/people/create-user";
import { operatorContext } from "../operator";
import { readPassword } from "../read-password";
import { withStores } from "../with-stores";
import { say, Told } from "../words";

export const name = "user create";
export const summary = "add a person; the password comes from stdin";
export const help = `user create <email> --name <name> [--role viewer|scientist|engineer] [--admin] [--demo]
Adds a person with the password that stdin gives (one line, at least 12 characters).
  --role    what they may do in the project; viewer when not said
  --admin   people and settings of the installation, too
  --demo    in the demo's databases`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: "string" },
      role: { type: "string", default: "viewer" },
      admin: { type: "boolean", default: false },
      demo: { type: "boolean", default: false },
    },
  });
  const [email, ...more] = positionals;
  if (email === undefined || more.length > 0)
    throw new Told("Say one e-mail. `user create --help` says more.");
  const password = await readPassword(`Password for ${email}: `);
  await withStores({ demo: values.demo }, async () => {
    const input = { email, name: values.name ?? email, role: values.role, admin: values.admin, password };
    const user = await perform(createUser, { ...operatorContext(), input });
    await stores().database.close();
    say(`Added ${user.email} as ${user.role}${user.admin ? " and admin" : ""}.`);
  });
}
