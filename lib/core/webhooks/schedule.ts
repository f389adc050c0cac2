/** When a delivery is tried again, and when no more (Standard Webhooks' own proposal, about 75 hours). In seconds. */
const delays = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** The first and one after each delay. */
export const mostAttempts = delays.length + 1;
const jitter = 0.1;
const longestRetryAfter = 86_400;
const longestPause = 900;
const slowest = 60;

/** How one attempt ended. `status` is null when no answer came. */
export type Outcome = { status: number | null; retryAfter: string | null };
export type Next =
  | { state: "delivered" }
  | { state: "dead"; disable: boolean }
  /** `pause`: seconds for which the receiver wants nothing at all. */
  | { state: "failed"; wait: number; pause: number };

/**
 * What follows the attempt number `attempt` (from 1). `random` is in [0, 1). Only 2xx is success: a redirect is a failure
 * like others; 410 means that nobody wants this any more; 429, 502 and 504 slow us down.
 */
export function afterAttempt(attempt: number, outcome: Outcome, random: number, now: Date): Next {
  const { status } = outcome;
  if (status !== null && status >= 200 && status < 300) return { state: "delivered" };
  if (status === 410) return { state: "dead", disable: true };
  const delay = delays[attempt - 1];
  if (delay === undefined) return { state: "dead", disable: false };
  const wait = Math.round(delay * (1 + jitter * (2 * random - 1)));
  const asked = Math.min(readRetryAfter(outcome.retryAfter, now), longestRetryAfter);
  const busy = status === 429 || status === 502 || status === 504;
  const slow = busy ? Math.max(asked, slowest) : asked;
  return { state: "failed", wait: Math.max(wait, slow), pause: busy ? Math.min(slow, longestPause) : 0 };
}

/** Seconds or an HTTP date; 0 for anything else. */
function readRetryAfter(value: string | null, now: Date): number {
  if (value === null) return 0;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

/** A webhook that has only failed for this long is switched off. In days. */
export const longestFailing = 5;
/** For how long after a rotation both secrets sign. In hours. */
export const rotationHours = 24;
/** Mail is tried a few times over some hours. In seconds. */
const mailDelays = [30, 300, 1_800, 7_200, 21_600] as const;
export const mailWait = (attempt: number, random: number): number | null => {
  const delay = mailDelays[attempt - 1];
  return delay === undefined ? null : Math.round(delay * (1 + jitter * (2 * random - 1)));
};
