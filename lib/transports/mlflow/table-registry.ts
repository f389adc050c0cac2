import { z } from "zod";
import type { Model, Version } from "@/lib/core/registry";
import { createModel } from "@/lib/verbs/registry/create-model";
import { createVersion } from "@/lib/verbs/registry/create-version";
import { deleteAlias } from "@/lib/verbs/registry/delete-alias";
import { deleteModel } from "@/lib/verbs/registry/delete-model";
import { deleteModelTag } from "@/lib/verbs/registry/delete-model-tag";
import { deleteVersion } from "@/lib/verbs/registry/delete-version";
import { deleteVersionTag } from "@/lib/verbs/registry/delete-version-tag";
import { getDownloadUri } from "@/lib/verbs/registry/get-download-uri";
import { getLatestVersions } from "@/lib/verbs/registry/get-latest-versions";
import { getModel } from "@/lib/verbs/registry/get-model";
import { getVersion } from "@/lib/verbs/registry/get-version";
import { getVersionByAlias } from "@/lib/verbs/registry/get-version-by-alias";
import { renameModel } from "@/lib/verbs/registry/rename-model";
import { searchModels } from "@/lib/verbs/registry/search-models";
import { searchVersions } from "@/lib/verbs/registry/search-versions";
import { setAlias } from "@/lib/verbs/registry/set-alias";
import { setModelTag } from "@/lib/verbs/registry/set-model-tag";
import { setVersionTag } from "@/lib/verbs/registry/set-version-tag";
import { transitionVersion } from "@/lib/verbs/registry/transition-version";
import { updateModel } from "@/lib/verbs/registry/update-model";
import { updateVersion } from "@/lib/verbs/registry/update-version";
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
