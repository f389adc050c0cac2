import { z } from "zod";
import { roles, scopes } from "@/lib/core/access";
import { text } from "@/lib/core/fields";
import { personName } from "./names";
import { normalizePassword, passwordLength, passwordProblem } from "./passwords";

/** The shapes of people's forms and answers: the browser checks with the same ones as the verbs. */

// Normalised first: characters that fold into others must not slip past what is checked.
export const email = z
  .string("an e-mail is required")
  .transform((value) => value.normalize("NFKC").trim().toLowerCase())
  .pipe(text(254).regex(/^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+$/, "is not an e-mail address"));

export const role = z.enum(roles);
export const admin = z.boolean();

/** A password that is only compared: as long as one can be, whatever it holds. */
export const givenPassword = z
  .string()
  .max(8 * passwordLength.max, "is too long")
  .transform(normalizePassword);
/** A password to be set. */
export const newPassword = z
  .string()
  .max(8 * passwordLength.max, "is too long")
  .superRefine((value, context) => {
    const problem = passwordProblem(value);
    if (problem !== null) context.addIssue(problem);
  })
  .transform(normalizePassword);

export const secret = z.string().max(200);
export const installationPolicy = z.enum(["team", "alone", "open"]);

export const inviteInput = z.strictObject({ email, name: personName, role, admin: admin.default(false) });
export const tokenInput = z.strictObject({
  name: text(100).trim().min(1, "must not be empty"),
  scopes: z.array(z.enum(scopes)).min(1, "Choose at least one scope.").max(scopes.length),
  expiresInDays: z.int().min(1).max(365).default(90),
});

const time = z.string();
export const userRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: role.nullable(),
  admin,
  /** `invited`: has neither chosen a password nor come in through the provider yet. */
  status: z.enum(["active", "invited", "disabled"]),
  createdAt: time,
  lastSeenAt: time.nullable(),
});
export type UserRow = z.infer<typeof userRow>;

export const linkAnswer = z.object({
  purpose: z.enum(["invitation", "reset"]),
  /** Shown once: a path on this server that carries the secret. */
  path: z.string(),
  expiresAt: time,
});
export type LinkAnswer = z.infer<typeof linkAnswer>;

export const tokenRow = z.object({
  id: z.string(),
  name: z.string(),
  /** Its first and last characters. */
  hint: z.string(),
  scopes: z.array(z.enum(scopes)),
  project: z.string(),
  owner: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  createdAt: time,
  expiresAt: time,
  lastUsedAt: time.nullable(),
  status: z.enum(["active", "expired", "revoked"]),
});
export type TokenRow = z.infer<typeof tokenRow>;
export const newTokenAnswer = tokenRow.extend({ token: z.string() });
export type NewTokenAnswer = z.infer<typeof newTokenAnswer>;

export const sessionRow = z.object({
  id: z.string(),
  current: z.boolean(),
  user: z.object({ id: z.string(), name: z.string() }),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: time,
  lastSeenAt: time,
  expiresAt: time,
});
export type SessionRow = z.infer<typeof sessionRow>;
