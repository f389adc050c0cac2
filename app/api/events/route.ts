import { serveEvents } from "@/lib/transports/http/events";

export const dynamic = "force-dynamic";
export const GET = serveEvents;
