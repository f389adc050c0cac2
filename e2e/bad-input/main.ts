/**
 * Bad input over HTTP (safety.md 5.5): `npx tsx e2e/bad-input/main.ts`. Each case names the answers that are right; none
 * may be a 5xx or show the inside. Prints a counted report, and "N passed, N failed" last.
 */
import { Client } from "pg";
import { Slipway } from "../served";
import { credentials, refusedWrites, unknownAndForbidden } from "./access";
import { envelopes, malformedBodies, wrongFields } from "./bodies";
import { assembleTeam, decisions } from "./decisions";
import { crossOrigin, probes, rawRequests } from "./edge";
import { groundMoves } from "./ground";
import { climbingPaths, filtersWithSql } from "./paths";
import { assemble } from "./people";
import { Suite } from "./suite";
import { webhookUrls } from "./webhook-urls";

async function main(): Promise<number> {
  const slipway = new Slipway();
  try {
    await slipway.start();
    const cast = await assemble(slipway, (name) => expireToken(slipway, name));
    const suite = new Suite(slipway.url);
    const server = await slipway.pidOf("server");
    // Credentials last: too many failures of an address are throttled, as they should be.
    for (const make of [malformedBodies, wrongFields, envelopes, refusedWrites, unknownAndForbidden])
      await suite.run(make(cast));
    for (const make of [climbingPaths, filtersWithSql, probes]) await suite.run(make(cast));
    const team = await assembleTeam(slipway, cast);
    await suite.run(await decisions(team));
    await groundMoves(suite, slipway, team);
    await suite.run(webhookUrls(team));
    await rawRequests(suite, cast);
    await crossOrigin(suite, cast);
    await suite.run(credentials(cast).map((one) => ({ ...one, expect: [...one.expect, 429] })));
    suite.count(
      "the server is ready, and still the same process",
      (await slipway.isReady()) && (await slipway.pidOf("server")) === server ? 200 : 1,
      "",
      [200],
    );
    const { tried, asExpected, fives, leaking } = suite;
    console.log(`tried ${tried}, as expected ${asExpected}, 5xx ${fives}, leaks ${leaking}`);
    const failed = Math.max(tried - asExpected, fives, leaking);
    console.log(`${tried - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await slipway.stop();
  }
}

/** Makes a token one whose time was over yesterday. */
async function expireToken(slipway: Slipway, name: string): Promise<void> {
  const database = new Client({ connectionString: slipway.running().databaseUrl });
  await database.connect();
  await database.query(
    "UPDATE token SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE name = $1",
    [name],
  );
  await database.end();
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
