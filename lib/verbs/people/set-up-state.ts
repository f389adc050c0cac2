import { z } from "zod";
import { nothing } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";

/** Is there anybody yet? What the sign-in and set-up pages ask first. */
export const setUpState = read({
  name: "set-up-state",
  summary: "Whether the first admin exists",
  needs: "nothing",
  input: nothing,
  output: z.object({ done: z.boolean() }),
  run: async ({ stores }) => ({
    done: (await stores.database.prisma.user.findFirst({ select: { id: true } })) !== null,
  }),
});
