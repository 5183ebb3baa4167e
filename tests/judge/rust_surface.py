#!/usr/bin/env python3
"""Holds `boundstone surface` against `cargo public-api -sss`, crate by crate. See README.md beside this file."""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

KEYWORDS = {"fn", "struct", "enum", "union", "trait", "type", "const", "static", "mod", "macro", "use"}
MODIFIERS = {"unsafe", "auto", "safe", "proc"}
KINDS = {
    "function": "fn", "method": "fn", "type-alias": "type", "constant": "const", "static": "const",
    "variable": "const", "module": "mod", "namespace": "mod", "re-export": "use",
}
# A report says `fn(u8)` of a type `unsafe extern "C" fn(u8)`.
OF_POINTER = r'(?:unsafe |extern (?:"[^"]*" )?)+fn\('
OPEN, CLOSE = "(<[{", ")>]}"


def without_generics(text):
    """`a::B<C>::d` is `a::B::d`, at any depth, and `<T as A>::Of` is `T::Of`."""
    while found := re.search(r"(?<![\w:>])<([\w:']+) as ", text):
        rest = text[found.end() :]
        text = text[: found.start()] + found[1] + rest[ends_at(rest, [">"]) + 1 :]
    kept, depth = [], 0
    for at, sign in enumerate(text):
        if sign == "<":
            depth += 1
        elif sign == ">" and text[at - 1 : at] != "-":
            depth -= 1
        elif depth == 0:
            kept.append(sign)
    return re.sub(r"::(?=::|$)", "", "".join(kept)).strip()


def outside_brackets(text):
    """Each place that is in no bracket."""
    depth = 0
    for at, sign in enumerate(text):
        if depth == 0:
            yield at
        if sign in OPEN:
            depth += 1
        elif sign in CLOSE and text[at - 1 : at] != "-":
            depth -= 1


def ends_at(text, stops):
    """The first place in no bracket at which one of `stops` is written, or the end."""
    found = (at for at in outside_brackets(text) if any(text.startswith(it, at) for it in stops))
    return next(found, len(text))


def end_of_call(text):
    """Where the arguments of a function begin: a type may begin with `(` as well, or be `fn(A)`."""
    for at in outside_brackets(text):
        before = re.search(r"(\w+|>)$", text[:at])
        is_type = before and before[1] in ("fn", "Fn", "FnMut", "FnOnce", "C")
        if text[at] == "(" and before and not is_type:
            return at
    return len(text)


def item_of_line(line):
    """(path, kind) of a line of `cargo public-api`, or None for one that names nothing (an `impl`)."""
    while line.startswith("#["):
        line = line[1 + ends_at(line[1:], [" "]) + 1 :]
    if not line.startswith("pub "):
        return None
    # Whatever is said of a function stands before: `const`, `unsafe`, and how it is called: `unsafe c fn`.
    rest = re.sub(r'^(?:"?[a-zA-Z][\w-]*"? )*?fn ', "fn ", line[4:])
    kind = None
    while True:
        word = rest.split(" ", 1)[0]
        if word == "extern" and rest.startswith("extern crate "):
            kind, rest = "use", rest[len("extern crate ") :]
            break
        if word in KEYWORDS:
            kind, rest = word, rest.split(" ", 1)[1]
            rest = rest.removeprefix("mut ") if kind == "static" else rest
            break
        elif word in MODIFIERS:
            rest = rest.split(" ", 1)[1]
        else:
            break
    if kind == "fn":
        path = rest[: end_of_call(rest)]
    elif kind == "macro":
        path = re.sub(r"#\[(derive\()?(\w+)(\(.*\))?\)?\]$", r"\2", rest).rstrip("()").rstrip("!")
    elif kind == "use":
        path = rest.split(" as ")[0]
    elif kind in ("type", "const", "static"):
        path = rest[: ends_at(rest.replace("::", "@@"), [" =", ":", " where "])]
    elif kind:
        path = rest[: ends_at(rest.replace("::", "@@"), ["(", " ", ":"])]
    else:
        plain = rest.replace("::", "@@")
        end = ends_at(plain, [": "])
        kind = "field" if end < len(rest) and "(" not in without_generics(rest[:end]) else "variant"
        path = rest[: end if kind == "field" else ends_at(plain, ["(", " ", "{"])]
    return without_generics(path), {"static": "const"}.get(kind, kind)


def reported(text, crate):
    """The items of a report, each path without the name of the crate."""
    items = set()
    for line in text.splitlines():
        found = item_of_line(line)
        is_glob = line.startswith("pub use ") and line.endswith("*>>")
        if found and found[0] != crate and not is_glob:
            items.add((found[0].removeprefix(f"{crate}::"), found[1]))
    return items


def host():
    """What the compiler sets on this machine; rustdoc, which the report comes of, sets `doc` as well."""
    said = subprocess.run(["rustc", "+nightly", "--print", "cfg"], capture_output=True, text=True, check=True)
    return {line.replace('"', "") for line in said.stdout.split()} | {"doc"}


def default_features(manifest):
    features = manifest.get("features", {})
    on, left = set(), ["default"]
    while left:
        name = left.pop()
        if name not in on:
            on.add(name)
            given = features.get(name, [])
            left += [it.split("/")[0].rstrip("?").removeprefix("dep:") for it in given if "?" not in it]
    return on


def all_features(manifest):
    """Those that are declared, and the dependencies that are such because nothing calls them `dep:`."""
    features = manifest.get("features", {})
    called = {name for given in features.values() for name in given if name.startswith("dep:")}
    tables = [manifest, *manifest.get("target", {}).values()]
    kinds = [table.get(kind, {}) for table in tables for kind in ("dependencies", "build-dependencies")]
    found = {name for kind in kinds for name, it in kind.items() if isinstance(it, dict) and it.get("optional")}
    return set(features) | {name for name in found if f"dep:{name}" not in called}


