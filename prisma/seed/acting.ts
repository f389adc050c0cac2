import { operatorContext } from "@/lib/transports/cli/operator";
import { type Context, perform } from "@/lib/verbs/kernel";
import { listSessions } from "@/lib/verbs/people/list-sessions";
import { listUsers } from "@/lib/verbs/people/list-users";
import { signIn } from "@/lib/verbs/people/sign-in";
import { signOut } from "@/lib/verbs/people/sign-out";

export const cast = ["dana", "emil", "noor", "ada"] as const;
/** The demo's people who act in the registry: a scientist, two engineers, an admin. */
export type Who = (typeof cast)[number];

/** How one of them signs in. */
export type SignIn = { email: string; password: string };

/** One of the cast, signed in just now: the context of what they do, and their id. */
export type Player = { context: Context; id: string };
export type Players = Record<Who, Player>;

/** Signs all of them in as the sign-in page does: what engineers decide takes a person with a fresh session. */
export async function signInAll(people: readonly SignIn[]): Promise<Players> {
  const enter = (who: Who) => enterAs(people.find(({ email }) => email.startsWith(`${who}@`)));
  const [dana, emil, noor, ada] = [
    await enter("dana"),
    await enter("emil"),
    await enter("noor"),
    await enter("ada"),
  ];
  return { dana, emil, noor, ada };
}

export async function signOutAll(players: Players): Promise<void> {
  for (const who of cast) await perform(signOut, { ...players[who].context, input: {} });
}

async function enterAs(person: SignIn | undefined): Promise<Player> {
  if (!person) throw new Error("demo.json lacks one of the demo's people: `npm run demo -- --fresh`.");
  const system = operatorContext("demo");
  const { email, password } = person;
  const nobody: Context = { ...system, actor: { kind: "nobody" } };
  const { session } = await perform(signIn, { ...nobody, input: { email, password } });
  if (!session) throw new Error(`${email} cannot sign in with the password in demo.json.`);
  const { userId } = session;
  const everybody = await perform(listUsers, { ...system, input: {} });
  const user = everybody.items.find(({ id }) => id === userId);
  const open = await perform(listSessions, { ...system, input: { user: userId } });
  const mine = open.items.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
  if (!user || !mine) throw new Error(`${email} signed in, but has no session.`);
  const { name, admin, role } = user;
  const since = { sessionId: mine.id, authenticatedAt: new Date() };
  const actor = {
    kind: "person",
    userId,
    name,
    email,
    admin,
    role,
    project: system.project,
    ...since,
  } as const;
  return { id: userId, context: { ...system, actor } };
}
