// Loaded into the server by `npm run bench -- --profile`: SIGUSR2 starts a CPU profile, the next one writes it to disk.
const { writeFileSync } = require("node:fs");
const { Session } = require("node:inspector");

const session = new Session();
let running = false;

process.on("SIGUSR2", () => {
  if (!running) {
    session.connect();
    session.post("Profiler.enable");
    session.post("Profiler.start");
    running = true;
    return;
  }
  session.post("Profiler.stop", (error, answer) => {
    if (!error)
      writeFileSync(
        `${process.env.SLIPWAY_BENCH_PROFILE}/${Date.now()}.cpuprofile`,
        JSON.stringify(answer.profile),
      );
    session.disconnect();
    running = false;
  });
});
