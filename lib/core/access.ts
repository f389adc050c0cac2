/** Who acts, and what that actor may do. Pure: the kernel and the browser ask the same functions. */
export const roles = ["viewer", "scientist", "engineer"] as const;
export type Role = (typeof roles)[number];

export const scopes = ["read", "runs:write", "registry:write", "inference:write"] as const;
export type Scope = (typeof scopes)[number];

export type ProjectRef = { id: string; slug: string; name: string };

type Member = {
  userId: string;
  name: string;
  email: string;
  admin: boolean;
  role: Role | null;
  project: ProjectRef;
};
export type Person = Member & { kind: "person"; sessionId: string; authenticatedAt: Date };
export type TokenHolder = Member & { kind: "token"; tokenId: string; scopes: readonly Scope[] };
export type System = { kind: "system"; name: string; project: ProjectRef };
export type Nobody = { kind: "nobody" };
export type Actor = Person | TokenHolder | System | Nobody;

type Demand =
  /** `orAdmin`: an admin may, whatever the role in the project. */
  | { role: Role; scope: Scope | null; orAdmin?: true }
  | { admin: true }
  | { signedIn: true }
  | { nothing: true };

/** What a verb may say it needs. A `scope` of null: no token may do it, whatever its owner's role. */
export const demands = {
  nothing: { nothing: true },
  "sign-in": { signedIn: true },
  read: { role: "viewer", scope: "read" },
  "runs:write": { role: "scientist", scope: "runs:write" },
  "registry:write": { role: "scientist", scope: "registry:write" },
  "inference:write": { role: "scientist", scope: "inference:write" },
  decide: { role: "engineer", scope: null },
  "audit:export": { role: "engineer", scope: "read", orAdmin: true },
  administer: { admin: true },
} as const satisfies Record<string, Demand>;
export type Needs = keyof typeof demands;

const rank = (role: Role | null) => (role === null ? 0 : roles.indexOf(role) + 1);

/** May somebody of the role `one` do what `other` may not? */
export const outranks = (one: Role | null, other: Role | null): boolean => rank(one) > rank(other);

/** An admin has the scientist's rights in every project, and is not an approver by that. */
export function effectiveRole(member: { admin: boolean; role: Role | null }): Role | null {
  return member.admin && rank(member.role) < rank("scientist") ? "scientist" : member.role;
}

export type Verdict =
  | { allowed: true }
  | { allowed: false; code: "unauthenticated" | "forbidden"; why: string };
const allowed: Verdict = { allowed: true };
const refused = (why: string): Verdict => ({ allowed: false, code: "forbidden", why });

/** May this actor do what the verb needs? Says why not, in words that tell what to do. */
export function judge(actor: Actor, needs: Needs): Verdict {
  const demand: Demand = demands[needs];
  if ("nothing" in demand || actor.kind === "system") return allowed;
  if (actor.kind === "nobody")
    return {
      allowed: false,
      code: "unauthenticated",
      why: "Sign in, or send an API token as Bearer or as the password of Basic.",
    };
  if ("signedIn" in demand)
    return actor.kind === "person"
      ? allowed
      : refused("An API token cannot do this: sign in in the browser.");
  if ("admin" in demand) {
    if (actor.kind === "token")
      return refused("An API token cannot do this: an admin does it in the browser.");
    return actor.admin ? allowed : refused("This needs an admin of this installation.");
  }
  const role = effectiveRole(actor);
  if (rank(role) < rank(demand.role) && !(demand.orAdmin && actor.admin))
    return refused(
      `This needs the role ${demand.role} in the project ${actor.project.name}; yours is ${role ?? "none"}.`,
    );
  if (actor.kind === "token" && demand.scope === null)
    return refused("No API token may do this: it takes a person, signed in.");
  if (actor.kind === "token" && demand.scope !== null && !actor.scopes.includes(demand.scope))
    return refused(`This token lacks the scope ${demand.scope}.`);
  return allowed;
}

/** The needs that this actor meets: sent with answers, so that the browser offers only what works. */
export const abilities = (actor: Actor): Needs[] => needsList.filter((needs) => judge(actor, needs).allowed);

/** The scopes that a token of this owner can use at all. */
export const scopesOf = (member: { admin: boolean; role: Role | null }): Scope[] =>
  scopes.filter((scope) =>
    needsList.some((needs) => {
      const demand: Demand = demands[needs];
      return "scope" in demand && demand.scope === scope && rank(effectiveRole(member)) >= rank(demand.role);
    }),
  );

const needsList: Needs[] = [
  "nothing",
  "sign-in",
  "read",
  "runs:write",
  "registry:write",
  "inference:write",
  "decide",
  "audit:export",
  "administer",
];

export const isRole = (value: string): value is Role => roles.some((role) => role === value);
export const isScope = (value: string): value is Scope => scopes.some((scope) => scope === value);
