import { serveMlflow } from "@/lib/transports/mlflow/route";

export const GET = serveMlflow("GET");
export const POST = serveMlflow("POST");
export const PUT = serveMlflow("PUT");
export const PATCH = serveMlflow("PATCH");
export const DELETE = serveMlflow("DELETE");
