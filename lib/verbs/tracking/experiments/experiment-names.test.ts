import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { at, openWire, textAt } from "@/lib/transports/mlflow/testing/client";

let wire: Awaited<ReturnType<typeof openWire>>;
beforeAll(async () => {
  wire = await openWire();
});

const create = (body: object) => wire.post("experiments/create", body);
const taken = { status: 400, body: { error_code: "RESOURCE_ALREADY_EXISTS" } };

// Of this database: other files' tests wait for their own.
const waiting = sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe("a name that two take at once", () => {
  /** Does `work` while a transaction that is not yet committed takes the name; commits once `work` waits for it. */
  async function whileTaken<T>(name: string, work: () => Promise<T>): Promise<T> {
    const other = await wire.stores.database.connect();
    await other.query("BEGIN");
    await other.query(
      "INSERT INTO experiment (project_id, name, artifact_location) VALUES ('default', $1, '')",
      [name],
    );
    const working = work();
    // Asked outside the transaction, which would see the same activity for as long as it lasts.
    await expect.poll(async () => (await wire.stores.database.query(waiting)).length).toBeGreaterThan(0);
    await other.query("COMMIT");
    await other.end();
    return working;
  }

  it("is refused as taken when it is created", async () => {
    const answer = await whileTaken("raced", () => create({ name: "raced" }));
    expect(answer).toMatchObject(taken);
    expect(textAt(answer, "message")).toMatch(/^This exists already/);
  });

  it("is refused as taken when an experiment is renamed to it", async () => {
    const experiment_id = at(await create({ name: "to be renamed" }), "experiment_id");
    const rename = () => wire.post("experiments/update", { experiment_id, new_name: "raced too" });
    expect(await whileTaken("raced too", rename)).toMatchObject(taken);
  });
});

describe("a name with space around it", () => {
  it("is found again as it was sent, and is another than the one without", async () => {
    const created = await create({ name: " spaced " });
    const found = await wire.get("experiments/get-by-name", { experiment_name: " spaced " });
    expect(at(found, "experiment")).toMatchObject({
      experiment_id: at(created, "experiment_id"),
      name: " spaced ",
    });
    expect((await create({ name: "spaced" })).status).toBe(200);
  });

  it("is refused where there is nothing else", async () =>
    expect(await create({ name: " \t " })).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE" },
    }));
});
