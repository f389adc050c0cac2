import type { TestProject } from "vitest/node";
import { startTestServers } from "./servers";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    clickhouseUrl: string;
  }
}

/** Starts both stores once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { postgresUrl, clickhouseUrl, stop } = await startTestServers();
  project.provide("postgresUrl", postgresUrl);
  project.provide("clickhouseUrl", clickhouseUrl);
  return stop;
}
