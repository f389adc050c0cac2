import { ClickHouseLogLevel, createClient } from "@clickhouse/client";

/** How long ClickHouse may stay silent before a reader is told that it is away. */
const patienceMs = 2_000;
const everyMs = 1_000;

export type Heart = {
  /** Runs a query; `stalled` fires once ClickHouse has stopped answering. */
  watch<T>(act: (stalled: AbortSignal) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Tells a slow query from a server that stands still: such a one keeps its connections open, and a query would wait
 * for ever. It asks over a connection of its own, so that busy ones cannot hide an answer, and once for all who wait.
 */
export function openHeart(url: string): Heart {
  const client = createClient({
    url,
    log: { level: ClickHouseLogLevel.OFF },
    max_open_connections: 1,
    request_timeout: patienceMs,
  });
  let asked: Promise<boolean> | undefined;
  const beats = () => {
    asked ??= client
      .ping()
      .then(({ success }) => success)
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };
  return {
    async watch(act) {
      const stalled = new AbortController();
      const timer = setInterval(async () => {
        if (!(await beats())) stalled.abort();
      }, everyMs);
      try {
        return await act(stalled.signal);
      } finally {
        clearInterval(timer);
      }
    },
    close: () => client.close(),
  };
}
