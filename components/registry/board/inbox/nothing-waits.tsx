import { Time } from "@/components/ui/time";

/** The empty list of what waits. `lastDecision`: of the whole project; null where there was none. */
export function NothingWaits({ lastDecision }: { lastDecision: string | null }) {
  return (
    <p className="text-base text-muted">
      Nothing waits for you;{" "}
      {lastDecision === null ? (
        "nothing has been decided yet."
      ) : (
        <>
          the last decision was <Time value={lastDecision} />.
        </>
      )}
    </p>
  );
}
