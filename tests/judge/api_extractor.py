#!/usr/bin/env python3
"""API Extractor judges `boundstone surface`: api_extractor.py BINARY REPOSITORY [-v] [-x PREFIX]…

For each `*.api.md` of a checked-out repository: the names and kinds that the report exports, and
those that `boundstone surface` says of the package. `-x` leaves out reports below a path.
"""
import collections
import json
import os
import re
import subprocess
import sys

READER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "report_items.mjs")
# Reports that have fewer names in common with every entry of their package are of none.
LEAST_COMMON = 0.5


def reports(root, left_out):
    listed = subprocess.run(["git", "-C", root, "ls-files", "*.api.md"], capture_output=True, text=True)
    paths = [it for it in listed.stdout.split("\n") if it and not it.startswith(tuple(left_out))]
    said = subprocess.run(["node", READER, *paths], cwd=root, capture_output=True, text=True)
    if said.returncode:
        sys.exit(said.stderr)
    return [it for it in json.loads(said.stdout) if it.get("package")]


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


def by_names(boundaries):
    named = {}
    for one in boundaries:
        named[one["name"]] = one
        if one.get("alias"):
            named[one["alias"]] = one
    return named


def package_of(report, by_name):
    name = report["package"]
    if name in by_name:
        return by_name[name]
    # `@angular/cdk_clipboard` is an entry of `@angular/cdk`.
    spelled = re.sub(r"[_.]", "/", name)
    fitting = [it for it in by_name if spelled.startswith(it + "/")]
    if fitting:
        return by_name[max(fitting, key=len)]
    above = [it for it in by_name.values() if it["path"] and report["path"].startswith(it["path"] + "/")]
    return max(above, key=lambda it: len(it["path"]), default=None)


def assigned(of_package, entries):
    """Each report with the entry that it is of: which one does not stand in it, so those with the most in common
    find one another first, and no entry has two reports."""
    def common(report, entry):
        items, names = set(report["items"]), set(entries[entry])
        return len(items & names) / (len(items | names) or 1)
    pairs = [(common(report, entry), number, entry) for number, report in enumerate(of_package) for entry in entries]
    out = {}
    for _, number, entry in sorted(pairs, key=lambda it: (-it[0], it[1], len(it[2]))):
        if number not in out and entry not in out.values():
            out[number] = entry
    return [(report, out.get(number)) for number, report in enumerate(of_package)]


def is_internal(said):
    return all(it[1] for it in said)


def kinds(said):
    return {it[0] for it in said}


def compare(report, entry, names, total, verbose):
    items = {path: {tuple(it) for it in said} for path, said in report["items"].items()}
    def is_open(path):
        """Whether the report leaves out what stands in what is above, or does not say whether that is exported."""
        parts = path.split(".")
        above = [".".join(parts[:count]) for count in range(1, len(parts))]
        said = set().union(*(kinds(items.get(it, ())) for it in above))
        return bool(said & {"re-export", "unsure"}) or "unsure" in kinds(items.get(path, ()))
    asked = {it: said for it, said in items.items() if not is_internal(said) and not is_open(it)}
    shown = {it: said for it, said in names.items() if not is_internal(said) and not is_open(it)}
    missed = [it for it in asked if it not in names]
    extra = [it for it in shown if it not in items]
    both = [it for it in asked if it in names]
    if len(both) < LEAST_COMMON * len(asked):
        total.update(apart=1, apart_asked=len(asked))
        print(f"{report['path']} [{report['package']}]: of no entry; {len(asked)} asked, the nearest {entry!r} has {len(both)}")
        return
    # What one side hands on has no kind.
    other = [it for it in both if "re-export" not in kinds(asked[it]) | kinds(names[it]) and kinds(asked[it]) != kinds(names[it])]
    hidden = [it for it, said in items.items() if is_internal(said)]
    total.update(reports=1, asked=len(asked), found=len(both), shown=len(shown), right=len(shown) - len(extra),
                 kinds=len(both), kinds_right=len(both) - len(other), internal=len(hidden),
                 internal_found=sum(it in names for it in hidden), stars=report["stars"])
    if verbose and (missed or extra or other):
        print(f"{report['path']} [{report['package']} {entry}] asked {len(asked)} missed {len(missed)} extra {len(extra)} kinds {len(other)} stars {report['stars']}")
        for it in missed[:40]:
            print(f"   - {it} {sorted(kinds(asked[it]))}")
        for it in extra[:40]:
            print(f"   + {it} {sorted(kinds(names[it]))}")
        for it in other[:40]:
            print(f"   ~ {it} {sorted(kinds(asked[it]))} -> {sorted(kinds(names[it]))}")


def main():
    binary, root = sys.argv[1], os.path.abspath(sys.argv[2])
    left_out = [after for before, after in zip(sys.argv, sys.argv[1:]) if before == "-x"]
    by_name = by_names(ask(binary, root, "boundaries").get("boundaries", []))
    of_packages, total = collections.defaultdict(list), collections.Counter()
    for report in reports(root, left_out):
        package = package_of(report, by_name)
        if package is None:
            print(f"{report['path']}: no package {report['package']}")
            total["no package"] += 1
            continue
        of_packages[package["name"]].append(report)
    for name, of_package in of_packages.items():
        entries = surfaces(ask(binary, root, "surface", name))
        for report, entry in assigned(of_package, entries):
            compare(report, entry, entries.get(entry, {}), total, "-v" in sys.argv)
    share = lambda a, b: f"{total[a]}/{total[b]} = {total[a] / total[b]:.4f}" if total[b] else "none"
    print(f"{os.path.basename(root)}: {total['reports']} reports; recall {share('found', 'asked')}; precision {share('right', 'shown')}; "
          f"kinds {share('kinds_right', 'kinds')}; internal {share('internal_found', 'internal')}; stars of others {total['stars']}; "
          f"no package {total['no package']}; of no entry {total['apart']} with {total['apart_asked']} items")


if __name__ == "__main__":
    main()
