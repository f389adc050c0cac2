import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Answer, Engine } from "./engine";
import { Exception, explain } from "./exception";
import { type Asked, authenticate, type Credentials, readRequest } from "./request";
import { statementKind } from "./sql";

const zip = promisify(gzip);

/** ClickHouse's HTTP interface over the engine: `GET /ping`, and queries on `/`. */
export function serveClickHouse(engine: Engine, credentials: Credentials): Server {
  const server = createServer(
    { keepAliveTimeout: 30_000, maxHeaderSize: 1024 * 1024 },
    (request, response) => {
      answer(engine, credentials, request, response).catch((error: unknown) => fail(response, error));
    },
  );
  server.requestTimeout = 0; // a slow body is our own process's; the listener is on loopback only
  return server;
}

async function answer(
  engine: Engine,
  credentials: Credentials,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(request.url ?? "/", "http://embedded");
  if (url.pathname === "/ping" || url.pathname === "/replicas_status") return plain(response, 200, "Ok.\n");
  if (url.pathname !== "/") return plain(response, 404, `There is no handle ${url.pathname}\n`);
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort();
  });
  authenticate(request, url, credentials);
  const asked = await readRequest(request, url);
  if (asked.sql.trim() === "") return plain(response, 200, "Ok.\n");
  if (request.method === "GET" && statementKind(asked.sql) !== "read")
    throw new Exception(164, "Cannot execute query in readonly mode: use POST.", "READONLY");
  const result = await engine.run({ ...asked, signal: left.signal });
  await send(response, asked, result);
}

async function send(response: ServerResponse, asked: Asked, answer: Answer): Promise<void> {
  const format = /\bFORMAT\s+(\w+)\s*;?\s*$/i.exec(asked.sql)?.[1] ?? asked.format;
  response.setHeader("Content-Type", contentType(format));
  response.setHeader("X-ClickHouse-Format", format);
  response.setHeader("X-ClickHouse-Query-Id", asked.queryId ?? randomUUID());
  response.setHeader("X-ClickHouse-Timezone", "UTC");
  response.setHeader("X-ClickHouse-Summary", summary(answer));
  if (!asked.gzip) {
    response.setHeader("Content-Length", answer.body.byteLength);
    response.end(answer.body);
    return;
  }
  response.setHeader("Content-Encoding", "gzip");
  response.end(await zip(answer.body, { level: 1 }));
}

function summary(answer: Answer): string {
  const { rows, bytes, written } = answer;
  return JSON.stringify({
    read_rows: String(rows),
    read_bytes: String(bytes),
    written_rows: String(written ? rows : 0),
    written_bytes: String(written ? bytes : 0),
    total_rows_to_read: "0",
    result_rows: String(rows),
    result_bytes: String(answer.body.byteLength),
    elapsed_ns: String(Math.round(answer.seconds * 1e9)),
  });
}

function contentType(format: string): string {
  if (/^JSON.*EachRow/.test(format)) return "application/x-ndjson; charset=UTF-8";
  if (format.startsWith("JSON")) return "application/json; charset=UTF-8";
  if (format.startsWith("CSV")) return "text/csv; charset=UTF-8; header=absent";
  if (/^(TabSeparated|TSV)/.test(format)) return "text/tab-separated-values; charset=UTF-8";
  return /^(Parquet|Arrow|Native|RowBinary)/.test(format)
    ? "application/octet-stream"
    : "text/plain; charset=UTF-8";
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=UTF-8" }).end(text);
}

function fail(response: ServerResponse, error: unknown): void {
  const { code, status, text } = explain(error);
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader("X-ClickHouse-Exception-Code", String(code));
  if (!response.req.complete) response.setHeader("Connection", "close"); // the rest of the body was never read
  plain(response, status, text);
}
