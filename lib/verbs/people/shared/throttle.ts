import { SlipwayError } from "@/lib/core/errors";
import { addressPrefix, attempt, type ThrottleKind, throttleRules } from "@/lib/core/people/throttle";
import { type Database, sql } from "@/lib/stores/database/database";

type Row = { failures: number; windowStartedAt: Date; blockedUntil: Date | null; now: Date };

/**
 * Counts one attempt of `who` in PostgreSQL, so that it survives restarts and holds over all instances.
 * Counted before the secret is checked: parallel guesses cannot all slip through. Gives the seconds that the next attempt
 * has to wait, 0 for none. Errors: too-many-attempts.
 */
export async function takeAttempt(database: Database, kind: ThrottleKind, who: string): Promise<number> {
  const subject = subjectOf(kind, who);
  const verdict = await database.transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO throttle (subject, failures, window_started_at) VALUES (${subject}, 0, clock_timestamp())
      ON CONFLICT (subject) DO NOTHING`;
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT failures, window_started_at AS "windowStartedAt", blocked_until AS "blockedUntil", clock_timestamp() AS now
      FROM throttle WHERE subject = ${subject} FOR UPDATE`;
    // A row that a success deleted meanwhile: the count starts anew.
    const now = row?.now ?? new Date();
    const result = attempt(throttleRules[kind], row ?? null, now);
    if (result.allowed) {
      const { failures, windowStartedAt, blockedUntil } = result.state;
      await tx.$executeRaw`INSERT INTO throttle (subject, failures, window_started_at, blocked_until)
        VALUES (${subject}, ${failures}, ${windowStartedAt}, ${blockedUntil})
        ON CONFLICT (subject) DO UPDATE SET failures = ${failures}, window_started_at = ${windowStartedAt}, blocked_until = ${blockedUntil}`;
    }
    return { ...result, now };
  });
  if (!verdict.allowed) throw tooMany(verdict.retryAfterSeconds);
  const { blockedUntil } = verdict.state;
  return blockedUntil === null ? 0 : Math.ceil((blockedUntil.getTime() - verdict.now.getTime()) / 1000);
}

/** Takes a success back out of the count. `forget`: the subject proved to be itself, so its count ends. */
export async function giveBack(
  database: Database,
  kind: ThrottleKind,
  who: string,
  forget: boolean,
): Promise<void> {
  const subject = subjectOf(kind, who);
  await database.query(
    forget
      ? sql`DELETE FROM throttle WHERE subject = ${subject}`
      : sql`UPDATE throttle SET failures = greatest(failures - 1, 0),
              blocked_until = CASE WHEN failures <= ${throttleRules[kind].free} THEN NULL ELSE blocked_until END
            WHERE subject = ${subject}`,
  );
}

const subjectOf = (kind: ThrottleKind, who: string) =>
  `${kind}:${kind.endsWith(":address") ? addressPrefix(who) : who}`.slice(0, 400);

const tooMany = (seconds: number) =>
  new SlipwayError("too-many-attempts", `Too many attempts. Try again in ${seconds} s.`, {
    retryAfterSeconds: seconds,
  });
