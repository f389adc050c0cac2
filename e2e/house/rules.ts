import ts from "typescript";

/** The rules of the house that no tool of ours checks: each says what is wrong with a file's text, or null. */
export type Rule = {
  name: string;
  applies: (path: string) => boolean;
  fault: (text: string, path: string) => string | null;
};

const ours = (path: string) => /\.(ts|tsx|mjs)$/.test(path);
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const anywhere = (pattern: RegExp, why: string) => (text: string) => {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => pattern.test(line));
  return index < 0 ? null : `line ${index + 1}: ${why}`;
};

/** Over the whole text: what was broken into lines is one thing still. */
const across = (pattern: RegExp, why: string) => (text: string) => {
  const found = pattern.exec(text);
  return found === null ? null : `line ${text.slice(0, found.index).split("\n").length}: ${why}`;
};

/** By TypeScript's own parser: a value or a word of that name is no fault. */
function anyIn(text: string, path: string): string | null {
  if (!/\bany\b/.test(text)) return null;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  let found: string | null = null;
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      found ??= `line ${source.getLineAndCharacterOfPosition(node.pos).line + 1}: any`;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const longest = 300;

export const rules: readonly Rule[] = [
  {
    name: "a file has at most 300 lines",
    applies: (path) => ours(path) && !path.startsWith("components/ui/"),
    fault: (text) => {
      const lines = text.trimEnd().split("\n").length;
      return lines > longest ? `${lines} lines` : null;
    },
  },
  {
    name: "no any, by annotation, cast or argument",
    applies: ours,
    fault: anyIn,
  },
  {
    name: "raw SQL is tagged, never put together",
    applies: ours,
    fault: anywhere(/\$(query|execute)RawUnsafe|\b(Prisma|sql)\.raw\(/, "unsafe raw SQL"),
  },
  {
    name: "the environment is read in lib/env.ts alone",
    applies: (path) =>
      ours(path) &&
      path !== "lib/env.ts" &&
      !/^(e2e\/|[^/]+\.config\.ts$|instrumentation\.ts$|prisma\/generate\.mjs$)/.test(path),
    fault: anywhere(/\bprocess\.env\b/, "process.env"),
  },
  {
    name: "core knows neither React nor Node",
    applies: (path) => ours(path) && path.startsWith("lib/core/") && !isTest(path),
    fault: anywhere(
      /from "(node:|react|next)[^"]*"|\bprocess\.|\bBuffer\.|\bDate\.now\(|\bMath\.random\(/,
      "not pure",
    ),
  },
  {
    name: "query keys are spelled in queries.ts alone",
    applies: (path) =>
      /^(components|app)\/.*\.tsx?$/.test(path) && !/queries\.ts$/.test(path) && !isTest(path),
    fault: anywhere(
      /\bqueryKey: ?\[|\b(get|set)Quer(y|ies)Data(<[^(]*>)?\(\[|\buseAct\(\[\[?"/,
      "a key that its factory does not know",
    ),
  },
  {
    name: "a field is one of components/ui, which keeps what is typed before the page is alive",
    applies: (path) => /^(app|components)\/.*\.tsx$/.test(path) && !path.startsWith("components/ui/"),
    fault: anywhere(/<(textarea|select|input)\b(?!.*type="hidden")/, "a field of its own"),
  },
  {
    name: "a name from the wire is shown by <Name>, with what cannot be seen in it",
    applies: (path) => /^(app|components)\/.*\.tsx$/.test(path) && !isTest(path),
    fault: across(
      /(?<![=\w$])\{(?:[\w.]+\.)?(?:(?:run|model|experiment|dataset)\.name|model|requestedBy)\}(?!\s*<\/Name>)/,
      "a name as it came",
    ),
  },
  {
    name: "no test is skipped or alone",
    applies: (path) => ours(path) && /\.(test|spec)\.tsx?$/.test(path),
    fault: anywhere(/\b(test|it|describe)\.(only|skip|todo|fixme|skipIf)\b/, "a test that does not run"),
  },
  {
    name: "no check is switched off in a comment",
    applies: ours,
    fault: anywhere(/\/[/*]\s*(@ts-ignore|@ts-nocheck|biome-ignore|eslint-disable)/, "a check switched off"),
  },
];
