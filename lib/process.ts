import type { Server } from "node:http";
import type { Registry } from "prom-client";
import type { Line } from "@/lib/core/fair-line";
import type { openNotices } from "@/lib/stores/live/listen";
import type { Stores } from "@/lib/stores/open";
import type { Requests } from "@/lib/transports/http/metrics";
import type { Jobs } from "@/lib/transports/jobs/jobs";
import type { Visit } from "@/lib/verbs/registry/versions/shared/fetches";
import type { Count } from "@/lib/verbs/usage";

/** All that must be one in a process. What is undefined has not been opened or started here. */
type PerProcess = {
  stores: Stores | undefined;
  /** The process is on its way out: it answers what it has begun, and is not ready for more. */
  draining: boolean;
  /** Bytes of the journal that telemetry does not have, as last measured. */
  waitingBytes: number;
  /** Runs that were logged to since the last announcement, by project: one event a second, not one a batch. */
  logged: Map<string, Set<string>>;
  usage: Map<string, Count>;
  fetches: Map<string, Visit>;
  /** More hashing at once would starve the thread pool that files and DNS need too. */
  hashing: { free: number; waiting: (() => void)[] };
  /** Searches that run, and those that wait for their turn. */
  searches: Line | undefined;
  /** Transactions that run, and those that wait for their turn. */
  writes: Line | undefined;
  /** Bytes of bodies that are being read or answered, in all and by who sent them. */
  bodies: { bytes: number; by: Map<string, number> };
  jobs: Jobs | undefined;
  /** When each job last succeeded, in epoch ms. */
  succeeded: Map<string, number>;
  /** The servers that the front door stands before; undefined where it is not guarded. */
  servers: Set<Server> | undefined;
  /** The secret name of the header that carries a client's address. */
  peerHeader: string | undefined;
  notices: ReturnType<typeof openNotices> | undefined;
  /** Ends each open stream of events. */
  streams: Set<() => void>;
  /** How many streams each reader has open. */
  readers: Map<string, number>;
  metrics: { registry: Registry; requests: Requests } | undefined;
};

declare global {
  var slipway: PerProcess | undefined;
}

globalThis.slipway ??= {
  stores: undefined,
  draining: false,
  waitingBytes: 0,
  logged: new Map(),
  usage: new Map(),
  fetches: new Map(),
  hashing: { free: 4, waiting: [] },
  searches: undefined,
  writes: undefined,
  bodies: { bytes: 0, by: new Map() },
  jobs: undefined,
  succeeded: new Map(),
  servers: undefined,
  peerHeader: undefined,
  notices: undefined,
  streams: new Set(),
  readers: new Map(),
  metrics: undefined,
};

/** Next loads modules several times: they all find this one object, and nothing else of ours hangs on globalThis. */
export const perProcess: PerProcess = globalThis.slipway;
