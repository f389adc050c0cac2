import { createHash } from "node:crypto";

/** A run's id as telemetry knows it: the first 64 bits of its SHA-256, in decimal. Ids are random, so two never meet. */
export const runNumber = (runId: string): string =>
  createHash("sha256").update(runId).digest().readBigUInt64BE().toString();
