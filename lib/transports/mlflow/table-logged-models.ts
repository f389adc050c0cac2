import type { LoggedModel } from "@/lib/core/tracking/logged-models/logged-model";
import { createLoggedModel } from "@/lib/verbs/tracking/logged-models/create-logged-model";
import { deleteLoggedModel } from "@/lib/verbs/tracking/logged-models/delete-logged-model";
import { deleteLoggedModelTag } from "@/lib/verbs/tracking/logged-models/delete-logged-model-tag";
import { finishLoggedModel } from "@/lib/verbs/tracking/logged-models/finish-logged-model";
import { getLoggedModel } from "@/lib/verbs/tracking/logged-models/get-logged-model";
import { logLoggedModelParams } from "@/lib/verbs/tracking/logged-models/log-logged-model-params";
import { searchLoggedModels } from "@/lib/verbs/tracking/logged-models/search-logged-models";
import { setLoggedModelTags } from "@/lib/verbs/tracking/logged-models/set-logged-model-tags";
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
