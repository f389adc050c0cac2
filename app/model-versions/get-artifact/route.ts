export { getByVersion as GET } from "@/lib/transports/mlflow/artifacts";
