import { createReadStream, existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type ScopeCount, scopeWords } from "@/lib/core/audit/chain";
import { readEnv } from "@/lib/env";
import { sqlState } from "@/lib/stores/database/errors";
import { stores } from "@/lib/stores/open";
import { verifyChain } from "@/lib/verbs/audit/shared/chain";
import { isEmbedded } from "../home";
import { verifyLines } from "../verify-file";
import { withStores } from "../with-stores";
import { say, Told } from "../words";

export const name = "verify";
export const summary = "verify the audit trail, in the database or in an exported file";
export const help = `verify [--demo]
verify --file export.ndjson [--shows default,people] [--accept-unproven]
Computes every record's hash again, looks at every link and number, and compares the end with the chain's head. Prints the
number of the first record that is wrong, and what is wrong with it; then the exit code is 1.
  --file             an exported trail (GET /api/audit/export?format=ndjson); needs no database
  --shows            which projects (ids) the file must show, so that none was held back afterwards; people: sign-ins and people
  --accept-unproven  take records of before the second seal that come without their content: nothing proves that they were
                     withheld
  --demo             the demo's databases

How a record is sealed, so that anything can verify it; + joins bytes, \\n is a line feed, texts are UTF-8:
  hash     = sha256("slipway-audit-v2" + prevHash as 32 bytes + "seq\\nat\\nscope\\nbodyHash")
  bodyHash = sha256(body) in hex; scope = the body's "project", or nothing where it is null
A line whose body is withheld carries scope and bodyHash instead. Whoever may read one record of a scope may read them all, so
a scope that is shown in one line and withheld in another is a fault. Records of before that are sealed with
  hash     = sha256("slipway-audit-v1" + prevHash as 32 bytes + "seq\\nat\\nbody")
and none of them may stand behind one of the second seal. The first prevHash is 32 zero bytes.`;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      file: { type: "string" },
      shows: { type: "string", default: "" },
      "accept-unproven": { type: "boolean", default: false },
      demo: { type: "boolean", default: false },
    },
  });
  if (values.file === undefined) return verifyDatabase(values.demo);
  const shows = values.shows.split(",").filter((scope) => scope !== "");
  await verifyFile(values.file, shows, values["accept-unproven"]);
}

async function verifyDatabase(demo: boolean): Promise<void> {
  const env = readEnv();
  if (isEmbedded(env) && !existsSync(env.SLIPWAY_HOME))
    throw new Told(
      `There is no home at ${env.SLIPWAY_HOME}. Set SLIPWAY_HOME to the one that the server runs on.`,
    );
  // As it stands: whoever verifies changes nothing, migrations included.
  await withStores({ demo, migrate: false }, async () => {
    const { database } = stores();
    try {
      let told = 0;
      const { ok, checked, reason, head, upTo } = await verifyChain(database, (done, total) => {
        if (done === total || done - told >= 20_000)
          say(`${count(done)} of ${count(total)} records verified`);
        if (done - told >= 20_000) told = done;
      });
      if (!ok) throw new Told(`Broken after ${count(checked)} records. ${reason ?? ""}`);
      say(`Unbroken: ${count(checked)} records${upTo === null ? "" : `, up to ${upTo}`}.`);
      if (head) say(`Head ${head.seq} ${head.hash}`);
    } catch (error) {
      if (sqlState(error) === "42P01")
        throw new Told("There is no audit trail yet: nothing was ever started here.");
      if (sqlState(error) === "42703")
        throw new Told(
          "The database is older than this Slipway. Start it once, or run migrate, then verify.",
        );
      if (sqlState(error) === "3D000")
        throw new Told("This home has no such database. The demo's trail is verified with --demo.");
      throw error;
    } finally {
      await database.close();
    }
  });
}

async function verifyFile(file: string, shows: readonly string[], acceptUnproven: boolean): Promise<void> {
  await access(file).catch(() => {
    throw new Told(`There is no file ${file} that can be read.`);
  });
  const lines = createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const { checked, unproven, scopes, fault, last } = await verifyLines(lines, {
    acceptUnproven,
    onProgress: (done) => say(`${count(done)} records verified`),
  });
  if (fault) throw new Told(`Broken after ${count(checked)} records. ${fault.reason}`);
  if (checked === 0) throw new Told(`${file} holds no record.`);
  const hidden = shows.map((name) => (name === "people" ? "" : name)).find((scope) => !shown(scopes, scope));
  if (hidden !== undefined) throw new Told(`The file does not show ${scopeWords(hidden)}.`);
  say(`Unbroken: ${count(checked)} records.`);
  for (const { scope, shown, withheld } of scopes)
    say(
      withheld > 0
        ? `  ${scopeWords(scope)}: ${count(withheld)}, withheld from whoever took the export; their hashes fit`
        : `  ${scopeWords(scope)}: ${count(shown)}, with their content`,
    );
  if (unproven > 0)
    say(`  ${count(unproven)} came without their content and without proof: only their links were verified`);
  say(`Ends with ${last.seq} ${last.hash}: compare it with the head, or the end may have been cut off.`);
}

const shown = (scopes: readonly ScopeCount[], wanted: string): boolean =>
  scopes.some(({ scope, withheld }) => scope === wanted && withheld === 0);

const count = (value: number) => value.toLocaleString("en-US").replaceAll(",", " ");
