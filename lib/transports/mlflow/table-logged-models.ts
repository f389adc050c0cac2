import type { LoggedModel } from "@/lib/core/tracking-models";
import { createLoggedModel } from "@/lib/verbs/tracking/create-logged-model";
import { deleteLoggedModel } from "@/lib/verbs/tracking/delete-logged-model";
import { deleteLoggedModelTag } from "@/lib/verbs/tracking/delete-logged-model-tag";
import { finishLoggedModel } from "@/lib/verbs/tracking/finish-logged-model";
import { getLoggedModel } from "@/lib/verbs/tracking/get-logged-model";
import { logLoggedModelParams } from "@/lib/verbs/tracking/log-logged-model-params";
import { searchLoggedModels } from "@/lib/verbs/tracking/search-logged-models";
import { setLoggedModelTags } from "@/lib/verbs/tracking/set-logged-model-tags";
import { type Endpoint, endpoint } from "./endpoint";
import { list, nextPage, wireLoggedModel } from "./wire";

const wireModel = (model: LoggedModel) => ({ model: wireLoggedModel(model) });
const done = () => ({});

export const loggedModelEndpoints: Endpoint[] = [
  endpoint("POST", "logged-models", createLoggedModel, wireModel),
  endpoint("POST", "logged-models/search", searchLoggedModels, ({ models, nextPageToken }) => ({
    models: list(models.map(wireLoggedModel)),
    next_page_token: nextPage(nextPageToken),
  })),
  endpoint("GET", "logged-models/:model_id", getLoggedModel, wireModel),
  endpoint("PATCH", "logged-models/:model_id", finishLoggedModel, wireModel),
  endpoint("DELETE", "logged-models/:model_id", deleteLoggedModel, done),
  endpoint("PATCH", "logged-models/:model_id/tags", setLoggedModelTags, wireModel),
  endpoint("DELETE", "logged-models/:model_id/tags/:tag_key", deleteLoggedModelTag, done),
  endpoint("POST", "logged-models/:model_id/params", logLoggedModelParams, done),
];
