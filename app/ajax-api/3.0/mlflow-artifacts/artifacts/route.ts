export { listProxied as GET } from "@/lib/transports/mlflow/artifacts";
