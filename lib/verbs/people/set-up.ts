import { z } from "zod";
import { forbidden, notFound } from "@/lib/core/errors";
import { personName } from "@/lib/core/people/names";
import { email, installationPolicy, newPassword, secret } from "@/lib/core/people/schemas";
import { type Context, write } from "@/lib/verbs/kernel";
import { addUser } from "./shared/add-user";
import { findLink, spendLink } from "./shared/links";
import { hashPassword } from "./shared/passwords";
import { requireGoodPassword } from "./shared/people";

const over = () => notFound("Slipway is set up already. Sign in.");
const dead = () => forbidden("This set-up link does not work. Restart Slipway: it prints a new one.");

/** Makes the first admin, once, by the link that the start printed. Errors: not-found when anybody is there, forbidden, too-many-attempts. */
export const setUp = write({
  name: "set-up",
  summary: "Make the first admin",
  needs: "nothing",
  input: z.strictObject({
    token: secret,
    email,
    name: personName,
    password: newPassword,
    /** Left out: nobody was asked, and DEFAULT_POLICY holds. */
    policy: installationPolicy.optional(),
  }),
  output: z.object({ email: z.string() }),

  async prepare(context, input) {
    if (await anybody(context)) throw over();
    const link = await findLink(context, input.token, ["setup"]);
    if (!link) throw dead();
    requireGoodPassword(input.password, [input.email, input.name], "/password");
    return { link: link.id, passwordHash: await hashPassword(input.password) };
  },

  async load({ tx }, _input, { link }) {
    // Two at once wait here for each other; the second sees the first one's admin.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('slipway set-up'))`;
    if ((await tx.user.count()) > 0) throw over();
    if (!(await spendLink(tx, link))) throw dead();
  },
  allow: () => null,

  async run(context, input, _loaded, { passwordHash }) {
    const user = await addUser(context, {
      email: input.email,
      name: input.name,
      role: "engineer",
      admin: true,
      passwordHash,
    });
    await context.tx.installation.update({ where: { id: 1 }, data: { policy: input.policy ?? null } });
    return user;
  },

  audit: (user, { policy }) => ({
    target: { type: "user", id: user.id },
    after: { role: user.role, admin: true, policy: policy ?? null },
    installation: true,
  }),
  present: (user) => ({ email: user.email }),
});

const anybody = async ({ stores }: Context) => (await stores.database.prisma.user.count()) > 0;
