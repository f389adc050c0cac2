import { setTimeout as pause } from "node:timers/promises";
import type { FullConfig } from "@playwright/test";
import { readPeople } from "./people";

const champion = "/api/2.0/mlflow/registered-models/alias?name=flight-delay&alias=champion";

/** The server answers before the demo is filled: waits for what the seed makes last, so that no journey races its training. */
export default async function setup({ projects: [project] }: FullConfig): Promise<void> {
  const url = project?.use.baseURL ?? "";
  for (const until = Date.now() + 300_000; Date.now() < until; await pause(500)) {
    const token = readPeople()?.users[0]?.token;
    if (token === undefined) continue;
    const answer = await fetch(url + champion, { headers: { authorization: `Bearer ${token}` } }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Error("The demo was not filled within five minutes.");
}
