import { expect, it } from "vitest";
import { openWire } from "@/lib/transports/mlflow/testing/client";
import { perform } from "@/lib/verbs/kernel";
import { getVersion } from "@/lib/verbs/registry/versions/get-version";
import { listVersions } from "@/lib/verbs/registry/versions/list-versions";
import { getModel } from "./get-model";

it("says by name who made a model and its versions", async () => {
  const { post, system } = await openWire();
  await post("registered-models/create", { name: "m" });
  await post("model-versions/create", { name: "m", source: "mlflow-artifacts:/somewhere/model" });
  const model = await perform(getModel, { ...system, input: { name: "m" } });
  expect(model.createdBy).toBe("ada");
  expect(model.latestVersions.map(({ createdBy }) => createdBy)).toEqual(["ada"]);
  const version = await perform(getVersion, { ...system, input: { name: "m", version: 1 } });
  expect(version.createdBy).toBe("ada");
  const { items } = await perform(listVersions, { ...system, input: { name: "m" } });
  expect(items.map(({ createdBy }) => createdBy)).toEqual(["ada"]);
});
