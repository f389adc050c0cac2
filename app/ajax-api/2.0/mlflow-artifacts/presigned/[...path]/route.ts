export { notSupported as GET } from "@/lib/transports/mlflow/artifacts";
