import { Client } from "pg";
import { z } from "zod";
import { medianOf } from "./figures";
import type { Bench, World } from "./world";

const records = 100_000;
const atOnce = 500;

/** Fills the trail with acts as people leave them, by the one function that writes it. */
async function fill({ slipway }: World): Promise<void> {
  const database = new Client({ connectionString: slipway.running().databaseUrl });
  await database.connect();
  const { rows } = await database.query('SELECT id FROM "user" LIMIT 1');
  const actor = { type: "person", id: rows[0]?.id, role: "engineer", admin: false, session: "s".repeat(24) };
  for (let from = 0; from < records; from += atOnce) {
    const bodies = Array.from({ length: atOnce }, (_, index) =>
      JSON.stringify({
        action: "set-alias",
        actor,
        after: { alias: "champion", version: from + index },
        before: { alias: "champion", version: from + index - 1 },
        ip: "192.0.2.1",
        outcome: (from + index) % 50 === 0 ? "refused" : "done",
        project: "default",
        reason: null,
        requestId: crypto.randomUUID(),
        target: { id: crypto.randomUUID(), name: `model ${(from + index) % 40}`, type: "model" },
        userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0",
        v: 1,
      }),
    );
    await database.query("SELECT audit_append(body) FROM unnest($1::text[]) AS body", [bodies]);
  }
  await database.query("ANALYZE audit_event");
  await database.end();
}

const verdict = z.object({ ok: z.literal(true), checked: z.number().min(records) });
const page = z.object({ total: z.number().min(1) });

/** A trail of 100 000 records: verified whole, and searched. */
export const benchAudit: Bench = async (world) => {
  await fill(world);
  const ask = async (path: string, shape: z.ZodType) => {
    const { ms, text } = await world.client.send("GET", path);
    shape.parse(JSON.parse(text));
    return ms;
  };
  const verify = () => ask("/api/audit/verification", verdict);
  const search = () => ask("/api/audit?target=model%2010&outcome=refused&actor=bench", page);
  await verify();
  await search();
  return [
    {
      what: "verification of 100 k audit rows",
      value: (await medianOf(5, verify)) / 1000,
      unit: "s",
      aim: { most: 10 },
    },
    {
      what: "search of 100 k audit rows by who, what and outcome",
      value: await medianOf(5, search),
      unit: "ms",
      aim: { most: 1000 },
    },
  ];
};
