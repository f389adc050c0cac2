import { datasetKeys, type Entity, type Filter } from "./ast";

/** What one search can filter and order by. Names are closed lists, so no text of a user's becomes a column. */
export type Target<E extends Entity, S extends string, N extends string, O extends string> = {
  name: string;
  /** "metrics", "metric" → metric. The first of each entity is the one that is printed. */
  prefixes: ReadonlyMap<string, E>;
  /** What may be asked for by IS NULL. */
  nullable: ReadonlySet<Entity>;
  /** Attributes by every name they go by. */
  texts: ReadonlyMap<string, S>;
  numbers: ReadonlyMap<string, N>;
  orders: ReadonlyMap<string, O>;
  /** Values to suggest. */
  values: ReadonlyMap<string, readonly string[]>;
  /** The default order, and the one that is added so that equals stay in place. */
  byDefault: readonly AttributeOrder<O>[];
  tieBreak: readonly AttributeOrder<O>[];
};
type AttributeOrder<O> = { entity: "attribute"; key: O; descending: boolean };
type AnyTarget = Target<Entity, string, string, string>;

/** The filter of a target: `FilterOf<typeof runTarget>`. */
export type FilterOf<T> = T extends Target<infer E, infer S, infer N, infer _> ? Filter<E, S, N> : never;

const prefixNames: Record<Entity, readonly string[]> = {
  metric: ["metrics", "metric"],
  param: ["params", "param", "parameters", "parameter"],
  tag: ["tags", "tag"],
  attribute: ["attributes", "attribute", "attr"],
  dataset: ["datasets", "dataset"],
};

type Names<K extends string> = readonly (readonly [K, ...string[]])[];
type Definition<E extends Entity, S extends string, N extends string, O extends string> = {
  name: string;
  entities: readonly E[];
  texts: Names<S>;
  numbers: Names<N>;
  orders: Names<O>;
  values?: Readonly<Record<string, readonly string[]>>;
  byDefault: readonly (readonly [O, "asc" | "desc"])[];
  tieBreak: readonly (readonly [O, "asc" | "desc"])[];
};

function define<E extends Entity, S extends string, N extends string, O extends string>(
  definition: Definition<E, S, N, O>,
): Target<E, S, N, O> {
  const { name, entities, values = {} } = definition;
  const prefixes = new Map(
    entities.flatMap((entity) => prefixNames[entity].map((prefix) => [prefix, entity])),
  );
  const [attribute] = entities.filter((entity) => entity === "attribute");
  if (name === "runs" && attribute) prefixes.set("run", attribute);
  return {
    name,
    prefixes,
    nullable: new Set(entities.filter((entity) => entity !== "dataset")),
    texts: byName(definition.texts),
    numbers: byName(definition.numbers),
    orders: byName(definition.orders),
    values: new Map(Object.entries(values)),
    byDefault: toOrders(definition.byDefault),
    tieBreak: toOrders(definition.tieBreak),
  };
}

const byName = <K extends string>(names: Names<K>): ReadonlyMap<string, K> =>
  new Map(
    names.flatMap(([name, ...aliases]) => [name, ...aliases].map((alias): [string, K] => [alias, name])),
  );

const toOrders = <O>(list: readonly (readonly [O, "asc" | "desc"])[]): AttributeOrder<O>[] =>
  list.map(([key, direction]) => ({ entity: "attribute", key, descending: direction === "desc" }));

const runTimes = [["start_time", "created", "Created"], ["end_time"]] as const;
const runTexts = [
  ["run_id"],
  ["run_name", "run name", "Run name", "Run Name"],
  ["user_id"],
  ["status"],
  ["artifact_uri"],
] as const;

/** Runs: MLflow's names, with every alias that it takes. */
export const runTarget = define({
  name: "runs",
  entities: ["metric", "param", "tag", "attribute", "dataset"],
  texts: runTexts,
  numbers: runTimes,
  orders: [...runTexts, ...runTimes],
  values: { status: ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"] },
  byDefault: [],
  tieBreak: [
    ["start_time", "desc"],
    ["run_id", "asc"],
  ],
});

/** Runs by MLflow's wire, where a missing metric or attribute cannot be asked for. */
export const wireRunTarget: typeof runTarget = { ...runTarget, nullable: new Set(["tag", "param"]) };

export const experimentTarget = define({
  name: "experiments",
  entities: ["tag", "attribute"],
  texts: [["name"]],
  numbers: [["creation_time"], ["last_update_time"]],
  orders: [["name"], ["experiment_id"], ["creation_time"], ["last_update_time"]],
  byDefault: [
    ["creation_time", "desc"],
    ["experiment_id", "asc"],
  ],
  tieBreak: [["experiment_id", "desc"]],
});

export const modelTarget = define({
  name: "models",
  entities: ["tag", "attribute"],
  texts: [["name"]],
  numbers: [],
  orders: [["name"], ["last_updated_timestamp", "timestamp"]],
  byDefault: [],
  tieBreak: [["name", "asc"]],
});

/** Versions: stage, alias and the two times are ours; MLflow filters by none of them. A version may have many aliases. */
export const versionTarget = define({
  name: "versions",
  entities: ["tag", "attribute"],
  texts: [["name"], ["run_id"], ["source_path"], ["current_stage", "stage"], ["alias"]],
  numbers: [["version_number"], ["creation_timestamp"], ["last_updated_timestamp"]],
  orders: [["name"], ["version_number"], ["creation_timestamp"], ["last_updated_timestamp"]],
  values: { current_stage: ["None", "Staging", "Production", "Archived"] },
  byDefault: [["last_updated_timestamp", "desc"]],
  tieBreak: [
    ["name", "asc"],
    ["version_number", "desc"],
  ],
});

const loggedTexts = [["name"], ["model_id"], ["model_type"], ["status"], ["source_run_id"]] as const;
const loggedTimes = [
  ["creation_timestamp", "creation_time"],
  ["last_updated_timestamp", "last_updated_time"],
] as const;

export const loggedModelTarget = define({
  name: "logged models",
  entities: ["metric", "param", "tag", "attribute"],
  texts: loggedTexts,
  numbers: loggedTimes,
  orders: [...loggedTexts, ...loggedTimes],
  values: { status: ["PENDING", "READY", "FAILED"] },
  byDefault: [],
  tieBreak: [
    ["creation_timestamp", "desc"],
    ["model_id", "asc"],
  ],
});

/** The canonical names, for messages and suggestions. */
export const namesOf = (names: ReadonlyMap<string, string>): string[] => [...new Set(names.values())];
export const prefixOf = (entity: Entity): string => prefixNames[entity][0] ?? entity;
export const prefixesOf = (target: Pick<AnyTarget, "prefixes">): string[] =>
  [...new Set(target.prefixes.values())].map(prefixOf);
export const isDatasetKey = (key: string) => datasetKeys.find((name) => name === key);
