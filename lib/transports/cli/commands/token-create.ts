import { parseArgs } from "node:util";
import { scopesOf } from "@/lib/core/access";
import { stores } from "@/lib/stores/open";
import { perform } from "@/lib/verbs/kernel";
import { createToken } from "@/lib/verbs/people/create-token";
import { listUsers } from "@/lib/verbs/people/list-users";
import { operatorContext } from "../operator";
import { withStores } from "../with-stores";
import { say, Told } from "../words";

export const name = "token create";
export const summary = "make an API token for a person; it is printed once";
export const help = `token create <email> [--name <name>] [--scope <scope>]… [--days 90] [--demo]
Prints a new API token of that person, alone on stdout, so that a script can take it.
  --scope   read, runs:write, registry:write or inference:write; all that the person's role allows when not said
  --days    how long it works, at most 365
  --demo    in the demo's databases`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: "string", default: "made by the operator" },
      scope: { type: "string", multiple: true },
      days: { type: "string", default: "90" },
      demo: { type: "boolean", default: false },
    },
  });
  const [email, ...more] = positionals;
  if (email === undefined || more.length > 0)
    throw new Told("Say one e-mail. `token create --help` says more.");
  await withStores({ demo: values.demo }, async () => {
    const context = operatorContext();
    const { items } = await perform(listUsers, { ...context, input: {} });
    const owner = items.find((user) => user.email === email.toLowerCase());
    if (!owner) throw new Told(`There is nobody with the e-mail ${email}.`);
    const scopes = values.scope ?? scopesOf(owner);
    const input = { owner: owner.id, name: values.name, scopes, expiresInDays: Number(values.days) };
    const { token } = await perform(createToken, { ...context, input });
    await stores().database.close();
    say(token);
  });
}
