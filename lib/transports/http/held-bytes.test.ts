import { expect, it } from "vitest";
import { SlipwayError } from "@/lib/core/errors";
import { perProcess } from "@/lib/process";
import { heldBound, holding } from "./held-bytes";

const from = (ip: string) => ({ actor: { kind: "nobody" }, ip }) as const;
const fault = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof SlipwayError ? [error.code, error.retryAfterSeconds] : error),
  );

it("bounds the bytes of one sender and of all, keeps the last for small ones, and gives everything back", async () => {
  const releases: (() => void)[] = [];
  const hold = (ip: string, bytes: number) =>
    new Promise<void>((taken, refused) => {
      holding(from(ip), "datasets", async (take) => {
        take(bytes);
        taken();
        await new Promise<void>((release) => releases.push(release));
      }).catch(refused);
    });
  const most = heldBound.each;
  const busy = ["unavailable", 1];
  await hold("a", most);
  expect(await fault(hold("a", 1))).toEqual(busy);
  const others = (heldBound.all - heldBound.keptForSmall) / most;
  for (let n = 1; n < others; n++) await hold(`b${n}`, most);
  expect(await fault(hold("c", 1))).toEqual(busy);
  expect(await fault(holding(from("c"), "small", async (take) => take(1)))).toBeNull();
  // As it comes: what was taken before a refusal is given back too.
  expect(
    await fault(
      holding(from("d"), "small", async (take) => {
        for (;;) take(1024 * 1024);
      }),
    ),
  ).toEqual(busy);
  for (const release of releases) release();
  await expect.poll(() => perProcess.bodies).toEqual({ bytes: 0, by: new Map() });
});
