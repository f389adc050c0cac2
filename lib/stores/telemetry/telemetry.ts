import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ClickHouseError, ClickHouseLogLevel, createClient, type QueryResult } from "@clickhouse/client";
import { SlipwayError } from "@/lib/core/errors";
import { openHeart } from "./heart";

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
  const heart = openHeart(url);

  /** Asks, and reads the answer to its end; a server that stands still is `unavailable`, not a query that hangs. */
  async function ask<Format extends "JSONEachRow" | "TabSeparated" | "JSONCompactEachRow", Answer>(
    { query, params, format, seconds = 20, signal }: Ask<Format>,
    readAnswer: (result: QueryResult<Format>) => Promise<Answer>,
  ): Promise<Answer> {
    return heart.watch(async (stalled) => {
      try {
        const result = await client.query({
          query,
          query_params: params,
          format,
          clickhouse_settings: { ...outSettings, max_execution_time: seconds },
          abort_signal: signal ? AbortSignal.any([signal, stalled]) : stalled,
        });
        return await readAnswer(result);
      } catch (error) {
        throw stalled.aborted ? unavailable(error) : toError(error);
      }
    });
  }

  return {
    rows: <Row>(query: string, params: Record<string, unknown>, options: QueryOptions = {}) =>
      ask({ ...options, query, params, format: "JSONEachRow" }, (result) => result.json<Row>()),
    text: (query, params, options = {}) =>
      ask({ ...options, query, params, format: options.format ?? "TabSeparated" }, (result) => result.text()),
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
    close: async () => {
      await Promise.all([client.close(), heart.close()]);
    },
  };
}

type Ask<Format> = Omit<QueryOptions, "format"> & {
  query: string;
  params: Record<string, unknown>;
  format: Format;
};

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
  return unavailable(error);
}

function unavailable(cause: unknown): SlipwayError {
  return new SlipwayError(
    "unavailable",
    "The telemetry store cannot be reached just now. What is logged meanwhile is kept and shown later.",
    { retryAfterSeconds: 1, cause },
  );
}
