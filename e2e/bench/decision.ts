import { z } from "zod";
import { sendAsPage, signIn } from "../sign-in";
import { BenchClient } from "./client";
import { quantile } from "./figures";
import { type Bench, createRun, type World } from "./world";

const decisions = 200;
const name = "decided";
const asked = z.object({ id: z.string(), revision: z.number() });
const decided = z.object({ status: z.literal("applied") });
const versionMade = z.object({ model_version: z.object({ version: z.string() }) });

/** Gates of each kind, the newest version against the one in Production among them. */
const policy = {
  guards: {
    Production: {
      approvals: 1,
      aliases: ["champion"],
      gates: [
        { kind: "bound", metric: "accuracy", better: "higher", bound: 0.5 },
        { kind: "production", metric: "accuracy", better: "higher", tolerance: 0.01 },
        { kind: "tags", keys: ["data"] },
      ],
    },
  },
};

/** A version of a run with metrics and files, for which Production is asked by somebody else than who approves. */
async function askFor(scientist: BenchClient, run: string): Promise<z.infer<typeof asked>> {
  const made = await scientist.mlflow("model-versions/create", {
    name,
    run_id: run,
    source: `mlflow-artifacts:/0/${run}/artifacts/model`,
    tags: [{ key: "data", value: "flights" }],
  });
  const { version } = versionMade.parse(JSON.parse(made.text)).model_version;
  const body = JSON.stringify({ to: "Production", reason: "it is better" });
  const { text } = await scientist.send("POST", `/api/models/${name}/versions/${version}/requests`, body);
  return asked.parse(JSON.parse(text));
}

async function logRun(world: World, scientist: BenchClient, token: string): Promise<string> {
  const run = await createRun({ ...world, client: scientist });
  const metrics = [{ key: "accuracy", value: 0.9, step: 1, timestamp: 1_790_000_000_000 }];
  await scientist.mlflow("runs/log-batch", { run_id: run, metrics });
  for (const file of ["MLmodel", "model.pkl", "conda.yaml", "python_env.yaml", "requirements.txt"]) {
    const path = `/api/2.0/mlflow-artifacts/artifacts/0/${run}/artifacts/model/${file}`;
    const headers = { authorization: `Bearer ${token}` };
    const { ok } = await fetch(scientist.url + path, { method: "PUT", headers, body: file });
    if (!ok) throw new Error(`${file} was not taken.`);
  }
  return run;
}

/** An approval as a browser sends it: gates judged anew, the move, the alias, the trail and the outbox in one transaction. */
export const benchDecision: Bench = async (world) => {
  const { slipway, person } = world;
  const { url } = slipway;
  const { token } = slipway.addPerson("asks@example.org", "scientist");
  const cookie = await signIn(url, person.email, person.password);
  const [scientist, engineer] = [new BenchClient({ url, token }), new BenchClient({ url, cookie })];
  await scientist.mlflow("registered-models/create", { name });
  const put = await sendAsPage(url, cookie, "PUT", `/api/models/${name}/policy`, {
    policy,
    reason: "a bench",
  });
  if (put.status !== 200) throw new Error(`No policy: ${put.status} ${JSON.stringify(put.body)}`);
  const run = await logRun(world, scientist, token);
  const approve = async () => {
    const { id, revision } = await askFor(scientist, run);
    const body = JSON.stringify({ decision: "approve", comment: "seen", revision });
    const { ms, text } = await engineer.send("POST", `/api/requests/${id}/decisions`, body);
    decided.parse(JSON.parse(text));
    return ms;
  };
  for (let warm = 0; warm < 5; warm++) await approve();
  const times: number[] = [];
  for (let count = 0; count < decisions; count++) times.push(await approve());
  for (const client of [scientist, engineer]) client.close();
  const value = quantile(times, 0.95);
  return [{ what: `approval of a request, p95 of ${decisions}`, value, unit: "ms", aim: { most: 100 } }];
};
