/**
 * Completes package-lock.json: npm leaves out platform packages that its registry does not serve, and its own `npm ci`
 * then refuses the file. `node e2e/house/lockfile.mjs` adds an entry for each; `--check` only says what is missing.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const systems = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  openharmony: "openharmony",
  win32: "win32",
  wasi: null,
};
const processors = ["arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x", "wasm32"];

/** What a platform package's name says of where it runs: "@oxc-parser/binding-linux-arm-musleabihf" → linux, arm. */
export function platformOf(name) {
  const words = name.split(/[/-]/);
  const system = words.find((word) => word in systems);
  const processor = processors.find((one) => words.includes(one));
  return {
    ...(system && systems[system] ? { os: [systems[system]] } : {}),
    ...(processor ? { cpu: [processor] } : {}),
    ...(words.some((word) => word.startsWith("musl")) ? { libc: ["musl"] } : {}),
    ...(words.some((word) => word.startsWith("gnu")) ? { libc: ["glibc"] } : {}),
  };
}

/** The optional packages that the lock names and does not hold, as entries to add. */
export function missingEntries(lock) {
  const found = {};
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const own = path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      if (own in lock.packages || `node_modules/${name}` in lock.packages) continue;
      found[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) };
    }
  return found;
}

const sorted = (packages) =>
  Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingEntries(lock);
  const names = Object.keys(missing);
  if (process.argv.includes("--check")) {
    for (const name of names) process.stdout.write(`missing from package-lock.json: ${name}\n`);
    process.exit(names.length === 0 ? 0 : 1);
  }
  lock.packages = sorted({ ...lock.packages, ...missing });
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`Added ${names.length} platform packages.\n`);
}
