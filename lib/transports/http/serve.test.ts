import { beforeAll, expect, it } from "vitest";
import { openHouse, params, request } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { getRun } from "@/lib/verbs/tracking/runs/get-run";
import { answer } from "./answer";
import { serve } from "./serve";

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
});

it("tells every digit of a 64-bit integer, to a browser and to a page", async () => {
  const { id } = await perform(createRun, { ...house.system, input: {} });
  const logged = { value: 1, step: "9007199254740993", timestamp: "1700000000000000001" };
  const metrics = [
    { key: "large", ...logged },
    { key: "small", value: 1, step: 3, timestamp: 4 },
  ];
  await perform(logBatch, { ...house.system, input: { runId: id, metrics } });
  const reader = await house.addPerson("reader", "viewer");
  const { token } = await house.addToken(reader.id, { role: "viewer", admin: false });
  const headers = { authorization: `Bearer ${token}` };
  const response = await serve({ GET: getRun }).GET(
    request(`/api/runs/${id}`, { headers }),
    params({ runId: id }),
  );
  const expected = [
    { key: "large", ...logged },
    { key: "small", step: 3, timestamp: 4 },
  ];
  expect(await response.json()).toMatchObject({ metrics: expected });
  expect((await answer(getRun, house.system, { runId: id })).metrics).toMatchObject(expected);
});

it("asks no type of a body that holds nothing, which Next gives to every DELETE", async () => {
  const { id } = await house.addPerson("deleter", "scientist");
  const { token } = await house.addToken(id, { role: "scientist", admin: false });
  const authorization = `Bearer ${token}`;
  const remove = async (headers: Record<string, string>, words: string) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        if (words !== "") controller.enqueue(new TextEncoder().encode(words));
        controller.close();
      },
    });
    // Node's fetch wants `duplex` for a stream; its types do not know it.
    const init = { method: "DELETE", headers: { authorization, ...headers }, body, duplex: "half" };
    const response = await serve({ DELETE: deleteModel }).DELETE(
      request("/api/models/none", init),
      params({ name: "none" }),
    );
    return response.status;
  };
  const odd = { "content-type": "text/plain" };
  for (const headers of [{}, { "content-length": "0" }, odd]) expect(await remove(headers, "")).toBe(404);
  expect([await remove({}, "{}"), await remove(odd, "{}")]).toEqual([415, 415]);
  expect(await remove({ "content-type": "application/json" }, "{}")).toBe(404);
});
