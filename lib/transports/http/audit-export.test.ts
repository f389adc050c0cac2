import { createHash } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { readCsv } from "@/lib/core/csv/read-csv";
import { verifyLines } from "@/lib/transports/cli/verify-file";
import { openHouse, request } from "@/lib/transports/session/testing/house";
import { appendAudit } from "@/lib/verbs/audit";
import { perform } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { setModelTag } from "@/lib/verbs/registry/models/set-model-tag";
import { serveAuditExport } from "./audit-export";

let house: Awaited<ReturnType<typeof openHouse>>;
const newToken = async (name: string, role: "viewer" | "engineer", admin = false) => {
  const { id } = await house.addPerson(name, role, admin);
  return (await house.addToken(id, { role, admin })).token;
};
const ask = (token: string, query: string) =>
  serveAuditExport(request(`/api/audit/export?${query}`, { headers: { authorization: `Bearer ${token}` } }));

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split("\n");
}
/** What is of no project, sign-ins and people, is for admins in person. */
const ofNoProject = () => house.stores.database.prisma.auditEvent.count({ where: { projectId: null } });
const verify = (text: string) => verifyLines(linesOf(text));

beforeAll(async () => {
  house = await openHouse();
  for (let count = 0; count < 30; count++)
    await perform(createModel, { ...house.system, input: { name: `model ${count}` } });
  const value = '=HYPERLINK("http://x")';
  await perform(setModelTag, { ...house.system, input: { name: "model 1", key: "@cmd", value } });
  await perform(createModel, { ...house.system, input: { name: "=1+1", description: "+2\n=3, a" } });
});

it("the whole chain as NDJSON verifies without a database, and every change in it is found", async () => {
  const answer = await ask(await newToken("ndjson", "engineer"), "format=ndjson");
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename=slipway-audit-to-\d+\.ndjson$/,
  );
  const text = await answer.text();
  const lines = text.trimEnd().split("\n");
  const { last, ...verdict } = await verify(text);
  const withheld = await ofNoProject();
  expect(verdict).toMatchObject({ checked: lines.length, withheld, unproven: 0, fault: null });
  const [head] = await house.stores.database.prisma.auditHead.findMany();
  // Its own record came after it.
  expect(last.seq).toBe(Number(head?.seq) - 1);
  expect(Object.keys(JSON.parse(lines[0] ?? ""))).toEqual(["seq", "at", "body", "prevHash", "hash"]);

  const faultOf = async (changed: readonly string[]) => (await verify(changed.join("\n"))).fault?.firstBad;
  expect(await faultOf(lines.with(9, lines[9]?.replace("model", "modem") ?? ""))).toBe(10);
  expect(await faultOf(lines.toSpliced(9, 1))).toBe(10);
  expect(await faultOf(lines.with(9, lines[10] ?? "").with(10, lines[9] ?? ""))).toBe(10);
  expect(await faultOf(lines.toSpliced(9, 0, lines[9] ?? ""))).toBe(10);
  expect(await faultOf(lines.slice(1))).toBe(1);
  // A body that is taken out: as it is, and as if it had been withheld.
  const tenth = JSON.parse(lines[9] ?? "");
  expect(await faultOf(lines.with(9, JSON.stringify({ ...tenth, body: null })))).toBe(10);
  const bodyHash = createHash("sha256").update(tenth.body).digest("hex");
  const forged = { ...tenth, body: null, scope: "default", bodyHash };
  expect(await faultOf(lines.with(9, JSON.stringify(forged)))).toBe(10);
  expect(await faultOf(lines.with(9, JSON.stringify({ ...forged, scope: "" })))).toBe(10);
  await expect(verify(lines.with(4, "{}").join("\n"))).rejects.toThrow("Line 5 is no record");
});

it("a spreadsheet runs nothing of what the CSV says", async () => {
  const token = await newToken("csv", "engineer");
  const answer = await ask(token, "format=csv&actor=test");
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const [head = [], ...rows] = readCsv(await answer.text(), ",", 1000);
  expect(head.slice(0, 3)).toEqual(["number", "time", "took_effect"]);
  const named = rows.find((row) => row.includes("create-model") && row.join().includes("1+1"));
  expect(named?.[head.indexOf("target_name")]).toBe("'=1+1");
  for (const row of [head, ...rows])
    for (const cell of row) expect(cell).not.toMatch(/^[\s\u00a0]*[=+\-@\t\r\n]/);
  // A filter narrows it; sign-ins and people are not for engineers.
  expect(rows.every((row) => row[head.indexOf("who")] === "Slipway (test)")).toBe(true);
  const everything = await (await ask(token, "format=csv")).text();
  expect(everything).not.toContain("create-user");
  expect(await (await ask(await newToken("root", "viewer", true), "format=csv")).text()).not.toContain(
    "create-user",
  );
});

it("what an engineer may not see has no content in the whole chain either, and its links still verify", async () => {
  const { prisma } = house.stores.database;
  await prisma.$transaction((tx) =>
    appendAudit({ ...house.system, tx, announce: async () => undefined }, "create-user", {
      target: { type: "user", id: "somebody" },
      after: { email: "hidden@example.org" },
      installation: true,
    }),
  );
  const text = await (await ask(await newToken("reader", "engineer"), "format=ndjson")).text();
  expect(text).not.toContain("hidden@example.org");
  const withheld = await ofNoProject();
  expect(await verify(text)).toMatchObject({
    withheld,
    unproven: 0,
    scopes: [
      { scope: "default", withheld: 0 },
      { scope: "", shown: 0, withheld },
    ],
    fault: null,
  });
});

it("leaves a record of itself, and of who was refused", async () => {
  const refused = await ask(await newToken("viewer", "viewer"), "format=csv");
  expect(refused.status).toBe(403);
  await (await ask(await newToken("asker", "engineer"), "format=csv&action=create-model")).text();
  const rows = await house.stores.database.prisma.auditEvent.findMany({
    where: { action: "export-audit" },
    orderBy: { seq: "desc" },
    take: 2,
  });
  const [done, denied] = rows.map(({ body }) => JSON.parse(body));
  expect(done).toMatchObject({ outcome: "done", after: { format: "csv", action: "create-model" } });
  expect(denied).toMatchObject({ outcome: "refused" });
});

it("a filter would break the chain, so NDJSON takes none; another format is none of ours", async () => {
  const token = await newToken("wrong", "engineer");
  for (const query of ["format=ndjson&action=sign-in", "format=xlsx", "format=csv&who=me"])
    expect((await ask(token, query)).status).toBe(400);
});

it("the sixth export of a minute waits", async () => {
  const token = await newToken("eager", "engineer");
  for (let count = 0; count < 5; count++) {
    const answer = await ask(token, "format=csv");
    expect(answer.status).toBe(200);
    await answer.body?.cancel();
  }
  const late = await ask(token, "format=csv");
  expect([late.status, Number(late.headers.get("retry-after")) > 50]).toEqual([429, true]);
});
