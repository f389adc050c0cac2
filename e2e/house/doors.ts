import { dirname, join } from "node:path";
import ts from "typescript";

/** A way in: a method and a path, whose dynamic segments are `*`, and `**` where it takes all that follows. */
export type Door = { method: string; path: string; file: string };

const methods = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const routeFile = /^app(\/api\/.*)\/route\.ts$/;

export const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

/** What route files answer: the methods that each exports, under its folder's path. */
export function servedDoors(sources: ReadonlyMap<string, ts.SourceFile>): Door[] {
  return [...sources].flatMap(([file, source]) => {
    const folder = routeFile.exec(file)?.[1];
    if (folder === undefined) return [];
    const path = folder.replace(/\[\.\.\.[^\]]+\]/g, "**").replace(/\[[^\]]+\]/g, "*");
    return exportedNames(source)
      .filter((name) => methods.has(name))
      .map((method) => ({ method, path, file }));
  });
}

function exportedNames(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    )
      return statement.exportClause.elements.map(({ name }) => name.text);
    if (!ts.canHaveModifiers(statement)) return [];
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
    return ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
      : [];
  });
}

const boundNames = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((one) => (ts.isBindingElement(one) ? boundNames(one.name) : []));

/** The door that a call reaches: a word written out never stands for a dynamic segment, though Next would take it so. */
export const doorOf = (call: Omit<Door, "file">, served: readonly Door[]): Door | undefined =>
  served.find(
    ({ method, path }) =>
      method === call.method &&
      (path === call.path || (path.endsWith("/**") && call.path.startsWith(path.slice(0, -2)))),
  );

export type Calls = { doors: Door[]; unread: string[] };

/** What the sources call by `api`, `fetch`, EventSource and links; `unread` names calls whose door cannot be told. */
export function calledDoors(sources: ReadonlyMap<string, ts.SourceFile>): Calls {
  const calls: Calls = { doors: [], unread: [] };
  for (const [file, source] of sources) {
    const add = (target: ts.Node | undefined, method: string | null, must: boolean) => {
      const paths = target ? pathsOf(target, sources) : null;
      const ours = paths?.filter((path) => path.startsWith("/api/")) ?? [];
      if (must && (paths === null || method === null || ours.length === 0))
        calls.unread.push(`${file}:${lineOf(source, target)}`);
      else for (const path of ours) calls.doors.push({ method: method ?? "GET", path, file });
    };
    walk(source, (node) => {
      if (ts.isCallExpression(node) && /^(api|fetch)$/.test(node.expression.getText()))
        add(node.arguments[0], methodOf(node.arguments[1]), true);
      else if (ts.isNewExpression(node) && node.expression.getText() === "EventSource")
        add(node.arguments?.[0], "GET", true);
      else if (ts.isJsxAttribute(node) && /^(href|src|action)$/.test(node.name.getText()))
        add(shownBy(node), attribute(node.parent, "method")?.toUpperCase() ?? "GET", false);
    });
  }
  return calls;
}

/** What `api` sends with these words; null when they cannot be read. */
function methodOf(init: ts.Expression | undefined): string | null {
  if (init === undefined) return "GET";
  if (!ts.isObjectLiteralExpression(init)) return null;
  const named = (name: string) => init.properties.find((property) => property.name?.getText() === name);
  const method = named("method");
  if (method === undefined) return named("body") === undefined ? "GET" : "POST";
  return ts.isPropertyAssignment(method) && ts.isStringLiteral(method.initializer)
    ? method.initializer.text
    : null;
}

function attribute(attributes: ts.JsxAttributes, name: string): string | undefined {
  const found = attributes.properties.find((one) => one.name?.getText() === name);
  const value = found && ts.isJsxAttribute(found) ? shownBy(found) : undefined;
  return value && ts.isStringLiteral(value) ? value.text : undefined;
}

const shownBy = ({ initializer }: ts.JsxAttribute): ts.Node | undefined =>
  initializer && ts.isJsxExpression(initializer) ? initializer.expression : initializer;

