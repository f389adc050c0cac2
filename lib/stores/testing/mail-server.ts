import { createServer, type Socket } from "node:net";
import { afterAll } from "vitest";
import { addressOf } from "./receiver";

/** `hangs` takes the connection and says nothing; `busy` answers every letter with 451. */
export type MailServer = { url: string; letters: string[]; connections: () => number };

/** A mail server on 127.0.0.1 for one test file, as much SMTP as it takes. */
export async function openMailServer(kind: "well" | "hangs" | "busy" = "well"): Promise<MailServer> {
  const letters: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket.on("error", () => undefined));
    if (kind !== "hangs") converse(socket, kind === "busy", letters);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `smtp://127.0.0.1:${addressOf(server.address()).port}`,
    letters,
    connections: () => connections,
  };
}

function converse(socket: Socket, busy: boolean, letters: string[]): void {
  let waiting = "";
  let letter: string | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const take = (line: string) => {
    if (letter !== null && line !== ".") letter += `${line}\n`;
    else if (letter !== null) {
      if (!busy) letters.push(letter);
      letter = null;
      say(busy ? "451 try again later" : "250 taken");
    } else if (/^DATA/i.test(line)) {
      letter = "";
      say("354 go on");
    } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
    else say("250 ok");
  };
  say("220 test");
  socket.on("data", (chunk) => {
    waiting += chunk.toString("utf8");
    const lines = waiting.split("\r\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}
