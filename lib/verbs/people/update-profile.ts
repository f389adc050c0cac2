import { z } from "zod";
import { personName } from "@/lib/core/people/names";
import { write } from "@/lib/verbs/kernel";
import { takeName } from "./shared/take-name";

export const updateProfile = write({
  name: "update-profile",
  summary: "Change my name",
  needs: "sign-in",
  input: z.strictObject({ name: personName }),
  output: z.object({ name: z.string() }),

  load: ({ actor }) => (actor.kind === "person" ? actor.userId : ""),
  allow: () => null,
  run: ({ tx }, { name }, id) => takeName(tx, id, name),
  audit: ({ id }) => ({ target: { type: "user", id }, after: { changed: ["name"] }, installation: true }),
  present: ({ name }) => ({ name }),
});
