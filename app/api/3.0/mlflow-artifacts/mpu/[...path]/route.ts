export { notSupported as POST } from "@/lib/transports/mlflow/artifacts";
