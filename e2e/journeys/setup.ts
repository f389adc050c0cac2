import { setTimeout as pause } from "node:timers/promises";
import type { FullConfig } from "@playwright/test";
import { readPeople } from "./people";

const sweep = "/api/2.0/mlflow/experiments/get-by-name?experiment_name=Flight%20delay%3A%20sweep";

/** The server answers before the demo is filled: waits for the tag that the seed sets last, so that no journey races it. */
export default async function setup({ projects: [project] }: FullConfig): Promise<void> {
  const url = project?.use.baseURL ?? "";
  for (const until = Date.now() + 300_000; Date.now() < until; await pause(500)) {
    const token = readPeople()?.users[0]?.token;
    if (token === undefined) continue;
    const said = await fetch(url + sweep, { headers: { authorization: `Bearer ${token}` } })
      .then((answer) => answer.text())
      .catch(() => "");
    if (said.includes('"slipway.demo"')) return;
  }
  throw new Error("The demo was not filled within five minutes.");
}
