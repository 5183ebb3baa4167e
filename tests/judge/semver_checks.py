#!/usr/bin/env python3
"""cargo-semver-checks judges `boundstone contract diff`: semver_checks.py BINARY CLONE [-v]

Each pair of `test_crates` is made two commits of one repository. Of what its lints that ask for a
major version recorded in `test_outputs`, it is counted what `contract diff` says to be breaking.
"""
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor


def lint_words(clone):
    for name in sorted(os.listdir(f"{clone}/src/lints")):
        if name.endswith(".ron"):
            text = open(f"{clone}/src/lints/{name}", encoding="utf-8").read()
            if "required_update: Major" in text:
                yield name[:-4]


def witnesses(clone, lint):
    """(crate, names of the path, last name) of each recorded answer."""
    path = f"{clone}/test_outputs/query_execution/{lint}.snap"
    if not os.path.exists(path):
        return
    crate, one = None, None
    lines = open(path, encoding="utf-8").read().split("\n")
    for line in lines:
        head = re.match(r'  "\./test_crates/(.*)/": \[', line)
        if head:
            crate = head.group(1)
        elif line == "    {":
            one, key = {}, None
        elif line.startswith("    }") and one is not None:
            yield crate, one
            one = None
        elif one is not None:
            said = re.match(r'      "(\w+)": (.*)$', line)
            if said:
                key = said.group(1)
                one[key] = re.findall(r'String\("((?:[^"\\]|\\.)*)"\)', said.group(2))
            else:
                one[key] += re.findall(r'String\("((?:[^"\\]|\\.)*)"\)', line)


NAMES = ("method_name", "variant_name", "field_name", "associated_constant", "associated_type", "const_name")


def names_of(witness):
    path = witness.get("path") or witness.get("importable_path") or []
    own = witness.get("name", [])
    inner = [witness[it][0] for it in NAMES if witness.get(it)]
    return path[1:], (inner or own)


def is_said(symbols, witness):
    path, inner = names_of(witness)
    if not path and not inner:
        return bool(symbols)
    whole = "::".join(path + [it for it in inner if path[-1:] != [it]])
    owner = "::".join(path)
    for symbol, reasons in symbols:
        # An item, something in it, or the whole that it stands in.
        if symbol in (whole, owner) or symbol.startswith(whole + "::") or whole.startswith(symbol + "::"):
            return True
        if inner and symbol.split("::")[-1] == inner[-1] or path and symbol.split("::")[-1] == path[-1]:
            return True
        if any(f"`{it}`" in reasons for it in inner):
            return True
    return False


def git(root, *words):
    subprocess.run(["git", "-c", "user.name=judge", "-c", "user.email=judge@localhost", *words], cwd=root, check=True, capture_output=True)


def diff(binary, clone, crate):
    with tempfile.TemporaryDirectory() as root:
        git(root, "init", "-q")
        for side in ("old", "new"):
            for name in os.listdir(root):
                if name != ".git":
                    whole = os.path.join(root, name)
                    shutil.rmtree(whole) if os.path.isdir(whole) else os.remove(whole)
            shutil.copytree(f"{clone}/test_crates/{crate}/{side}", root, dirs_exist_ok=True)
            # Files of both sides may look alike to git: of one size, and written at one time.
            index = os.path.join(root, ".git", "index")
            if os.path.exists(index):
                os.remove(index)
            git(root, "add", "-Af")
            git(root, "commit", "-qm", side, "--allow-empty")
        said = subprocess.run([binary, "contract", "diff", "--base", "HEAD~1", "--format", "json", "--root", root],
                              capture_output=True, env=dict(os.environ, BOUNDSTONE_CACHE_DIR=""))
    changes = [it for one in json.loads(said.stdout or "{}").get("boundaries", []) for it in one["changes"]]
    breaking = [(it["symbol"], " ".join(why.get("reason", why.get("text", "")) for why in it["reasons"]))
                for it in changes if any(why["class"] == "breaking" for why in it["reasons"])]
    return breaking


def main():
    binary, clone = sys.argv[1], sys.argv[2]
    asked = collections.defaultdict(list)
    for lint in lint_words(clone):
        for crate, witness in witnesses(clone, lint):
            if os.path.isdir(f"{clone}/test_crates/{crate}/old"):
                asked[crate].append((lint, witness))
    said, missed = 0, []
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda it: (it, diff(binary, clone, it)), sorted(asked))
        for crate, symbols in answers:
            for lint, witness in asked[crate]:
                if is_said(symbols, witness):
                    said += 1
                else:
                    missed.append((lint, crate, *names_of(witness)))
    if "-v" in sys.argv:
        for one in sorted(missed, key=str):
            print(*one)
    print(f"{said + len(missed)} witnesses, {said} said")


if __name__ == "__main__":
    main()
