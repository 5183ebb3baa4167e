// What reports of API Extractor export: report_items.mjs FILE…, with `typescript` where NODE_PATH or this folder has it.
//
// JSON of each file: the package, and by path each kind with whether it is `@internal`; what another package defines is a `re-export`, and
// what the report leaves open `unsure`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ts = createRequire(import.meta.url)("typescript");
const { SyntaxKind: Kind } = ts;

const KINDS = new Map([
  [Kind.ClassDeclaration, "class"],
  [Kind.InterfaceDeclaration, "interface"],
  [Kind.EnumDeclaration, "enum"],
  [Kind.FunctionDeclaration, "function"],
  [Kind.TypeAliasDeclaration, "type-alias"],
  [Kind.ModuleDeclaration, "namespace"],
]);
const METHODS = new Set([Kind.Constructor, Kind.MethodDeclaration, Kind.MethodSignature]);
const PROPERTIES = new Set([Kind.PropertyDeclaration, Kind.PropertySignature, Kind.GetAccessor, Kind.SetAccessor]);

/** What stands at one level: declarations by name, names that are exported, and globs of others. */
class Level {
  declared = new Map();
  exported = new Map();
  stars = 0;
  lists = false;

  constructor(statements) {
    for (const it of statements) this.read(it);
  }

  read(it) {
    if (ts.isVariableStatement(it)) {
      for (const one of it.declarationList.declarations) this.declare(one.name.text, "variable", it, it);
    } else if (KINDS.has(it.kind)) {
      this.declare(it.name?.text ?? "default", KINDS.get(it.kind), it, it);
    } else if (ts.isExportAssignment(it)) {
      this.exported.set("default", it.expression.text);
    } else if (ts.isExportDeclaration(it)) {
      if (!it.exportClause) this.stars += 1;
      else if (ts.isNamespaceExport(it.exportClause)) this.exported.set(it.exportClause.name.text, "");
      else this.list(it.exportClause.elements);
    }
  }

  list(elements) {
    this.lists = true;
    for (const it of elements) this.exported.set(it.name.text, (it.propertyName ?? it.name).text);
  }

  declare(name, kind, node, statement) {
    if (!this.declared.has(name)) this.declared.set(name, []);
    this.declared.get(name).push({ kind, node });
    const words = (ts.canHaveModifiers(statement) && ts.getModifiers(statement)) || [];
    if (!words.some((it) => it.kind === Kind.ExportKeyword)) return;
    this.exported.set(words.some((it) => it.kind === Kind.DefaultKeyword) ? "default" : name, name);
  }
}

function isAssigned(namespace) {
  const statements = namespace.body.statements ?? [];
  return statements.every((it) => ts.isVariableStatement(it) && !(it.declarationList.flags & ts.NodeFlags.BlockScoped));
}

function isInternal(node, source) {
  return /^\s*\/\/ (@\w+ )*@internal\b/m.test(source.text.slice(node.getFullStart(), node.getStart(source)));
}

function nameOf(member, source) {
  if (member.kind === Kind.Constructor) return "constructor";
  if (!member.name || ts.isPrivateIdentifier(member.name)) return undefined;
  const name = member.name;
  if (!ts.isComputedPropertyName(name)) return name.text;
  return ts.isStringLiteral(name.expression) ? name.expression.text : name.getText(source);
}

class Items {
  found = {};

  constructor(source) {
    this.source = source;
    this.top = new Level(source.statements);
    // What `export * as a from` makes is written as a namespace of a list, and not said to be exported; nor is it where the
    // file imports it so for itself.
    for (const [name, declared] of this.top.declared) {
      const isList = ({ node }) => ts.isModuleDeclaration(node) && node.body.statements?.every(ts.isExportDeclaration);
      if (!this.top.exported.has(name) && declared.every(isList)) this.note(name, "unsure", false);
    }
    if (this.top.stars) this.note("*", "re-export", false);
    for (const [path, name] of this.top.exported) this.named(this.top, path, name, false, new Set());
  }

  note(path, kind, internal) {
    (this.found[path] ??= []).push([kind, internal]);
  }

  named(level, path, name, internal, seen) {
    const declared = level.declared.get(name) ?? this.top.declared.get(name);
    if (!declared) return this.note(path, "re-export", internal);
    const isFunction = declared.some((it) => it.kind === "function");
    for (const it of declared) {
      const hidden = internal || isInternal(it.node, this.source);
      // What is assigned to a function (`f.a = 1`) is written in a declaration as a namespace of `var`.
      if (isFunction && ts.isModuleDeclaration(it.node) && isAssigned(it.node)) {
        for (const name of new Level(it.node.body.statements).declared.keys()) this.note(`${path}.${name}`, "property", hidden);
        continue;
      }
      this.note(path, it.kind, hidden);
      this.inside(it.node, path, hidden, new Set(seen).add(it.node));
    }
  }

  inside(node, path, internal, seen) {
    if (ts.isModuleDeclaration(node)) return this.namespace(node.body, path, internal, seen);
    const isObject = ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type);
    for (const it of (isObject ? node.type.members : node.members) ?? []) {
      const name = nameOf(it, this.source);
      const words = (ts.canHaveModifiers(it) && ts.getModifiers(it)) || [];
      if (name === undefined || words.some((it) => it.kind === Kind.PrivateKeyword)) continue;
      const hidden = internal || isInternal(it, this.source);
      if (ts.isEnumMember(it)) this.note(`${path}.${name}`, "variant", hidden);
      else if (METHODS.has(it.kind)) this.note(`${path}.${name}`, "method", hidden);
      else if (PROPERTIES.has(it.kind)) this.note(`${path}.${name}`, "property", hidden);
    }
  }

  namespace(body, path, internal, seen) {
    // `namespace A.B`.
    const inner = new Level(ts.isModuleBlock(body) ? body.statements : [body]);
    // In a declaration all is exported, unless a list says what is. Where it names only some, the report does not tell of the
    // others whether they had the word `export`, which it adds to all, nor what a name in the list meant.
    if (inner.lists && inner.declared.size) {
      for (const name of [...inner.declared.keys(), ...inner.exported.keys()]) this.note(`${path}.${name}`, "unsure", internal);
      return;
    }
    const shown = inner.lists ? inner.exported : new Map([...inner.declared.keys()].map((it) => [it, it]));
    for (const [name, of] of shown) {
      const isRound = (inner.declared.get(of) ?? this.top.declared.get(of) ?? []).some((it) => seen.has(it.node));
      if (!isRound) this.named(inner, `${path}.${name}`, of, internal, seen);
    }
  }
}

const answer = process.argv.slice(2).map((path) => {
  const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  const named = /API Report File for "([^"]+)"/.exec(text)?.[1];
  const code = /```ts\n([^]*?)\n```/.exec(text)?.[1] ?? "";
  const items = new Items(ts.createSourceFile("report.d.ts", code, ts.ScriptTarget.Latest, true));
  return { path, package: named, items: items.found, stars: items.top.stars };
});
process.stdout.write(JSON.stringify(answer));
