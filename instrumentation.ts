export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startJobs } = await import("@/lib/transports/jobs/jobs");
  startJobs();
  const { drainOnSignal } = await import("@/lib/transports/jobs/drain");
  drainOnSignal();
  const { guardFrontDoor } = await import("@/lib/transports/http/front-door");
  const { mlflowLane } = await import("@/lib/transports/mlflow/route");
  guardFrontDoor([mlflowLane]);
  const { notePeerAddresses } = await import("@/lib/transports/session/client-address");
  notePeerAddresses();
}
