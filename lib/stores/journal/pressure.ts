import type { Stores } from "@/lib/stores/open";
import { maxWaitingBytes, waiting } from "./journal";

declare global {
  var slipwayWaitingBytes: number | undefined;
}

/** Is more waiting for telemetry than we take? Measured by a job, asked on every batch. */
export const underPressure = (): boolean => (globalThis.slipwayWaitingBytes ?? 0) > maxWaitingBytes;

export async function measurePressure(stores: Stores): Promise<number> {
  const { bytes } = await waiting(stores.database);
  globalThis.slipwayWaitingBytes = bytes;
  return bytes;
}
