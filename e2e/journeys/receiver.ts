import { once } from "node:events";
import { createServer } from "node:http";

export type Receiver = { url: string; bodies: string[]; close: () => void };

/** Listens on 127.0.0.1 as a deployment would: keeps what it is told, answers by `status`. */
export async function openReceiver(status: () => number): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    bodies.push(body);
    response.writeHead(status()).end(status() === 200 ? "Thank you." : "Not now.");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It listens on a port.");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}/hook`, bodies, close };
}
