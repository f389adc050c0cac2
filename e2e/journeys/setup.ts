import { setTimeout as pause } from "node:timers/promises";
import { readPeople } from "./people";

/** The server is ready before the demo is filled: waits for the people whom the seed writes down last. */
export default async function setup(): Promise<void> {
  for (const until = Date.now() + 300_000; Date.now() < until; await pause(500)) if (readPeople()) return;
  throw new Error("The demo was not filled within five minutes.");
}
