import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import { toSlipwayError } from "./errors";
import { queryUntil } from "./query-until";

/** A transaction of Prisma's: what a verb's `load`, `run` and `audit` see. */
export type Transaction = Prisma.TransactionClient;
export type Sql = Prisma.Sql;
export const { sql, join, empty } = Prisma;
/** A condition that nothing meets. */
export const never = sql`false`;

export type Database = {
  prisma: PrismaClient;
  /** Raw reads, and single statements that are atomic by themselves; composed by `sql` only, never from text. */
  query<Row extends pg.QueryResultRow>(statement: Sql, options?: { name?: string }): Promise<Row[]>;
  /** Runs `work` in one transaction (5 s at most); a serialisation failure or a deadlock is tried again. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The same, its raw reads on connections and with a time limit of their own; they are cancelled when `signal` aborts. */
  searching(signal?: AbortSignal): Database;
  /** A connection of one's own, for LISTEN and session locks. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
};

/** Whoever can read: the pool, or the transaction at hand. */
export type Reader = Database["prisma"] | Transaction;

// int8 as bigint: ids, steps and times may lie beyond 2^53. For our own statements alone: Prisma reads its rows itself.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8
      ? (text: string) => BigInt(text)
      : pg.types.getTypeParser(oid, format ?? "text"),
};

// Prisma's adapter writes times without their offset and reads them as if it were zero: no other zone may come between.
const inUtc = "-c TimeZone=UTC";

// A connection that a network drops without a word is found out: by the kernel's own probes, and by whoever waits for an answer.
const keptAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

const limits = {
  ...keptAlive,
  // Above what the server itself allows: it fires where the server cannot be heard.
  query_timeout: 20_000,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 15_000,
  lock_timeout: 4_000,
  idle_in_transaction_session_timeout: 10_000,
  // Statements here take milliseconds: starting parallel workers or a compiler for one took longer than it saved.
  options: `${inUtc} -c max_parallel_workers_per_gather=0 -c jit=off`,
};

const searchLimits = {
  // What runs at once is bounded before it comes here, so that whoever waits for a connection is next.
  connectionTimeoutMillis: 15_000,
  statement_timeout: 10_000,
};

/** Opens PostgreSQL at `url`. Does not connect yet: the first query does. */
export function openDatabase(url: string, { poolSize = 12, searchPoolSize = 5 } = {}): Database {
  const common = { connectionString: url, application_name: "slipway", ...limits };
  const pool = new pg.Pool({ ...common, max: poolSize });
  const searches = new pg.Pool({ ...common, ...searchLimits, max: searchPoolSize });
  // An idle connection that breaks is replaced by the pool; the next query reports what matters.
  for (const one of [pool, searches]) one.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });

  const database: Database = {
    prisma,
    query: <Row extends pg.QueryResultRow>(statement: Sql, options?: { name?: string }) =>
      told(async () => (await pool.query<Row>(configOf(statement, options))).rows),
    searching(signal) {
      // One after the other, so that a search holds one connection, however many statements it is made of.
      let last: Promise<unknown> = Promise.resolve();
      return {
        ...database,
        query: <Row extends pg.QueryResultRow>(statement: Sql, options?: { name?: string }) => {
          const rows = last.then(() =>
            told(() => queryUntil<Row>(searches, pool, configOf(statement, options), signal)),
          );
          last = rows.catch(() => undefined);
          return rows;
        },
      };
    },
    transaction: (work) => attempt(() => prisma.$transaction(work, { maxWait: 4_000, timeout: 5_000 })),
    async connect() {
      const client = new pg.Client({
        connectionString: url,
        types,
        application_name: "slipway-session",
        connectionTimeoutMillis: 5_000,
        query_timeout: 5_000,
        ...keptAlive,
        options: inUtc,
      });
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), searches.end()]);
    },
  };
  return database;
}

const configOf = ({ text, values }: Sql, options: { name?: string } = {}) => ({
  ...{ text, values, types },
  ...options,
});

const told = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    throw toSlipwayError(error);
  });

const tries = 4;

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === tries || !mayBeTriedAgain(error)) throw toSlipwayError(error);
      await new Promise((resolve) => setTimeout(resolve, tried * 20));
    }
  }
}

const mayBeTriedAgain = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === "P2034" ||
    /40001|40P01|deadlock|could not serialize/i.test(JSON.stringify(error.meta ?? "") + error.message));
