import type { Endpoint } from "./endpoint";
import { artifactEndpoints } from "./table-artifacts";
import { experimentEndpoints } from "./table-experiments";
import { loggedModelEndpoints } from "./table-logged-models";
import { metricEndpoints } from "./table-metrics";
import { registryEndpoints } from "./table-registry";
import { runEndpoints } from "./table-runs";

/** MLflow's endpoints that Slipway answers, each bound to a verb. */
export const endpoints: Endpoint[] = [
  ...experimentEndpoints,
  ...runEndpoints,
  ...metricEndpoints,
  ...loggedModelEndpoints,
  ...artifactEndpoints,
  ...registryEndpoints,
];
