import { mlflowVersion, serveText } from "@/lib/transports/mlflow/plain";

export const dynamic = "force-dynamic";
export const GET = serveText(mlflowVersion);
