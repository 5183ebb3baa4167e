#!/usr/bin/env python3
"""API Extractor judges `boundstone surface`: api_extractor.py BINARY REPOSITORY [-v]

For each `*.api.md` of a checked-out repository: the names and kinds that the report exports, and
those that `boundstone surface` says of the package.
"""
import collections
import json
import os
import re
import subprocess
import sys

MODIFIERS = {"export", "declare", "default", "abstract", "static", "readonly", "protected", "public",
             "async", "override", "const", "accessor", "get", "set"}
KINDS = {"class": "class", "interface": "interface", "enum": "enum", "function": "function",
         "type": "type-alias", "namespace": "namespace", "module": "namespace",
         "let": "variable", "var": "variable", "const": "variable"}


def statements(text, end=";"):
    """Each statement as (comment before it, its text), split where nothing is open."""
    out, depth, start, note, at = [], 0, None, "", 0
    while at < len(text):
        char = text[at]
        if text.startswith("//", at) or text.startswith("/*", at):
            line = text.startswith("//", at)
            stop = text.find("\n" if line else "*/", at)
            stop = len(text) if stop < 0 else stop + (0 if line else 2)
            if start is None:
                note += text[at:stop] + "\n"
            at = stop
            continue
        if start is None and char not in " \t\r\n;,":
            start = at
        if char in "\"'`":
            at += 1
            while at < len(text) and text[at] != char:
                at += 2 if text[at] == "\\" else 1
        elif char in "({[":
            depth += 1
        elif char in ")}]":
            depth -= 1
        if depth == 0 and start is not None:
            rest = text[at + 1:].lstrip(" \t")
            said = text[start:at + 1]
            if char == end or char == "}" and ends_block(said, rest):
                out.append((note, said))
                start, note = None, ""
        at += 1
    if start is not None:
        out.append((note, text[start:]))
    return out


def inside_angle(said):
    said = re.sub(r"=>", "", said)
    return said.count("<") > said.count(">")


def ends_block(said, rest):
    words = re.match(r"(?:(?:export|declare|default|abstract|const)\s+)*(class|interface|enum|namespace|module)\b", said)
    return bool(words) or bool(re.match(r"export\s*(type\s*)?\{", said)) and not rest.startswith("from") and not rest.startswith(";")


def body(said):
    """What stands between the braces of a declaration: those after its head."""
    depth = 0
    for at, char in enumerate(said):
        # The braces of a type argument are inside of `<`.
        if char == "{" and depth == 0 and not inside_angle(said[:at]):
            return said[at + 1:said.rindex("}")]
        depth += (char in "({[") - (char in ")}]")
    return ""


def nested(said):
    """A statement without what stands in the inner braces."""
    while True:
        less = re.sub(r"(?<=\{)([^{}]*)\{[^{}]*\}", r"\1()", said)
        if less == said:
            return said
        said = less


def members(said, what):
    """Names of members with kinds; signatures without a name are left out."""
    out = []
    for note, text in statements(body(said), "," if what == "enum" else ";"):
        if what == "enum":
            name = re.match(r"[\w$]+|\"[^\"]*\"", text)
            if name:
                out.append((name.group(0).strip('"'), "variant", note))
            continue
        words, rest = [], text
        while True:
            word = re.match(r"([\w$]+)\s+(?=[\w$\[\"#'])", rest)
            if not word or word.group(1) not in MODIFIERS:
                break
            words.append(word.group(1))
            rest = rest[word.end():]
        name = re.match(r"[^\W\d][\w$]*|\$[\w$]*|#[\w$]+|\[[\w$.]+\](?!\s*:\s*[^;]*\bin\b)|\"[^\"]*\"|'[^']*'", rest)
        if not name or "private" in words or re.match(r"(private\b|#)", rest) or re.match(r"(new|function)\s*[(<]", rest) and what == "interface":
            continue
        after = rest[name.end():].lstrip("?! ")
        method = after.startswith(("(", "<")) and not {"get", "set"} & set(words)
        out.append((name.group(0).strip("\"'"), "method" if method else "property", note))
    return out