def holds(condition, options, features):
    """`features` are those that are on."""
    tokens = re.findall(r'"[^"]*"|[\w-]+|[(),=]', condition)

    def predicate(at):
        name = tokens[at]
        if tokens[at + 1 : at + 2] == ["("]:
            at, found = at + 2, []
            while tokens[at] != ")":
                value, at = predicate(at)
                found.append(value)
                at += tokens[at] == ","
            value = {"all": all(found), "any": any(found), "not": not all(found)}.get(name, False)
            return value, at + 1
        if tokens[at + 1 : at + 2] == ["="]:
            value = tokens[at + 2].strip('"')
            if name == "feature":
                return value in features, at + 3
            return f"{name}={value}" in options, at + 3
        return (name in options or name == "true"), at + 1

    return predicate(0)[0]


def told(answer, options, features):
    """Of each row that holds here its paths. One item may have several, of which a report gives members one."""
    rows = set()
    for row in answer["items"] + [dict(it, kind="re-export") for it in answer["handed_on"]]:
        if not row.get("cfg") or holds(row["cfg"], options, features):
            kind = KINDS.get(row["kind"], row["kind"])
            paths = [re.sub(OF_POINTER, "fn(", path.rstrip("!")) for path in row["paths"] if not path.endswith("*")]
            paths = [without_generics(path) for path in paths]
            if paths:
                rows.add(tuple((path, kind) for path in paths))
    return rows


def report_of(folder, keep):
    """What `cargo public-api` says, with all features where that builds: (text, all or default)."""
    kept = keep and pathlib.Path(keep) / f"{folder.name}.txt"
    beside = keep and pathlib.Path(keep) / f"{folder.name}.mode"
    if kept and kept.exists():
        return kept.read_text(), beside.read_text()
    for mode, more in (("all", ["--all-features"]), ("default", [])):
        command = ["cargo", "+nightly", "public-api", "-sss", "--color", "never", *more]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if said.returncode == 0:
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(said.stdout)
                beside.write_text(mode)
            return said.stdout, mode
    return None, said.stderr.strip().splitlines()[-1:]


def judge(program, source, keep, options):
    source = pathlib.Path(source).resolve()
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made) / source.name
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("target", ".git"))
        git = ["git", "-c", "user.name=judge", "-c", "user.email=judge@localhost"]
        for step in (["init", "-q"], ["add", "-Af"], ["commit", "-qm", "as published"]):
            subprocess.run([*git, *step], cwd=folder, check=True, capture_output=True)
        manifest = tomllib.loads((folder / "Cargo.toml").read_text())
        name = manifest["package"]["name"]
        environment = dict(os.environ, BOUNDSTONE_CACHE_DIR="")
        command = [program, "surface", name, "--format", "json"]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
        if said.returncode != 0:
            return None, f"boundstone: {said.stderr.strip()[:200]}"
        text, mode = report_of(folder, keep)
    if text is None:
        return None, f"does not build: {mode}"
    crate = manifest.get("lib", {}).get("name", name).replace("-", "_")
    features = all_features(manifest) if mode == "all" else default_features(manifest)
    return (reported(text, crate), told(json.loads(said.stdout), options, features), mode), None


def share(part, whole):
    return part / whole if whole else 1.0


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program", help="the boundstone program")
    arguments.add_argument("crates", nargs="+", help="folders of crates, each with its Cargo.toml")
    arguments.add_argument("-v", action="store_true", help="name the items that are missing and extra")
    arguments.add_argument("--keep", help="a folder in which the reports are kept, and found again")
    given = arguments.parse_args()
    if shutil.which("cargo-public-api") is None:
        sys.exit("cargo public-api is not installed: cargo install --locked cargo-public-api@0.52")
    options, rows = host(), []
    for source in given.crates:
        result, why = judge(os.path.abspath(given.program), source, given.keep, options)
        name = pathlib.Path(source).name
        if result is None:
            print(f"{name}: not judged: {why}")
            continue
        truth, ours, mode = result
        known = {item for row in ours for item in row}
        hits, missing = truth & known, truth - known
        extra = {row[0] for row in ours if truth.isdisjoint(row)}
        rows.append((name, len(hits), len(missing), len(extra)))
        recall, precision = share(len(hits), len(truth)), share(len(hits), len(hits) + len(extra))
        print(f"{name} ({mode}): {len(hits)} hits, {len(missing)} missing, {len(extra)} extra;"
              f" recall {recall:.4f} precision {precision:.4f}", flush=True)
        if given.v:
            for sign, items in (("-", missing), ("+", extra)):
                for path, kind in sorted(items):
                    print(f"  {sign} {kind} {path}")
    hits, missing, extra = (sum(row[at] for row in rows) for at in (1, 2, 3))
    reach = sum(share(h, h + m) >= 0.98 and share(h, h + e) >= 0.99 for _, h, m, e in rows)
    print(f"\n{len(rows)} crates, {hits} hits, {missing} missing, {extra} extra: recall {share(hits, hits + missing):.4f},"
          f" precision {share(hits, hits + extra):.4f}; {reach} reach both (0.98, 0.99)")
    for name, _, missing, extra in sorted(rows, key=lambda row: -row[2] - row[3])[:10]:
        if missing or extra:
            print(f"  {name}: {missing} missing, {extra} extra")


if __name__ == "__main__":
    sys.exit(main())
