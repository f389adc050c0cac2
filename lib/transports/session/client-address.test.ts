import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changeEnv } from "@/lib/env";
import { perProcess } from "@/lib/process";
import { clientAddress, notePeerAddresses } from "./client-address";

const seen: Headers[] = [];
const server = createServer((message, response) => {
  seen.push(toHeaders(message.headers));
  response.end();
});

function toHeaders(given: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) headers.set(name, [value ?? ""].flat().join(", "));
  return headers;
}

beforeAll(async () => {
  perProcess.peerHeader = undefined;
  notePeerAddresses();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  perProcess.peerHeader = undefined;
});

async function addressWith(headers: Record<string, string>, proxies: string): Promise<string | null> {
  changeEnv({ TRUSTED_PROXIES: proxies });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise<void>((resolve, reject) => {
    request({ port, host: "127.0.0.1", headers }, (response) => response.resume().on("end", resolve))
      .on("error", reject)
      .end();
  });
  return clientAddress(seen.at(-1) ?? new Headers());
}

it("is the one that connected, whatever the request claims", async () => {
  const claims = {
    "x-forwarded-for": "1.2.3.4",
    "x-real-ip": "1.2.3.4",
    [perProcess.peerHeader ?? ""]: "1.2.3.4",
  };
  expect(await addressWith(claims, "0")).toBe("127.0.0.1");
});

it("is the one that the last trusted proxy saw", async () => {
  const claims = { "x-forwarded-for": "6.6.6.6, 203.0.113.5, 10.0.0.2" };
  expect(await addressWith(claims, "1")).toBe("10.0.0.2");
  expect(await addressWith(claims, "2")).toBe("203.0.113.5");
  expect(await addressWith({}, "2")).toBe("127.0.0.1");
});
