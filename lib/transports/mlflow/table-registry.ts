import { z } from "zod";
import type { Model } from "@/lib/core/registry/models/model";
import type { Version } from "@/lib/core/registry/versions/version";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { deleteModelTag } from "@/lib/verbs/registry/models/delete-model-tag";
import { getModel } from "@/lib/verbs/registry/models/get-model";
import { renameModel } from "@/lib/verbs/registry/models/rename-model";
import { searchModels } from "@/lib/verbs/registry/models/search-models";
import { setModelTag } from "@/lib/verbs/registry/models/set-model-tag";
import { updateModel } from "@/lib/verbs/registry/models/update-model";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { deleteAlias } from "@/lib/verbs/registry/versions/delete-alias";
import { deleteVersion } from "@/lib/verbs/registry/versions/delete-version";
import { deleteVersionTag } from "@/lib/verbs/registry/versions/delete-version-tag";
import { getDownloadUri } from "@/lib/verbs/registry/versions/get-download-uri";
import { getLatestVersions } from "@/lib/verbs/registry/versions/get-latest-versions";
import { getVersion } from "@/lib/verbs/registry/versions/get-version";
import { getVersionByAlias } from "@/lib/verbs/registry/versions/get-version-by-alias";
import { searchVersions } from "@/lib/verbs/registry/versions/search-versions";
import { setAlias } from "@/lib/verbs/registry/versions/set-alias";
import { setVersionTag } from "@/lib/verbs/registry/versions/set-version-tag";
import { transitionVersion } from "@/lib/verbs/registry/versions/transition-version";
import { updateVersion } from "@/lib/verbs/registry/versions/update-version";
import { type Endpoint, endpoint, type Path, type Wire } from "./endpoint";
import { nextPage } from "./wire";
import { wireModel, wireVersion } from "./wire-registry";

const done = () => ({});
const asModel = (model: Model) => ({ registered_model: wireModel(model) });
const asVersion = (version: Version) => ({ model_version: wireVersion(version) });
const some = (versions: readonly Version[]) =>
  versions.length === 0 ? undefined : versions.map(wireVersion);
const latest = ({ versions }: { versions: Version[] }) => ({ model_versions: some(versions) });
const stageAsked = { fields: z.object({ name: z.unknown(), stages: z.array(z.unknown()) }) };

const stageGiven = {
  fields: z.object({
    name: z.unknown(),
    version: z.unknown(),
    stage: z.unknown(),
    archiveExistingVersions: z.unknown(),
  }),
  toInput: ({ stage, ...fields }: Wire) => ({ ...fields, to: stage }),
  toWirePath: ([first, ...rest]: Path): Path => [first === "to" ? "stage" : (first ?? ""), ...rest],
};

const modelEndpoints: Endpoint[] = [
  endpoint("POST", "registered-models/create", createModel, asModel),
  endpoint("GET", "registered-models/get", getModel, asModel),
  endpoint("POST", "registered-models/rename", renameModel, asModel),
  endpoint("PATCH", "registered-models/update", updateModel, asModel),
  endpoint("DELETE", "registered-models/delete", deleteModel, done),
  endpoint("GET", "registered-models/search", searchModels, ({ models, nextPageToken }) => ({
    registered_models: models.length === 0 ? undefined : models.map(wireModel),
    next_page_token: nextPage(nextPageToken),
  })),
  endpoint("POST", "registered-models/get-latest-versions", getLatestVersions, latest, stageAsked),
  endpoint("GET", "registered-models/get-latest-versions", getLatestVersions, latest, stageAsked),
  endpoint("POST", "registered-models/set-tag", setModelTag, done),
  endpoint("DELETE", "registered-models/delete-tag", deleteModelTag, done),
  endpoint("POST", "registered-models/alias", setAlias, done),
  endpoint("GET", "registered-models/alias", getVersionByAlias, asVersion),
  endpoint("DELETE", "registered-models/alias", deleteAlias, done),
];

const versionEndpoints: Endpoint[] = [
  endpoint("POST", "model-versions/create", createVersion, asVersion),
  endpoint("GET", "model-versions/get", getVersion, asVersion),
  endpoint("PATCH", "model-versions/update", updateVersion, asVersion),
  endpoint("POST", "model-versions/transition-stage", transitionVersion, asVersion, stageGiven),
  endpoint("DELETE", "model-versions/delete", deleteVersion, done),
  endpoint("GET", "model-versions/search", searchVersions, ({ versions, nextPageToken }) => ({
    model_versions: some(versions),
    next_page_token: nextPage(nextPageToken),
  })),
  endpoint("GET", "model-versions/get-download-uri", getDownloadUri, ({ storage }) => ({
    artifact_uri: storage,
  })),
  endpoint("POST", "model-versions/set-tag", setVersionTag, done),
  endpoint("DELETE", "model-versions/delete-tag", deleteVersionTag, done),
];

export const registryEndpoints: Endpoint[] = [...modelEndpoints, ...versionEndpoints];
