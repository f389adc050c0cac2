import { z } from "zod";
import { abilities, demands, effectiveRole } from "@/lib/core/access";
import { SlipwayError } from "@/lib/core/errors";
import { nothing } from "@/lib/core/fields";
import { admin, role } from "@/lib/core/people/schemas";
import { read } from "@/lib/verbs/kernel";

/** Who asks, and what they may do here. */
export const me = read({
  name: "me",
  summary: "Who I am and what I may do",
  needs: "read",
  input: nothing,
  output: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: role.nullable(),
    admin,
    project: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
    via: z.enum(["session", "token"]),
    abilities: z.array(z.enum(["nothing", ...Object.keys(demands)])),
  }),

  run({ actor }) {
    if (actor.kind !== "person" && actor.kind !== "token")
      throw new SlipwayError("unauthenticated", "Sign in first.");
    const { userId, name, email, project } = actor;
    return {
      id: userId,
      name,
      email,
      role: effectiveRole(actor),
      admin: actor.admin,
      project,
      via: actor.kind === "person" ? ("session" as const) : ("token" as const),
      abilities: abilities(actor),
    };
  },
});
