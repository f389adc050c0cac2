import { getServerInfo } from "@/lib/verbs/frame/get-server-info";
import { searchDatasets } from "@/lib/verbs/tracking/datasets/search-datasets";
import { createExperiment } from "@/lib/verbs/tracking/experiments/create-experiment";
import { deleteExperiment } from "@/lib/verbs/tracking/experiments/delete-experiment";
import { deleteExperimentTag } from "@/lib/verbs/tracking/experiments/delete-experiment-tag";
import { getExperiment } from "@/lib/verbs/tracking/experiments/get-experiment";
import { getExperimentByName } from "@/lib/verbs/tracking/experiments/get-experiment-by-name";
import { renameExperiment } from "@/lib/verbs/tracking/experiments/rename-experiment";
import { restoreExperiment } from "@/lib/verbs/tracking/experiments/restore-experiment";
import { searchExperiments } from "@/lib/verbs/tracking/experiments/search-experiments";
import { setExperimentTag } from "@/lib/verbs/tracking/experiments/set-experiment-tag";
import { type Endpoint, endpoint } from "./endpoint";
import { list, nextPage, wireExperiment } from "./wire";

const done = () => ({});

const search = (method: "GET" | "POST") =>
  endpoint(method, "experiments/search", searchExperiments, ({ experiments, nextPageToken }) => ({
    experiments: list(experiments.map(wireExperiment)),
    next_page_token: nextPage(nextPageToken),
  }));

export const experimentEndpoints: Endpoint[] = [
  endpoint("POST", "experiments/create", createExperiment, ({ id }) => ({ experiment_id: id })),
  endpoint("GET", "experiments/get", getExperiment, (found) => ({ experiment: wireExperiment(found) })),
  endpoint("GET", "experiments/get-by-name", getExperimentByName, (found) => ({
    experiment: wireExperiment(found),
  })),
  search("GET"),
  search("POST"),
  endpoint("POST", "experiments/update", renameExperiment, done),
  endpoint("POST", "experiments/delete", deleteExperiment, done),
  endpoint("POST", "experiments/restore", restoreExperiment, done),
  endpoint("POST", "experiments/set-experiment-tag", setExperimentTag, done),
  endpoint("POST", "experiments/delete-experiment-tag", deleteExperimentTag, done),
  endpoint("POST", "experiments/search-datasets", searchDatasets, ({ datasets }) => ({
    dataset_summaries: list(
      datasets.map(({ experimentId, context, ...dataset }) => ({
        experiment_id: experimentId,
        ...dataset,
        context: context ?? undefined,
      })),
    ),
  })),
  endpoint("GET", "server-info", getServerInfo, ({ storeType, workspacesEnabled }) => ({
    store_type: storeType,
    workspaces_enabled: workspacesEnabled,
  })),
];
