import { serveMetrics } from "@/lib/transports/http/serve-metrics";

export const dynamic = "force-dynamic";
export const GET = serveMetrics;
