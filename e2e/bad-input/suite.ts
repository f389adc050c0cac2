import { request } from "node:http";
import { connect } from "node:net";

/** One bad input: where it goes, and which answers are right. */
export type Case = {
  name: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Statuses that are right. */
  expect: readonly number[];
  /** What the answer must say, too. */
  says?: RegExp;
};

/** What must never be in an answer: a stack, SQL, a path of the server's disk. */
const leaks =
  /node_modules|\bat \w+ \(|SELECT .* FROM|INSERT INTO|\/lib\/(verbs|stores)\/|PrismaClient|ECONNREFUSED/;

/** Sends cases and counts: tried, as expected, 5xx, leaks. */
export class Suite {
  tried = 0;
  asExpected = 0;
  fives = 0;
  leaking = 0;
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async run(cases: readonly Case[]): Promise<void> {
    for (const one of cases) {
      const { status, text } = await this.#send(one);
      const silent = one.says !== undefined && !one.says.test(text);
      this.count(
        silent ? `${one.name} does not say ${one.says}` : one.name,
        status,
        text,
        silent ? [] : one.expect,
      );
    }
  }

  count(name: string, status: number, text: string, expected: readonly number[]): void {
    this.tried++;
    const right = expected.includes(status);
    if (right) this.asExpected++;
    if (status >= 500) this.fives++;
    const leak = leaks.exec(text)?.[0];
    if (leak !== undefined) this.leaking++;
    if (!right || leak !== undefined)
      console.log(
        `  FAIL ${name}: ${status} instead of ${expected.join(" or ")}${leak === undefined ? "" : `, leaks ${leak}`}: ${text.slice(0, 160).replaceAll("\n", " ")}`,
      );
  }

  /** Sends bytes as they are. @returns the status of the first answer; 0 when the connection just closed. */
  async raw(name: string, bytes: string, expected: readonly number[]): Promise<void> {
    const { hostname, port } = new URL(this.#url);
    const text = await new Promise<string>((done) => {
      let received = "";
      const socket = connect(Number(port), hostname, () => socket.write(bytes, "latin1"));
      socket.setTimeout(4000, () => socket.destroy());
      socket.on("data", (chunk: Buffer) => {
        received += chunk.toString("latin1");
        if (received.includes("\r\n\r\n")) socket.end();
      });
      socket.once("error", () => done(received));
      socket.once("close", () => done(received));
    });
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
    this.count(name, status, text, expected);
  }

  /** By Node's own client: fetch would resolve `..` in a path before it is sent. */
  #send({ method = "GET", path, headers = {}, body }: Case): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(this.#url);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    return new Promise((done) => {
      const sent = request(
        { hostname, port, method, path, headers: { ...length, ...headers }, timeout: 30_000 },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("close", () =>
            done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
          );
        },
      );
      sent.once("timeout", () => sent.destroy(new Error("no answer within 30 s")));
      // A server that refuses a huge body may close before it was read; what it answered before that counts.
      sent.once("error", (error) => done({ status: 0, text: error.message }));
      sent.end(body);
    });
  }
}