class Report:
    def __init__(self, text):
        self.package = re.search(r'API Report File for "([^"]+)"', text).group(1)
        code = re.search(r"```ts\n(.*?)\n```", text, re.S)
        self.declared = collections.defaultdict(list)
        self.exported, self.imported, self.stars = {}, set(), []
        for note, said in statements(code.group(1) if code else ""):
            self.read(note, said)

    def read(self, note, said):
        if said.startswith("import"):
            clause = re.sub(r"\sfrom\s.*", "", said, flags=re.S)
            self.imported |= set(re.findall(r"[\w$]+", clause))
            return
        if re.match(r"export\s+\*", said):
            star = re.match(r"export\s+\*\s+as\s+([\w$]+)", said)
            if star:
                self.exported[star.group(1)] = star.group(1)
                self.imported.add(star.group(1))
            else:
                self.stars.append(said)
            return
        listed = re.match(r"export\s*(?:type\s*)?\{(.*?)\}", said, re.S)
        if listed:
            for one in filter(None, map(str.strip, listed.group(1).split(","))):
                pair = re.split(r"\s+as\s+", one)
                self.exported[pair[-1]] = pair[0]
            return
        default = re.match(r"export\s+default\s+([\w$]+)\s*;", said)
        if default:
            self.exported["default"] = default.group(1)
            return
        head = re.match(r"((?:(?:export|declare|default|abstract|async)\s+)*)(const\s+enum|class|interface|enum|function|type|namespace|module|let|var|const)\b\s*\*?\s*([\w$]*)", said)
        if not head:
            return
        what = head.group(2).split()[-1]
        name = head.group(3) or "default"
        self.declared[name].append((what, said, note))
        if "export" in head.group(1):
            self.exported["default" if "default" in head.group(1) else name] = name

    def items(self):
        out = collections.defaultdict(set)
        for path, name in self.exported.items():
            self.put(out, path, name, set(), False)
        return out

    def put(self, out, path, name, seen, internal):
        if name not in self.declared:
            out[path].add(("re-export", internal))
        for what, said, note in self.declared.get(name, []):
            self.put_one(out, path, what, said, internal or "@internal" in note, seen | {name})

    def put_one(self, out, path, what, said, internal, seen):
        out[path].add((KINDS[what], internal))
        if what in ("class", "interface", "enum") or what == "type" and re.match(r"[^={<]*(<[^=]*>)?\s*=\s*\{(?!\s*(readonly\s+)?[-+]?\[[^:]*\sin\s)[^{}]*\};?$", nested(said)):
            for member, kind, note in members(said, what):
                out[f"{path}.{member}"].add((kind, internal or "@internal" in note))
        if what in ("namespace", "module"):
            inner = Report.__new__(Report)
            inner.declared, inner.exported, inner.imported, inner.stars = collections.defaultdict(list), {}, set(), []
            for note, text in statements(body(said)):
                inner.read(note, text)
            lists = any(re.match(r"export\s*\{", text) for _, text in statements(body(said)))
            # In a declaration all is exported, unless a list says what is.
            names = inner.exported if lists else {it: it for it in inner.declared}
            for shown, name in names.items():
                if name in inner.declared:
                    for kind, text, note in inner.declared[name]:
                        self.put_one(out, f"{path}.{shown}", kind, text, internal or "@internal" in note, seen)
                elif name not in seen:
                    self.put(out, f"{path}.{shown}", name, seen, internal)


def ask(binary, root, *arguments):
    said = subprocess.run([binary, *arguments, "--root", root, "--format", "json"], capture_output=True)
    return json.loads(said.stdout) if said.stdout else {}


def surfaces(answer):
    """The surface by entry: path within it, kinds, and whether it is internal."""
    out = collections.defaultdict(lambda: collections.defaultdict(set))
    for item in answer.get("items", []) + [dict(it, kind="re-export") for it in answer.get("handed_on", [])]:
        for path in item.get("paths") or [item.get("symbol") or item.get("name")]:
            head = re.match(r"(?:([^.\[\"]*(?:\.[\w-]+)*?)/)?([^/]*(?:[\[\"].*)?)$", path)
            entry, name = (head.group(1) or "", head.group(2)) if head else ("", path)
            name = re.sub(r'\.\["?([^\]"]*)"\]', r".\1", name)
            out[entry][name].add((item["kind"], item.get("stability") == "internal"))
    return out


