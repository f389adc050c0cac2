/** How often somebody may try, and how long they wait once they tried too often. Times in seconds. */
export type ThrottleRule = { free: number; window: number; firstWait: number; longestWait: number };
export type ThrottleState = { failures: number; windowStartedAt: Date; blockedUntil: Date | null };
export type ThrottleVerdict =
  | { allowed: true; state: ThrottleState }
  | { allowed: false; retryAfterSeconds: number };

/** Waits double and end: nobody is locked out for good by somebody else's guesses. */
export const throttleRules = {
  "sign-in:account": { free: 10, window: 3600, firstWait: 30, longestWait: 900 },
  "sign-in:address": { free: 50, window: 3600, firstWait: 10, longestWait: 900 },
  "link:address": { free: 20, window: 3600, firstWait: 30, longestWait: 900 },
  "webhook:test": { free: 5, window: 60, firstWait: 60, longestWait: 60 },
  "token:address": { free: 60, window: 60, firstWait: 60, longestWait: 60 },
  "audit-export:person": { free: 5, window: 60, firstWait: 60, longestWait: 60 },
} as const satisfies Record<string, ThrottleRule>;
export type ThrottleKind = keyof typeof throttleRules;

/** Counts one attempt: the one that reaches the limit still passes, and starts the wait for the next. */
export function attempt(rule: ThrottleRule, before: ThrottleState | null, now: Date): ThrottleVerdict {
  const wait = ((before?.blockedUntil?.getTime() ?? 0) - now.getTime()) / 1000;
  if (wait > 0) return { allowed: false, retryAfterSeconds: Math.ceil(wait) };
  const started = before?.windowStartedAt ?? now;
  const over = now.getTime() - started.getTime() >= rule.window * 1000;
  const failures = before === null || over ? 1 : before.failures + 1;
  const excess = failures - rule.free;
  const seconds = excess < 0 ? 0 : Math.min(rule.longestWait, rule.firstWait * 2 ** excess);
  return {
    allowed: true,
    state: {
      failures,
      windowStartedAt: over ? now : started,
      blockedUntil: seconds === 0 ? null : new Date(now.getTime() + seconds * 1000),
    },
  };
}

/** The part of an address that one person cannot change at will: an IPv4 address, or the /64 of an IPv6 one. */
export function addressPrefix(address: string | null): string {
  if (address === null) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  const groups = [...front, ...gap, ...back].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.join(":")}::/64`;
}
