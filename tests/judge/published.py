#!/usr/bin/env python3
"""What `contract diff` says of releases that cargo takes for one another: `published.py PROGRAM FOLDER [NAME…]`.

Compares each two versions of a crate that stand unpacked in cargo's registry, one behind the other, and that are compatible by
their numbers. FOLDER gets an answer in JSON for each pair, and is taken over where it has one. What is *proved* to break is
listed: most releases break nobody on purpose, so that each such row is worth a look.
"""

import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MOST_FILES = 2500
MOST_SECONDS = 120
SHOWN_OF_A_RULE = 3
LEFT_OUT = {"tests", "benches", "examples", "Cargo.lock", ".cargo-ok", ".cargo_vcs_info.json"}
VERSION = re.compile(r"^(.+)-(\d+)\.(\d+)\.(\d+)(\+.*)?$")
GIT = ["git", "-c", "user.name=judge", "-c", "user.email=judge@localhost", "-c", "gc.auto=0"]


def pairs(names):
    versions = collections.defaultdict(list)
    registry = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo"))
    for folder in registry.glob("registry/src/*/*"):
        found = VERSION.match(folder.name)
        if found and (not names or found[1] in names):
            versions[found[1]].append((tuple(map(int, found.group(2, 3, 4))), folder))
    for name in sorted(versions):
        ordered = sorted(versions[name])
        for (old, before), (new, now) in zip(ordered, ordered[1:]):
            kept = 1 if old[0] else 2
            if any(old[:kept]) and old[:kept] == new[:kept]:
                yield before, now


def commit(root, source):
    for entry in root.iterdir():
        if entry.name != ".git":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    # Files of a registry all have the same time: git would take one of the same length for the one before.
    (root / ".git" / "index").unlink(missing_ok=True)
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(source, root, symlinks=True, ignore=ignored, dirs_exist_ok=True)
    subprocess.run([*GIT, "add", "-Af"], cwd=root, check=True, capture_output=True)
    subprocess.run([*GIT, "commit", "-qm", source.name, "--allow-empty"], cwd=root, check=True)


def answer(program, before, now):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        subprocess.run([*GIT, "init", "-q"], cwd=root, check=True)
        commit(root, before)
        commit(root, now)
        command = [program, "contract", "diff", "--base", "HEAD~1", "--format", "json"]
        env = dict(os.environ, BOUNDSTONE_CACHE_DIR="")
        try:
            done = subprocess.run(
                command, cwd=root, capture_output=True, text=True, env=env, timeout=MOST_SECONDS
            )
        except subprocess.TimeoutExpired:
            return {"error": f"took more than {MOST_SECONDS} s"}
        return json.loads(done.stdout) if done.stdout else {"error": done.stderr.strip()}


def proved(said):
    for boundary in said["boundaries"]:
        for change in boundary["changes"]:
            for reason in change["reasons"]:
                if (reason["class"], reason["confidence"]) == ("breaking", "proved"):
                    place = change["before"] or change["now"]
                    yield reason["rule"], change["symbol"], reason["reason"], place


def main():
    program, folder, *names = sys.argv[1:]
    program, folder = os.path.abspath(program), pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rules, compared, broken, failed = collections.Counter(), 0, 0, 0
    for before, now in pairs(names):
        kept = folder / f"{before.name}..{now.name}.json"
        if not kept.exists():
            if sum(len(files) for _, _, files in os.walk(now)) > MOST_FILES:
                continue
            kept.write_text(json.dumps(answer(program, before, now)))
        said = json.loads(kept.read_text())
        if "error" in said:
            failed += 1
            print(f"{kept.stem}: {said['error']}")
            continue
        rows = list(proved(said))
        compared, broken = compared + 1, broken + bool(rows)
        of_pair = collections.Counter()
        for rule, symbol, reason, place in rows:
            rules[rule] += 1
            of_pair[rule] += 1
            if of_pair[rule] <= SHOWN_OF_A_RULE:
                print(f"{kept.stem} | {rule} | {symbol} | {reason} | {place['path']}:{place['line']}")
    print(f"\n{compared} pairs, {broken} with a break that is called proved, {failed} not compared")
    for rule, count in rules.most_common():
        print(f"{count:6} {rule}")


main()
