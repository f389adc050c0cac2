import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { calledDoors, type Door, doorOf, parse, servedDoors } from "./doors";

const read = (folder: string) =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`)
      .map((path) => [path, parse(path, readFileSync(path, "utf8"))] as const),
  );
const served = servedDoors(read("app/api"));
const pages = read("components");
pages.delete("components/frame/api.ts"); // carries the calls of the others

/** Doors that no page of ours uses, and who does. */
const others: readonly { by: string; doors: RegExp }[] = [
  { by: "the balancer and the launcher", doors: /^GET \/api\/health\/(live|ready)$/ },
  { by: "MLflow's clients", doors: /^[A-Z]+ \/api\/[23]\.0\/mlflow-artifacts\// },
];

const say = ({ method, path }: Pick<Door, "method" | "path">) => `${method} ${path}`;
const deadDoors = (doors: readonly Door[]) =>
  doors.filter((door) => !doorOf(door, served)).map((door) => `${say(door)} in ${door.file}`);
const callsIn = (text: string) =>
  calledDoors(new Map([["components/a.tsx", parse("components/a.tsx", text)]]));

test("what a page calls is served", () => {
  const { doors, unread } = calledDoors(pages);
  expect(doors.length).toBeGreaterThan(50);
  expect(unread, "their path or method cannot be told").toEqual([]);
  expect(deadDoors(doors)).toEqual([]);
});

test("what is served is called by a page, or is known to be for others", () => {
  const called = new Set(calledDoors(pages).doors.map((door) => doorOf(door, served)));
  const unused = served.filter((door) => !called.has(door)).map(say);
  expect(unused.filter((door) => !others.some(({ doors }) => doors.test(door)))).toEqual([]);
  expect(others.filter(({ doors }) => !unused.some((door) => doors.test(door)))).toEqual([]);
});

test("a door that is not there is found, by its path and by its method", () => {
  const { doors } = callsIn(`
    const modelPath = (name) => \`/api/models/\${encodeURIComponent(name)}\`;
    const send = (path, more) => api(path, { body: more });
    api(\`\${modelPath(name)}/polices\`);
    api(modelPath(name), { method: "DELETE" });
    send("/api/runs/tag");
    api(\`/api/runs/\${id}/ranks?\${query}\`);
    const link = <a href="/api/audit/exports?format=csv" />;`);
  expect(deadDoors(doors)).toEqual([
    "POST /api/runs/tag in components/a.tsx",
    "GET /api/models/*/polices in components/a.tsx",
    "DELETE /api/models/* in components/a.tsx",
    "GET /api/audit/exports in components/a.tsx",
  ]);
});

test("a call whose door cannot be told is named", () => {
  expect(callsIn("api(paths[0]);\napi('/api/runs', init);\nfetch(await elsewhere());").unread).toEqual([
    "components/a.tsx:1",
    "components/a.tsx:2",
    "components/a.tsx:3",
  ]);
});

test("a door that takes all that follows is reached by what follows", () => {
  const open = [{ method: "POST", path: "/api/auth/**", file: "a" }];
  expect(doorOf({ method: "POST", path: "/api/auth/a/b" }, open)).toBe(open[0]);
  expect(doorOf({ method: "GET", path: "/api/auth/a" }, open)).toBeUndefined();
  expect(doorOf({ method: "POST", path: "/api/author" }, open)).toBeUndefined();
});