def packages(root, boundaries):
    by_name = {}
    for one in boundaries:
        by_name[one["name"]] = one
        if one.get("alias"):
            by_name[one["alias"]] = one
    return by_name


def package_of(report, path, by_name):
    if report.package in by_name:
        return by_name[report.package]
    # `@angular/cdk_clipboard` is an entry of `@angular/cdk`.
    spelled = re.sub(r"[_.]", "/", report.package)
    fitting = [it for it in by_name if spelled.startswith(it + "/")]
    if fitting:
        return by_name[max(fitting, key=len)]
    above = [it for it in by_name.values() if it["path"] and path.startswith(it["path"] + "/")]
    return max(above, key=lambda it: len(it["path"]), default=None)


def main():
    binary, root = sys.argv[1], os.path.abspath(sys.argv[2])
    verbose = "-v" in sys.argv
    listed = subprocess.run(["git", "-C", root, "ls-files", "*.api.md"], capture_output=True, text=True)
    by_name = packages(root, ask(binary, root, "boundaries").get("boundaries", []))
    kept, total = {}, collections.Counter()
    for path in listed.stdout.split("\n"):
        if not path:
            continue
        text = open(os.path.join(root, path), encoding="utf-8").read().replace("\r\n", "\n")
        if "API Report File for" not in text:
            continue
        report = Report(text)
        items = report.items()
        package = package_of(report, path, by_name)
        if package is None:
            print(f"{path}: no package {report.package}")
            total["no package"] += 1
            continue
        if package["name"] not in kept:
            kept[package["name"]] = surfaces(ask(binary, root, "surface", package["name"]))
        entries = kept[package["name"]]
        # Which entry a report is of is not in its text: the one with the most names in common.
        def common(entry):
            names = entries[entry]
            hits = len(set(items) & set(names))
            return (hits / (len(set(items) | set(names)) or 1), hits)
        entry = max(entries, key=common, default="")
        names = entries[entry] if entries else {}
        internal = lambda said: all(it[1] for it in said)
        asked = {it: said for it, said in items.items() if not internal(said)}
        shown = {it: said for it, said in names.items() if not internal(said)}
        missed = [it for it in asked if it not in names]
        extra = [it for it in shown if it not in items]
        both = [it for it in asked if it in names]
        kinds = lambda said: {it[0] for it in said}
        # What one side hands on has no kind.
        other = [it for it in both if "re-export" not in kinds(asked[it]) | kinds(names[it]) and kinds(asked[it]) != kinds(names[it])]
        hidden = [it for it, said in items.items() if internal(said)]
        total.update(reports=1, asked=len(asked), found=len(both), shown=len(shown), right=len(shown) - len(extra),
                     kinds=len(both), kinds_right=len(both) - len(other), internal=len(hidden),
                     internal_found=sum(it in names for it in hidden), stars=len(report.stars))
        if verbose and (missed or extra or other):
            print(f"{path} [{package['name']} {entry}] asked {len(asked)} missed {len(missed)} extra {len(extra)} kinds {len(other)} stars {len(report.stars)}")
            for sign, which in (("-", missed), ("+", extra)):
                for it in which[:40]:
                    print(f"   {sign} {it} {sorted(kinds((asked if sign == '-' else names)[it]))}")
            for it in other[:40]:
                print(f"   ~ {it} {sorted(kinds(asked[it]))} -> {sorted(kinds(names[it]))}")
    share = lambda a, b: f"{total[a]}/{total[b]} = {total[a] / total[b]:.4f}" if total[b] else "none"
    print(f"{os.path.basename(root)}: {total['reports']} reports, no package {total['no package']}; recall {share('found', 'asked')}; precision {share('right', 'shown')}; "
          f"kinds {share('kinds_right', 'kinds')}; internal {share('internal_found', 'internal')}; stars of others {total['stars']}")


if __name__ == "__main__":
    main()
