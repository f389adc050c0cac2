import { perProcess } from "@/lib/process";
import type { Stores } from "@/lib/stores/open";
import { maxWaitingBytes, waiting } from "./journal";

/** Is more waiting for telemetry than we take? Measured by a job, asked on every batch. */
export const underPressure = (): boolean => perProcess.waitingBytes > maxWaitingBytes;

export async function measurePressure(stores: Stores): Promise<number> {
  const { bytes } = await waiting(stores.database);
  perProcess.waitingBytes = bytes;
  return bytes;
}
