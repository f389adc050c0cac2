import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type DemoUser, readPeople } from "./people";
import { Wire } from "./wire";

type Fixtures = {
  /** The demo's user of that role; `nth` of several, from 0. */
  person: (role: string, nth?: number) => DemoUser;
  /** Signs the page's browser in by the form: as somebody of that role, or as the person given. */
  signIn: (page: Page, who: string | Pick<DemoUser, "email" | "password">) => Promise<void>;
  /** What axe finds on the page as it stands, but for the rules named. */
  accessibility: (page: Page, without?: string[]) => Promise<string[]>;
  /** Logs as the demo's scientist. */
  wire: Wire;
  complaints: string[];
};

/** A journey: a page that complains in its console fails it. */
export const test = base.extend<Fixtures>({
  person: async ({ baseURL: _ }, use) => {
    await use((role, nth = 0) => {
      const { users = [], others = [] } = readPeople() ?? {};
      const user = [...users, ...others].filter(({ roles }) => roles.includes(role))[nth];
      if (!user) throw new Error(`The demo has nobody with the role ${role}, or too few.`);
      return user;
    });
  },
  signIn: async ({ person }, use) => {
    await use(async (page, who) => {
      const { email, password } = typeof who === "string" ? person(who) : who;
      await page.goto("/sign-in");
      await page.getByLabel(/e-mail/i).fill(email);
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    });
  },
  accessibility: async ({ baseURL: _ }, use) => {
    await use(async (page, without = []) => {
      const { violations } = await new AxeBuilder({ page }).disableRules(without).analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
    });
  },
  wire: async ({ baseURL, person }, use) => {
    await use(new Wire(baseURL ?? "", person("scientist").token));
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await use(complaints);
      expect(complaints, "the page complained").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
