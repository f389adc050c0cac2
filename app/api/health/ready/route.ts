import { ready } from "@/lib/transports/http/health";

export const dynamic = "force-dynamic";
export const GET = () => ready();