/** The paths that an expression may stand for, without their query; null when it is none that can be read. */
function pathsOf(node: ts.Node, sources: ReadonlyMap<string, ts.SourceFile>): string[] | null {
  const texts = textsOf(node, sources);
  return texts === null ? null : texts.map((text) => text.replace(/\?.*$/s, ""));
}

function textsOf(node: ts.Node, sources: ReadonlyMap<string, ts.SourceFile>): string[] | null {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, sources);
  if (ts.isConditionalExpression(node)) return all([node.whenTrue, node.whenFalse], sources);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (heads, { expression, literal }) => {
        const inner = textsOf(expression, sources)?.filter((text) => text.startsWith("/")) ?? [];
        return heads.flatMap((head) =>
          (inner.length > 0 ? inner : ["*"]).map((text) => head + text + literal.text),
        );
      },
      [node.head.text],
    );
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const made = declarationOf(node.expression, sources);
    const body = made && ts.isVariableDeclaration(made) ? made.initializer : undefined;
    return body && ts.isArrowFunction(body) && !ts.isBlock(body.body) ? textsOf(body.body, sources) : null;
  }
  if (!ts.isIdentifier(node)) return null;
  const declared = declarationOf(node, sources);
  if (declared === undefined) return null;
  if (ts.isParameter(declared)) return all(givenTo(declared), sources);
  return declared.initializer ? textsOf(declared.initializer, sources) : null;
}

/** What each of them may be; null as soon as one cannot be read, or none is there. */
function all(nodes: readonly ts.Node[], sources: ReadonlyMap<string, ts.SourceFile>): string[] | null {
  const read = nodes.map((node) => textsOf(node, sources));
  return read.length === 0 || read.includes(null) ? null : read.flatMap((texts) => texts ?? []);
}

/** What the calls in the same file give to a parameter of a named function. */
function givenTo(parameter: ts.ParameterDeclaration): ts.Node[] {
  const made = parameter.parent;
  const named = ts.isFunctionDeclaration(made) ? made : made.parent;
  if (!ts.isFunctionDeclaration(named) && !ts.isVariableDeclaration(named)) return [];
  const [name, at] = [named.name?.getText(), made.parameters.indexOf(parameter)];
  const found: ts.Node[] = [];
  walk(parameter.getSourceFile(), (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== name) return;
    const argument = node.arguments[at];
    if (argument) found.push(argument);
  });
  return found;
}

type Declaration = ts.VariableDeclaration | ts.ParameterDeclaration;

/** Where a name is made: in the functions around it, in its file, or in the file that it is imported from. */
function declarationOf(
  name: ts.Identifier,
  sources: ReadonlyMap<string, ts.SourceFile>,
): Declaration | undefined {
  for (let around: ts.Node = name.parent; around; around = around.parent) {
    const parameter = ts.isFunctionLike(around)
      ? around.parameters.find((one) => ts.isParameter(one) && one.name.getText() === name.text)
      : undefined;
    if (parameter && ts.isParameter(parameter)) return parameter;
    if (ts.isBlock(around) || ts.isSourceFile(around)) {
      const variable = variableIn(around.statements, name.text);
      if (variable) return variable;
    }
  }
  const file = name.getSourceFile();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    if (!bindings.elements.some((one) => one.name.text === name.text)) continue;
    const from = fileOf(statement.moduleSpecifier.text, file.fileName, sources);
    return from && variableIn(from.statements, name.text);
  }
  return undefined;
}

function variableIn(statements: readonly ts.Statement[], name: string): ts.VariableDeclaration | undefined {
  return statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find((declaration) => declaration.name.getText() === name);
}

function fileOf(module: string, from: string, sources: ReadonlyMap<string, ts.SourceFile>) {
  const base = module.startsWith("@/") ? module.slice(2) : join(dirname(from), module);
  return sources.get(`${base}.ts`) ?? sources.get(`${base}.tsx`);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

const lineOf = (source: ts.SourceFile, node: ts.Node | undefined) =>
  source.getLineAndCharacterOfPosition(node?.getStart() ?? 0).line + 1;
