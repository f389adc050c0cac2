import { fileURLToPath } from "node:url";

/** The folder of the checkout: where `package.json`, the build and the migrations stand. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));
