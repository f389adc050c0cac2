/**
 * The hostile neighbours of `neighbours.ts`, in a process of their own, so that only the cores are shared with who measures.
 * Reads one line of JSON (`Orders`), attacks for so long, prints one line: by attack, how often it was answered with what.
 */
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type Orders, orders, type Tally } from "./orders";

const counts: Tally = {};
function note(attack: string, answer: string | number): void {
  const row = counts[attack] ?? {};
  row[answer] = (row[answer] ?? 0) + 1;
  counts[attack] = row;
}

async function attackAll({ url, ms, token, viewer, cookie, run, model }: Orders): Promise<void> {
  const until = Date.now() + ms;
  const going = () => Date.now() < until;
  const { hostname, port } = new URL(url);
  const bearer = (of: string) => ({ authorization: `Bearer ${of}` });
  const json = { "content-type": "application/json" };

  async function ask(attack: string, path: string, init: RequestInit = {}): Promise<void> {
    try {
      const answer = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(30_000) });
      const bare = answer.status === 503 && !answer.headers.has("retry-after");
      note(attack, bare ? "503 without Retry-After" : answer.status);
      await answer.arrayBuffer();
    } catch {
      note(attack, "closed");
    }
  }
  const post = (attack: string, path: string, body: unknown, of = token) =>
    ask(attack, path, { method: "POST", headers: { ...json, ...bearer(of) }, body: JSON.stringify(body) });
  const forever = async (work: () => Promise<unknown>, restMs = 0) => {
    while (going()) {
      await work();
      if (restMs > 0) await pause(restMs);
    }
  };
  const times = (count: number, work: (index: number) => Promise<unknown>) =>
    Array.from({ length: count }, (_, index) => work(index));

  /** Sends the beginning of a request and leaves it open; resolves when the server closes it, or at the end. */
  const leaveOpen = (attack: string, head: string, begin: Buffer | string) =>
    new Promise<void>((done) => {
      const socket: Socket = connect(Number(port), hostname, () => {
        socket.write(`${head}\r\nHost: ${hostname}\r\n\r\n`);
        socket.write(begin);
      });
      const end = setTimeout(() => socket.destroy(), Math.max(0, until - Date.now()));
      socket.once("data", (chunk: Buffer) => note(attack, String(chunk).slice(9, 12)));
      socket.on("error", () => undefined);
      socket.once("close", () => {
        clearTimeout(end);
        note(attack, "closed");
        done();
      });
    });
  const headOf = (method: string, path: string, length: number) =>
    `${method} ${path} HTTP/1.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}`;

  const description = ">".repeat(100_000);
  // It reads everything and finds nothing: what is measured is the search, and not how long its answer is.
  const pattern = (index: number) => (index === 49 ? "%_%_%zz%" : "%_%_%");
  const filter = Array.from({ length: 50 }, (_, index) => `params.p${index} ILIKE '${pattern(index)}'`).join(
    " AND ",
  );
  const files = `/api/2.0/mlflow-artifacts/artifacts/0/${run}/artifacts`;
  const broken = Buffer.from(`{"a":"${"x".repeat(60_000_000)}`);
  // Rates are what two cores can send and answer beside everything else: about a hundred requests a second in all, besides
  // what is held open. A flood of requests alone would be a measure of the cores.
  const refusalsEveryMs = 40;

  await Promise.all([
    forever(
      () =>
        ask("deep Markdown", `/api/models/${model}`, {
          method: "PATCH",
          headers: { ...json, ...bearer(token) },
          body: JSON.stringify({ description }),
        }),
      200,
    ),
    ...times(2, () =>
      forever(() => ask("pages of deep Markdown", `/models/${model}`, { headers: { cookie } }), 200),
    ),
    ...times(14, () =>
      forever(() => post("heavy searches", "/api/2.0/mlflow/runs/search", { experiment_ids: ["0"], filter })),
    ),
    ...times(12, (index) =>
      forever(
        () =>
          leaveOpen(
            "uploads held",
            headOf("PUT", `${files}/${index}.bin`, 2_000_000),
            Buffer.alloc(1_000_000),
          ),
        100,
      ),
    ),
    ...times(12, (index) =>
      forever(
        () =>
          post("comments", `/api/models/${model}/versions/1/comments`, { body: `${index} `.repeat(3000) }),
        1000,
      ),
    ),
    ...times(200, () =>
      forever(
        () => leaveOpen("half-open bodies", headOf("POST", "/api/2.0/mlflow/runs/log-batch", 1_000_000), "{"),
        10_000,
      ),
    ),
    forever(
      () =>
        ask("anonymous 60 MB", "/api/2.0/mlflow/runs/log-batch", {
          method: "POST",
          headers: json,
          body: broken,
        }),
      500,
    ),
    forever(async () => {
      void post("refusals", `/api/models/${model}/versions/1/comments`, { body: "a" }, viewer);
      void ask("wrong tokens", "/api/me", { headers: bearer(`${token.slice(0, -1)}x`) });
      await pause(refusalsEveryMs);
    }),
    ...times(60, () => forever(() => ask("streams", "/api/events", { headers: bearer(token) }), 5000)),
  ]);
}

let given = "";
for await (const chunk of process.stdin) given += chunk;
const asked = orders.parse(JSON.parse(given));
// What is under way at the end is not waited for.
await Promise.race([attackAll(asked), pause(asked.ms + 2000)]);
process.stdout.write(`${JSON.stringify(counts)}\n`, () => process.exit(0));
