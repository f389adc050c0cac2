export {
  deleteProxied as DELETE,
  getProxied as GET,
  putProxied as PUT,
} from "@/lib/transports/mlflow/artifacts";
