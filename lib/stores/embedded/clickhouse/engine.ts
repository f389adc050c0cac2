import { Exception } from "./exception";
import { Lane, type Wish } from "./lane";
import { Queue } from "./queue";
import { hasSecondStatement, parseInsertHead, statementKind } from "./sql";

export type Query = Wish & {
  sql: string;
  /** What follows the statement in an insert, as bytes. */
  data: Buffer;
  format: string;
  signal: AbortSignal;
};
export type Answer = { body: Uint8Array; rows: number; bytes: number; written: boolean; seconds: number };

const rawFormats = new Set([
  "JSONEachRow",
  "JSONCompactEachRow",
  "CSV",
  "CSVWithNames",
  "TabSeparated",
  "TSV",
]);

/** The engine's folder, opened once, with lanes so that a heavy read never stands before an insert. */
export class Engine {
  readonly #lanes: Lane[];
  readonly #control: Lane;
  readonly #reads: Queue<Lane>;
  readonly #writes: Queue<Lane>;
  readonly #limits: ReadonlyMap<string, string>;

  constructor(folder: string, limits: ReadonlyMap<string, string>, connectionArgs: string[]) {
    this.#limits = limits;
    this.#control = new Lane("control", folder, connectionArgs);
    this.#lanes = Array.from({ length: 7 }, (_, at) => new Lane(`lane-${at}`, folder));
    this.#reads = new Queue(this.#lanes.slice(0, 4), 500);
    this.#writes = new Queue(this.#lanes.slice(4), 500);
  }

  /** Runs one statement. @throws the engine's exception, or 394 when the caller left. */
  async run(query: Query): Promise<Answer> {
    const kind = statementKind(query.sql);
    if (kind !== "insert" && hasSecondStatement(query.sql))
      throw new Exception(62, "Syntax error (Multi-statements are not allowed)", "SYNTAX_ERROR");
    const queue = kind === "read" ? this.#reads : this.#writes;
    return queue.with(query.signal, async (lane) => {
      const settings = new Map([...this.#limits, ...query.settings, ["log_comment", lane.name]]);
      await lane.prepare(query.sql, { ...query, settings });
      if (kind === "insert") return this.#insert(lane, query);
      const answer = await this.#statement(lane, query, kind === "read");
      if (kind === "session") lane.replace();
      return answer;
    });
  }

  async #insert(lane: Lane, query: Query): Promise<Answer> {
    const head = parseInsertHead(query.sql);
    if (!head || !rawFormats.has(head.format)) {
      const separator = query.data.length > 0 ? "\n" : "";
      return this.#statement(lane, { ...query, sql: `${query.sql}${separator}${query.data}` }, false);
    }
    const values = head.rest === "" ? query.data : Buffer.concat([Buffer.from(head.rest), query.data]);
    if (values.length === 0) return { body: empty, rows: 0, bytes: 0, written: true, seconds: 0 };
    const summary = await lane.session.insert({
      table: head.table,
      values,
      format: rawFormat(head.format),
      ...(head.columns ? { columns: head.columns } : {}),
    });
    const { rowsWritten, bytesWritten, elapsed } = summary;
    return { body: empty, rows: rowsWritten, bytes: bytesWritten, written: true, seconds: elapsed };
  }

  async #statement(lane: Lane, query: Query, killable: boolean): Promise<Answer> {
    const running = lane.session.queryAsync(query.sql, { format: query.format });
    const stopKilling = killable ? this.#killWhenLeft(lane, query.signal) : async () => {};
    try {
      const result = await running;
      const { rowsRead, bytesRead, elapsed } = result;
      return { body: result.bytes(), rows: rowsRead, bytes: bytesRead, written: false, seconds: elapsed };
    } finally {
      await stopKilling(); // a KILL under way must not meet the lane's next query
      if (query.signal.aborted) lane.replace(); // the engine lists a killed query until its session goes
    }
  }

  /** The engine lets nobody choose a query_id, so a lane's queries are known by the lane's name in `log_comment`. */
  #killWhenLeft(lane: Lane, signal: AbortSignal): () => Promise<void> {
    const sql = `KILL QUERY WHERE Settings['log_comment'] = '${lane.name}' ASYNC`;
    let again: NodeJS.Timeout | undefined;
    let killing: Promise<unknown> = Promise.resolve();
    const kill = () => {
      killing = this.#control.session.queryAsync(sql, { format: "Null" }).catch(() => undefined);
      again = setTimeout(kill, 100); // until it is gone: it may not be in the list of running ones yet
    };
    if (signal.aborted) kill();
    else signal.addEventListener("abort", kill);
    return async () => {
      signal.removeEventListener("abort", kill);
      clearTimeout(again);
      await killing;
    };
  }

  /** Gives memory that the allocator keeps back to the system; asked for after a busy spell. */
  async purge(): Promise<void> {
    if (this.#reads.idle && this.#writes.idle)
      await this.#control.session.queryAsync("SYSTEM JEMALLOC PURGE", { format: "Null" });
  }

  get idle(): boolean {
    return this.#reads.idle && this.#writes.idle;
  }

  close(): void {
    for (const lane of this.#lanes) lane.close();
    this.#control.close();
  }
}

const empty = new Uint8Array();

function rawFormat(name: string) {
  if (name === "JSONEachRow") return "JSONEachRow" as const;
  if (name === "JSONCompactEachRow") return "JSONCompactEachRow" as const;
  if (name === "CSV") return "CSV" as const;
  if (name === "CSVWithNames") return "CSVWithNames" as const;
  return "TabSeparated" as const;
}
