import { createReadStream, existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
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
export const help = `verify [--file export.ndjson] [--demo]
Computes every record's hash again, looks at every link and number, and compares the end with the chain's head. Prints the
number of the first record that is wrong, and what is wrong with it; then the exit code is 1.
  --file   an exported trail (GET /api/audit/export?format=ndjson); needs no database
  --demo   the demo's databases`;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { file: { type: "string" }, demo: { type: "boolean", default: false } },
  });
  await (values.file === undefined ? verifyDatabase(values.demo) : verifyFile(values.file));
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
      if (sqlState(error) === "3D000")
        throw new Told("This home has no such database. The demo's trail is verified with --demo.");
      throw error;
    } finally {
      await database.close();
    }
  });
}

async function verifyFile(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new Told(`There is no file ${file} that can be read.`);
  });
  const lines = createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const { checked, withheld, fault, last } = await verifyLines(lines, (done) =>
    say(`${count(done)} records verified`),
  );
  if (fault) throw new Told(`Broken after ${count(checked)} records. ${fault.reason}`);
  if (checked === 0) throw new Told(`${file} holds no record.`);
  say(`Unbroken: ${count(checked)} records.`);
  if (withheld > 0)
    say(
      `${count(withheld)} belong to other projects or to sign-ins and people, and came without their content: only their links were verified.`,
    );
  say(`Ends with ${last.seq} ${last.hash}: compare it with the head, or the end may have been cut off.`);
}

const count = (value: number) => value.toLocaleString("en-US").replaceAll(",", " ");
