import { z } from "zod";
import { nothing } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";

export const getServerInfo = read({
  name: "get-server-info",
  summary: "What kind of store stands behind, as MLflow's clients ask",
  needs: "nothing",
  input: nothing,
  output: z.object({ storeType: z.string(), workspacesEnabled: z.boolean() }),
  run: () => ({ storeType: "SqlStore", workspacesEnabled: false }),
});
