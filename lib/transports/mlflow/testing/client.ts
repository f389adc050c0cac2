import { afterAll } from "vitest";
import { parseJson } from "@/lib/core/json/parse-json";
import { printJson } from "@/lib/core/json/print-json";
import { startPump } from "@/lib/stores/journal/pump";
import { targetsOf } from "@/lib/stores/targets";
import { openHouse, request } from "@/lib/transports/session/testing/house";
import type { Method } from "../endpoint";
import { serveMlflow } from "../route";

export type Answered = { status: number; body: Record<string, unknown> };

/** MLflow's wire over real stores, with a running pump, called as a scientist's token calls it. */
export async function openWire() {
  const house = await openHouse();
  const { id } = await house.addPerson("ada", "scientist");
  const { token } = await house.addToken(id, { role: "scientist", admin: false });
  const { database, telemetry } = house.stores;
  const pump = startPump(database, targetsOf(telemetry), {
    failed: () => undefined,
    refused: () => undefined,
    stuck: () => undefined,
  });
  house.stores.poke = pump.poke;
  // Hooks that come later run first: the pump stops before the stores close.
  afterAll(() => pump.stop());

  const send = async (method: Method, path: string, body?: string, query = ""): Promise<Answered> => {
    const { status, body: answered } = await serveMlflow(
      request(`/api/2.0/mlflow/${path}${query}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body }),
      }),
    );
    return { status, body: objectIn(answered) };
  };
  const post = (path: string, body: object) => send("POST", path, printJson(body));
  const get = (path: string, query: Record<string, string | number | readonly string[]> = {}) => {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query))
      for (const one of [value].flat()) params.append(key, String(one));
    return send("GET", path, undefined, `?${params}`);
  };
  return { ...house, send, post, get };
}

// As a client reads it, with every digit of an integer.
function objectIn(text: string): Record<string, unknown> {
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? { ...value } : { value };
}

/** The value at a path like "run.info.run_id" of an answer. */
export const at = (answer: Answered, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (inner, part) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined),
      answer.body,
    );
export const textAt = (answer: Answered, path: string): string => String(at(answer, path));
