import { Client } from "pg";

/** Makes the database that `url` names when it is missing, as a copy of `template` when one is given. */
export async function ensureDatabase(url: string, template?: string): Promise<void> {
  await onServer(url, async (client, name) => {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount) return;
    const from =
      template === undefined ? "" : ` TEMPLATE ${client.escapeIdentifier(template)} STRATEGY FILE_COPY`;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`);
  });
}

/** Drops the database that `url` names, whoever is connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await onServer(url, async (client, name) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  });
}

async function onServer(url: string, work: (client: Client, name: string) => Promise<void>): Promise<void> {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = "/postgres";
  const client = new Client({ connectionString: server.href });
  client.on("error", () => undefined);
  await client.connect();
  await work(client, name).finally(() => client.end());
}
