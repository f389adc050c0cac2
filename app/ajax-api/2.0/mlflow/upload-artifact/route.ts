export { uploadByRun as POST } from "@/lib/transports/mlflow/artifacts";
