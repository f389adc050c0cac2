export { getByLoggedModel as GET } from "@/lib/transports/mlflow/artifacts";
