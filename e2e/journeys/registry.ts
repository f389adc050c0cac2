import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { sendAsPage, signIn } from "../sign-in";
import type { DemoUser } from "./people";
import type { Wire } from "./wire";

const asked = z.object({ id: z.string() });
const policy = {
  guards: {
    Production: {
      approvals: 1,
      gates: [
        { kind: "bound", metric: "accuracy", better: "higher", bound: 0.8 },
        { kind: "production", metric: "accuracy", better: "higher", tolerance: 0.02 },
      ],
    },
  },
  headline: { metric: "accuracy", better: "higher" },
};

/** Asks with the scientist's token for a version to enter Production. @returns the request's id. */
export async function askFor(wire: Wire, model: string, version: number): Promise<string> {
  const answer = await fetch(`${wire.url}/api/models/${model}/versions/${version}/requests`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${wire.token}` },
    body: JSON.stringify({ to: "Production", reason: "It is better than nothing." }),
  });
  if (answer.status !== 201) throw new Error(`No request: ${answer.status} ${await answer.text()}`);
  return asked.parse(await answer.json()).id;
}

/** A model with gates, whose first version was approved and stands in Production; the second one is better. */
export async function makeGuarded(wire: Wire, engineer: DemoUser): Promise<string> {
  const experiment = await wire.makeExperiment(`guarded ${crypto.randomUUID()}`);
  const model = `guarded-${crypto.randomUUID().slice(0, 8)}`;
  const log = (name: string, accuracy: number, depth: string) =>
    wire.logRun(experiment, name, {
      params: { depth },
      points: [{ key: "accuracy", value: accuracy, timestamp: Date.now(), step: 1 }],
    });
  await wire.registerModel(model, await log("first", 0.86, "4"));
  await wire.registerVersion(model, await log("second", 0.91, "8"));
  await send(wire, engineer, "PUT", `/api/models/${model}/policy`, { policy, reason: "Numbers first." });
  await promote(wire, engineer, model, 1);
  return model;
}

/** The scientist asks for a version to enter Production, and the engineer approves it. */
export async function promote(wire: Wire, engineer: DemoUser, model: string, version: number): Promise<void> {
  const id = await askFor(wire, model, version);
  await send(wire, engineer, "POST", `/api/requests/${id}/decisions`, { decision: "approve" });
}

async function send(wire: Wire, who: DemoUser, method: string, path: string, body: object): Promise<void> {
  const cookie = await signIn(wire.url, who.email, who.password);
  const answer = await sendAsPage(wire.url, cookie, method, path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** One more version, whose accuracy is below what the gates of `makeGuarded` ask. */
export async function registerWorse(wire: Wire, model: string): Promise<void> {
  const experiment = await wire.makeExperiment(`worse ${crypto.randomUUID()}`);
  const points = [{ key: "accuracy", value: 0.5, timestamp: Date.now(), step: 1 }];
  await wire.registerVersion(model, await wire.logRun(experiment, "worse", { points }));
}

/** A page of somebody else, in a browser of their own. */
export async function anothersPage(
  browser: Browser,
  baseURL: string | undefined,
  viewport: { width: number; height: number } | null,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: baseURL ?? "",
    ...(viewport === null ? {} : { viewport }),
  });
  return context.newPage();
}

/** React has taken the page over: before that it is only a picture of itself. */
export const alive = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector("h1") ?? {}).some((key) => key.startsWith("__reactFiber")),
  );
