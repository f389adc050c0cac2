import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Exception } from "./exception";
import { quote } from "./sql";

const unzip = promisify(gunzip);
const maxBody = 256 * 1024 * 1024;

/** Query-string names that are not settings of the engine. */
const ownNames = new Set(
  `query database default_format user password query_id session_timeout session_check close_session
  quota_key stacktrace compress decompress wait_end_of_query buffer_size send_progress_in_http_headers
  http_headers_progress_interval_ms enable_http_compression http_zlib_compression_level
  cancel_http_readonly_queries_on_client_close`.split(/\s+/),
);

export type Asked = {
  sql: string;
  data: Buffer;
  database: string;
  format: string;
  queryId: string | undefined;
  settings: Map<string, string>;
  params: Map<string, string>;
  gzip: boolean;
};

/** Reads a request as ClickHouse's HTTP interface does: the query stands in `?query=`, the body, or across both. */
export async function readRequest(request: IncomingMessage, url: URL): Promise<Asked> {
  const own = url.searchParams;
  if (own.has("session_id") || own.get("compress") === "1" || own.get("decompress") === "1")
    throw new Exception(48, "Sessions and native compression are not served here.", "NOT_IMPLEMENTED");
  const settings = new Map<string, string>();
  const params = new Map<string, string>();
  for (const [name, value] of own)
    if (name.startsWith("param_")) params.set(name.slice(6), value);
    else if (!ownNames.has(name)) settings.set(name, value);
  const body = await readBody(request);
  const form = await readForm(request, body);
  for (const [name, value] of form ?? []) if (name.startsWith("param_")) params.set(name.slice(6), value);
  const inUrl = form?.get("query") ?? own.get("query") ?? "";
  return {
    sql: inUrl === "" ? body.toString("utf8") : inUrl,
    data: inUrl === "" || form ? Buffer.alloc(0) : body,
    database: own.get("database") ?? header(request, "x-clickhouse-database") ?? "default",
    format: own.get("default_format") ?? header(request, "x-clickhouse-format") ?? "TabSeparated",
    queryId: own.get("query_id") ?? undefined,
    settings,
    params,
    gzip:
      own.get("enable_http_compression") === "1" && /\bgzip\b/.test(header(request, "accept-encoding") ?? ""),
  };
}

async function readForm(request: IncomingMessage, body: Buffer): Promise<Map<string, string> | undefined> {
  const type = header(request, "content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return undefined;
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const fields = new Map<string, string>();
  for (const [name, value] of form) if (typeof value === "string") fields.set(name, value);
  return fields;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maxBody) throw new Exception(307, `The body is above ${maxBody} bytes.`, "TOO_MANY_BYTES");
    chunks.push(bytes);
  }
  const body = Buffer.concat(chunks);
  const encoding = header(request, "content-encoding") ?? "identity";
  if (encoding === "identity" || encoding === "") return body;
  if (encoding !== "gzip")
    throw new Exception(48, `Unknown HTTP encoding ${quote(encoding)}.`, "NOT_IMPLEMENTED");
  return unzip(body, { maxOutputLength: maxBody }).catch(() => {
    throw new Exception(354, "The body is not gzip, or too long.", "ZLIB_INFLATE_FAILED");
  });
}

export type Credentials = { user: string; password: string };

/** @throws 516 unless the request carries our user and password, in any of ClickHouse's three ways. */
export function authenticate(request: IncomingMessage, url: URL, wanted: Credentials): void {
  const basic = /^Basic (.+)$/i.exec(header(request, "authorization") ?? "")?.[1];
  const decoded = basic === undefined ? undefined : Buffer.from(basic, "base64").toString("utf8");
  const colon = decoded?.indexOf(":") ?? -1;
  const user =
    header(request, "x-clickhouse-user") ?? decoded?.slice(0, colon) ?? url.searchParams.get("user") ?? "";
  const password =
    header(request, "x-clickhouse-key") ??
    decoded?.slice(colon + 1) ??
    url.searchParams.get("password") ??
    "";
  if (same(user, wanted.user) && same(password, wanted.password)) return;
  throw new Exception(516, "Authentication failed: wrong user or password.", "AUTHENTICATION_FAILED");
}

function same(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
