/**
 * Where a rollback stands, which applied at once and which a second person confirms. `overdue`: nobody has in time.
 * `superseded`: the model moved on before anybody had, so that there is nothing left to confirm.
 */
export const confirmationStates = ["waits", "overdue", "confirmed", "superseded"] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** Why there is nothing left to confirm. */
export const supersededWords =
  "This rollback is over: the model moved on before anybody had confirmed it, so there is nothing left to confirm.";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "23 hours left", "3 hours overdue": how far the end of the time is from now. Both in epoch ms. */
export function timeLeftWords(due: number, now: number): string {
  return due > now ? `${spanWords(due - now)} left` : `${spanWords(now - due)} overdue`;
}

function spanWords(ms: number): string {
  if (ms < minute) return "less than a minute";
  const [count, unit] =
    ms < hour ? [ms / minute, "minute"] : ms < 2 * day ? [ms / hour, "hour"] : [ms / day, "day"];
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}

type Waiting = { due: number; overdue: boolean };

/** What a page says of a rollback that nobody has confirmed. Its end is PostgreSQL's word; the page's clock only counts. */
export const unconfirmedWords = ({ due, overdue }: Waiting, now: number): string =>
  overdue || due <= now
    ? `Not confirmed: ${timeLeftWords(Math.min(due, now), now)}`
    : `Waits for a second engineer: ${timeLeftWords(due, now)}`;
