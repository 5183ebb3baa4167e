#!/usr/bin/env python3
"""promised_releases.py PROGRAM CLONE OLD NEW BOUNDARY

Promises every type and function of BOUNDARY at the tag OLD as stable, puts the files of NEW there with the manifests of OLD,
so that no version settles anything, and lists what `check` finds of promises beside what `contract diff` says to break.
What only the second has is a promise that nothing holds, unless a key of a type does not cover it; what only the first has
is a false alarm. CLONE is not changed.
"""

import json
import os
import subprocess
import sys
import tempfile

PROMISED = {"struct", "enum", "union", "trait", "function", "class", "interface", "type-alias", "constant"}
MANIFESTS = ("Cargo.toml", "package.json")
RULES = ("contract/drift", "contract/missing-item")
ENV = dict(
    os.environ,
    GIT_AUTHOR_NAME="judge",
    GIT_AUTHOR_EMAIL="judge@example.com",
    GIT_COMMITTER_NAME="judge",
    GIT_COMMITTER_EMAIL="judge@example.com",
)


def main():
    program, clone, old, new, boundary = sys.argv[1:]
    program, clone = os.path.abspath(program), os.path.abspath(clone)
    with tempfile.TemporaryDirectory() as folder:
        git(folder, "clone", "--quiet", "--shared", "--no-checkout", clone, ".")
        git(folder, "checkout", "--quiet", "--detach", old)
        contract = promise(program, folder, boundary)
        git(folder, "add", "--all", "--force")
        git(folder, "commit", "--quiet", "--message", "promises")
        kept = [path for path in files(folder, "HEAD") if path == contract or path.split("/")[-1] in MANIFESTS]
        git(folder, "rm", "--quiet", "-r", ".")
        git(folder, "checkout", "--quiet", new, "--", ".")
        git(folder, "checkout", "--quiet", "HEAD", "--", *kept)
        found = answer(program, folder, "check", "--base", "HEAD")
        broken = answer(program, folder, "contract", "diff", "--base", "HEAD")
    report(found, broken)


def promise(program, folder, boundary):
    """Writes the contract; gives its path. A member is promised with its type."""
    surface = answer(program, folder, "surface", boundary)
    found = next(it for it in answer(program, folder, "boundaries")["boundaries"] if it["name"] == boundary)
    names = {item["symbol"] for item in surface["items"] if item["kind"] in PROMISED}
    names = {name for name in names if not set(name) & set(" &<>*.")}
    types = [name for name in names if "::" not in name or name.rsplit("::", 1)[0] not in names]
    path = "/".join(filter(None, [found["path"].strip("./"), "boundary.toml"]))
    with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
        file.write("[interface]\n" + "".join(f'"{name}" = "stable"\n' for name in sorted(types)))
    print(f"{len(types)} promises")
    return path


def report(found, broken):
    rows = [it for it in found["findings"] if it["rule"] in RULES]
    for it in rows:
        print(f'{it["path"]}:{it["range"]["start"]["line"]} {it["rule"]}: {it["message"]}')
    breaking = {
        change["symbol"]
        for boundary in broken["boundaries"]
        for change in boundary["changes"]
        if any(reason["class"] == "breaking" for reason in change["reasons"])
    }
    print(f"{len(rows)} findings; {len(breaking)} items that `contract diff` says to break:")
    print("\n".join(f"  {symbol}" for symbol in sorted(breaking)))
    for row in found["not_checked"]:
        print(f'not checked: {row["path"]}: {row["reason"]}')


def files(folder, revision):
    listed = git(folder, "ls-tree", "-r", "-z", "--name-only", revision)
    return [path for path in listed.split("\0") if path]


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, env=ENV, capture_output=True, text=True, check=True)
    return done.stdout


def answer(program, folder, *arguments):
    """What a command says as JSON. `check` ends with 1 where it finds something."""
    env = dict(ENV, BOUNDSTONE_CACHE_DIR="")
    done = subprocess.run(
        [program, *arguments, "--format", "json"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
