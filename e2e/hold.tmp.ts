import { writeFileSync } from "node:fs";
import { Slipway } from "./served";

const s = new Slipway();
await s.start({});
const p = s.addPerson("bench@example.org", "engineer");
writeFileSync("/tmp/p/held.json", JSON.stringify({ url: s.url, ...p, running: s.running() }));
process.on("SIGTERM", async () => {
  await s.stop();
  process.exit(0);
});
setInterval(() => {}, 1000);
