import type { Model } from "@/lib/core/registry/models/model";
import type { Version } from "@/lib/core/registry/versions/version";
import type { Wire } from "./endpoint";
import { pairs } from "./wire";

const list = <T>(items: readonly T[]) => (items.length === 0 ? undefined : items);
const unlessEmpty = (value: string | null) => value || undefined;

/** A version's number is text here. `user_id` is never set, as in MLflow: the trail knows who acted. */
export const wireVersion = (version: Version): Wire => ({
  name: version.model,
  version: String(version.number),
  creation_timestamp: version.createdAt.getTime(),
  last_updated_timestamp: version.updatedAt.getTime(),
  current_stage: version.stage,
  description: unlessEmpty(version.description),
  source: version.source,
  run_id: unlessEmpty(version.runId),
  run_link: unlessEmpty(version.runLink),
  status: "READY",
  tags: pairs(version.tags),
  aliases: list(version.aliases),
  model_id: unlessEmpty(version.loggedModelId),
});

export const wireModel = (model: Model): Wire => ({
  name: model.name,
  creation_timestamp: model.createdAt.getTime(),
  last_updated_timestamp: model.updatedAt.getTime(),
  description: unlessEmpty(model.description),
  latest_versions: list(model.latestVersions.map(wireVersion)),
  tags: pairs(model.tags),
  aliases: list(model.aliases.map(({ alias, version }) => ({ alias, version: String(version) }))),
});
