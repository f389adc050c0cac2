import { z } from "zod";
import { double, int64, loggedAt, text } from "@/lib/core/fields";
import { checkBatch, checkKey, mlflowLimits } from "@/lib/core/tracking/mlflow-limits";
import type { LoggedPoint } from "./points";

type Fields = { [name: string]: unknown };
type Report = (path: (string | number)[], message: string) => void;

const known = new Set(["key", "value", "timestamp", "step", "modelId", "datasetName", "datasetDigest"]);
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The metrics of a batch. By hand: a thousand of them pass ten times faster than through a schema for each, and what a
 * number or a key may be is still said by core, which is asked where the quick look does not suffice.
 */
export const loggedMetrics = z
  .unknown()
  .transform((value, context): LoggedPoint[] => {
    if (!Array.isArray(value)) {
      context.addIssue("must be a list of metrics");
      return z.NEVER;
    }
    // Counted before it is read: a million of them must cost nothing.
    const tooMany = checkBatch({ metrics: value.length, params: 0, tags: 0 });
    if (tooMany !== null) {
      context.addIssue(tooMany);
      return z.NEVER;
    }
    let faults = 0;
    const report: Report = (path, message) => {
      faults++;
      if (faults <= 20) context.addIssue({ code: "custom", path, message, input: value });
    };
    const points = value.map((item: unknown, index) => readMetric(item, index, report));
    return faults === 0 ? points : z.NEVER;
  })
  .default([])
  .meta({ type: "array", maxItems: mlflowLimits.batch.metrics });

const nowhere: LoggedPoint = { key: "", value: 0, timestamp: 0n, step: 0n };

function readMetric(item: unknown, index: number, report: Report): LoggedPoint {
  if (!isFields(item)) {
    report([index], "must be an object with key, value, timestamp and step");
    return nowhere;
  }
  const { key, value, timestamp, step } = item;
  const point: LoggedPoint = {
    key: readKey(key, index, report),
    value: typeof value === "number" ? value : ask(double, value, [index, "value"], report, 0),
    timestamp: read64(loggedAt, timestamp, [index, "timestamp"], report),
    step: step === undefined ? 0n : read64(int64, step, [index, "step"], report),
  };
  for (const name in item)
    if (name === "modelId") point.modelId = ask(short, item.modelId, [index, name], report, undefined);
    else if (name === "datasetName")
      point.datasetName = ask(datasetName, item.datasetName, [index, name], report, undefined);
    else if (name === "datasetDigest")
      point.datasetDigest = ask(datasetDigest, item.datasetDigest, [index, name], report, undefined);
    else if (!known.has(name)) report([index, name], "is not a field of a metric");
  return point;
}

const short = text(256).optional();
const datasetName = text(mlflowLimits.dataset.name).optional();
const datasetDigest = text(mlflowLimits.dataset.digest).optional();

// Keys that need no second look: most of them, and no path.
const plainKey = /^[A-Za-z0-9_][A-Za-z0-9_\-. :]{0,249}$/;

function readKey(key: unknown, index: number, report: Report): string {
  if (typeof key === "string") {
    const fault = plainKey.test(key) ? null : checkKey("metric", key);
    if (fault !== null) report([index, "key"], fault);
    return key;
  }
  report([index, "key"], key === undefined ? "a key is required" : "must be text");
  return "";
}

function read64(
  schema: z.ZodType<bigint>,
  value: unknown,
  path: (string | number)[],
  report: Report,
): bigint {
  return typeof value === "number" && value >= 0 && Number.isSafeInteger(value)
    ? BigInt(value)
    : ask(schema, value, path, report, 0n);
}

function ask<T>(
  schema: z.ZodType<T>,
  value: unknown,
  path: (string | number)[],
  report: Report,
  otherwise: T,
): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  report(path, result.error.issues[0]?.message ?? "is not valid");
  return otherwise;
}
