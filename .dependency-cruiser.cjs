/** The house rules of imports. Types may be imported from anywhere to the left, so type-only edges are ignored. */
const forbid = (name, fromPath, toPath, comment, extra = {}) => ({
  name,
  comment,
  severity: "error",
  from: { path: fromPath, ...(extra.fromNot ? { pathNot: extra.fromNot } : {}) },
  to: { path: toPath, dependencyTypesNot: ["type-only"], ...(extra.toNot ? { pathNot: extra.toNot } : {}) },
});
const nouns = "audit|monitoring|people|registry|tracking|webhooks";
const test = "\\.test\\.tsx?$|/testing/";
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-barrels",
      severity: "error",
      from: { path: "^(lib|components)/" },
      to: { path: "^(lib|components)/.*/index\\.tsx?$" },
    },
    forbid(
      "core-is-pure",
      "^lib/core",
      "^(lib/(verbs|stores|transports|env|process)|components|app|prisma|e2e)",
      "core imports core and npm only",
      { fromNot: test },
    ),
    {
      name: "core-has-no-node-or-react",
      severity: "error",
      from: { path: "^lib/core", pathNot: test },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-has-no-react",
      severity: "error",
      from: { path: "^lib/core", pathNot: test },
      to: { path: "node_modules/(react|react-dom|next)/" },
    },
    forbid(
      "stores-know-core",
      "^lib/stores",
      "^(lib/(verbs|transports)|components|app|e2e)",
      "stores import core",
      { fromNot: test },
    ),
    forbid(
      "journal-knows-no-telemetry",
      "^lib/stores/journal/",
      "^lib/stores/(telemetry|targets)",
      "the journal takes batches for any target; targets.ts joins the two",
      { fromNot: test },
    ),
    forbid(
      "telemetry-knows-no-journal",
      "^lib/stores/telemetry/",
      "^lib/stores/(journal|targets)",
      "what reads both is a verb's",
      { fromNot: test },
    ),
    forbid(
      "only-open-reads-env",
      "^lib/(stores|verbs|core)",
      "^lib/env\\.ts$",
      "only stores/open.ts reads the environment",
      { fromNot: `^lib/stores/open\\.ts$|${test}` },
    ),
    forbid(
      "process-knows-types-only",
      "^lib/process\\.ts$",
      "^(lib|components|app|prisma|e2e)/",
      "what is one in a process is held there, and made by its owners",
    ),
    forbid(
      "verbs-know-stores",
      "^lib/verbs",
      "^(lib/transports|components|app|e2e)",
      "verbs import core, stores and the kernel",
      { fromNot: test },
    ),
    {
      name: "a-verb-never-calls-a-verb",
      severity: "error",
      comment: "what two verbs share is a plain function in some noun's shared/",
      from: { path: "^lib/verbs/[^/]+/", pathNot: test },
      to: {
        path: "^lib/verbs/[^/]+/",
        pathNot: ["/shared/", test],
        dependencyTypesNot: ["type-only"],
      },
    },
    forbid(
      "transports-know-verbs",
      "^lib/transports",
      "^(components|app|e2e)",
      "transports import verbs, core, stores, env",
      { fromNot: test },
    ),
    forbid(
      "components-know-core",
      "^components",
      "^(lib/(verbs|stores|transports|env|process)|app|prisma|e2e)",
      "components import core; types from anywhere",
      { fromNot: test },
    ),
    {
      name: "noun-does-not-import-noun",
      severity: "error",
      comment: "what two nouns' components share stands in ui, frame or charts",
      from: { path: `^components/(${nouns})/`, pathNot: test },
      to: {
        path: `^components/(${nouns})/`,
        pathNot: "^components/$1/",
        dependencyTypesNot: ["type-only"],
      },
    },
    forbid(
      "shared-pieces-know-no-noun",
      "^components/(ui|frame|charts)/",
      `^components/(${nouns})/`,
      "ui, frame and charts serve every noun",
    ),
    forbid(
      "app-places",
      "^app",
      "^(lib/stores|prisma|e2e)",
      "app imports components, transports, verbs, core",
    ),
    forbid(
      "seed-uses-verbs",
      "^prisma/seed",
      "^(lib/stores|components|app|e2e)",
      "the seed logs through the verbs like everybody",
    ),
    forbid(
      "root-uses-transports",
      "^(instrumentation|proxy|next\\.config|prisma\\.config)\\.ts$",
      "^(lib/(stores|verbs|core)|components|app)",
      "root files import transports",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "prisma/generated|\\.next|e2e/\\.cache" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
