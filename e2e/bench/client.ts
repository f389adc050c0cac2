import { Agent, request } from "node:http";

/** Whom it acts as: a token's owner, or somebody who is signed in, as a page of ours sends it. */
export type Target = { url: string } & ({ token: string } | { cookie: string });
export type Answer = { status: number; ms: number; bytes: number; text: string };

/** A client with connections of its own that stay open, as the real ones keep theirs. */
export class BenchClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  get url(): string {
    return this.#target.url;
  }

  /** @returns the answer and ms from the first byte sent to the last received. @throws Error unless it is 200 or 201. */
  async send(
    method: "GET" | "POST",
    path: string,
    body?: string,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await this.#send(method, path, body, more);
    if (answer.status !== 200 && answer.status !== 201)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    return answer;
  }

  async mlflow(path: string, body: unknown): Promise<Answer> {
    return this.send("POST", `/api/2.0/mlflow/${path}`, JSON.stringify(body));
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(
    method: string,
    path: string,
    body: string | undefined,
    more: Record<string, string>,
  ): Promise<Answer> {
    const headers = {
      ...identify(this.#target),
      ...(body === undefined
        ? {}
        : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
      ...more,
    };
    return new Promise((done, refuse) => {
      const began = performance.now();
      const sent = request(
        `${this.#target.url}${path}`,
        { method, headers, agent: this.#agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", refuse);
          response.once("end", () => {
            const all = Buffer.concat(chunks);
            const ms = performance.now() - began;
            const text = response.headers["content-encoding"] ? "" : all.toString();
            done({ status: response.statusCode ?? 0, ms, bytes: all.length, text });
          });
        },
      );
      sent.once("error", refuse);
      sent.end(body);
    });
  }
}

const identify = (target: Target) =>
  "token" in target
    ? { authorization: `Bearer ${target.token}` }
    : { cookie: target.cookie, origin: target.url };
