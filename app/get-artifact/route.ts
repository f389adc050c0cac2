export { getByRun as GET } from "@/lib/transports/mlflow/artifacts";
