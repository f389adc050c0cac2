import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { SlipwayError } from "@/lib/core/errors";

export type Telemetry = {
  /** Runs a query with typed `{name:Type}` parameters; the answer's `data`, in columns' JSON forms. */
  rows<Row>(query: string, params: Record<string, unknown>, options?: QueryOptions): Promise<Row[]>;
  /** The answer as it stands, for formats other than JSON. */
  text(query: string, params: Record<string, unknown>, options?: QueryOptions): Promise<string>;
  /** Inserts lines of JSONCompactEachRow as they stand. Inserting the same lines again changes nothing. */
  insert(table: string, columns: readonly string[], body: Uint8Array): Promise<void>;
  command(query: string): Promise<void>;
  ping(): Promise<boolean>;
  close(): Promise<void>;
};

export type QueryOptions = {
  signal?: AbortSignal | undefined;
  seconds?: number;
  format?: "TabSeparated" | "JSONCompactEachRow";
};

// Settings belong to the statement. 64-bit integers and non-finite doubles as strings: JSON has neither.
const outSettings = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 1,
  cancel_http_readonly_queries_on_client_close: 1,
} as const;
// Confirmed when written, never "soon": the pump marks batches flushed by this answer.
const inSettings = { async_insert: 0, input_format_null_as_default: 0, wait_end_of_query: 1 } as const;

/** Opens ClickHouse at `url` (`http://user:password@host:port/database`). */
export function openTelemetry(url: string): Telemetry {
  const client = createClient({
    url,
    application: "slipway",
    log: { level: ClickHouseLogLevel.OFF }, // failures are thrown, and logged once by who catches them
    max_open_connections: 12,
    request_timeout: 65_000,
    compression: { response: false, request: false },
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 },
  });
  return {
    async rows<Row>(query: string, params: Record<string, unknown>, options: QueryOptions = {}) {
      const result = await ask(client, query, params, options, "JSONEachRow");
      return result.json<Row>();
    },
    text: async (query, params, options = {}) =>
      (await ask(client, query, params, options, options.format ?? "TabSeparated")).text(),
    async insert(table, columns, body) {
      try {
        const { stream } = await client.exec({
          query: `INSERT INTO ${table} (${columns.join(", ")}) FORMAT JSONCompactEachRow`,
          values: Readable.from([body], { objectMode: false }),
          clickhouse_settings: inSettings,
        });
        // Read to its end, empty as it is: else the connection never comes back, and twelve inserts hang everything.
        await finished(stream.resume());
      } catch (error) {
        throw toError(error);
      }
    },
    async command(query) {
      await client.command({ query });
    },
    ping: async () => (await client.ping()).success,
    close: () => client.close(),
  };
}

async function ask<Format extends "JSONEachRow" | "TabSeparated" | "JSONCompactEachRow">(
  client: ClickHouseClient,
  query: string,
  params: Record<string, unknown>,
  options: QueryOptions,
  format: Format,
) {
  try {
    return await client.query({
      query,
      query_params: params,
      format,
      clickhouse_settings: { ...outSettings, max_execution_time: options.seconds ?? 20 },
      ...(options.signal ? { abort_signal: options.signal } : {}),
    });
  } catch (error) {
    throw toError(error);
  }
}

const tooLong = new Set(["159", "160", "241", "396"]); // timeout, too slow, memory, rows or bytes

function toError(error: unknown): unknown {
  if (error instanceof ClickHouseError)
    return tooLong.has(error.code)
      ? new SlipwayError(
          "took-too-long",
          "This query ran too long and was stopped. Choose fewer runs or a shorter range.",
        )
      : error;
  if (error instanceof Error && error.message.includes("aborted"))
    return new SlipwayError("client-left", "The client left before the answer was ready.");
  return new SlipwayError(
    "unavailable",
    "The telemetry store cannot be reached just now. What is logged meanwhile is kept and shown later.",
    { retryAfterSeconds: 1, cause: error },
  );
}
