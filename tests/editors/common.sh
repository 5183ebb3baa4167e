# What the drivers of all editors share; sourced by tests/editors/EDITOR/run with the program as $1.
set -euo pipefail

boundstone=$(realpath "${1:?the built boundstone program}")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/boundstone-tests
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Nothing in a session takes long; a session that hangs is killed and fails.
readonly SESSION_SECONDS=300
readonly DOWNLOAD_SECONDS=300

passed=0 failed=0 skipped=0

# pass NAME
pass() {
  passed=$((passed + 1))
  echo "PASS $1"
}

# fail NAME WHY
fail() {
  failed=$((failed + 1))
  echo "FAIL $1: $2"
}

# skip NAME WHY
skip() {
  skipped=$((skipped + 1))
  echo "SKIP $1: $2"
}

# missing NAME WHY: an editor that every CI run must have, and a laptop may lack.
missing() {
  if [ "${CI:-}" = true ]; then fail "$1" "$2"; else skip "$1" "$2"; fi
}

# The last line of a driver, which tests/editors/run adds up, and its exit code.
summary() {
  echo "$1: $passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
}

# cached NAME COMMAND...: prints the folder NAME of the cache, which COMMAND fills once. It is called with
# the folder to fill as its last argument; that is moved to its place when it is whole.
cached() {
  local folder=$cache/$1
  shift
  if [ ! -d "$folder" ]; then
    local part
    mkdir -p "$cache"
    part=$(mktemp -d "$cache/part.XXXXXX")
    "$@" "$part/whole" >&2 || { rm -rf "$part"; return 1; }
    mv -T "$part/whole" "$folder" || true
    rm -rf "$part"
  fi
  echo "$folder"
}

# debian_root SUITE PACKAGE FOLDER: a package with all its libraries, never booted.
debian_root() {
  command -v mmdebstrap >/dev/null || return 1
  timeout "$DOWNLOAD_SECONDS" mmdebstrap --quiet --variant=extract --include="$2" \
    --aptopt='Acquire::Check-Valid-Until "false"' "$1" "$3"
}

# debian_packages SUITE PACKAGES FOLDER: these packages alone, from the mirror that this machine uses.
debian_packages() {
  local suite=$1 packages=$2 folder=$3 apt=$3/.apt mirror deb
  command -v apt-get >/dev/null || return 1
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(SITE)' 'Created-By: Packages' |
    awk '$1 == "Debian" && !/security/ { print $2; exit }')
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,debs}
  echo "deb ${mirror:-http://deb.debian.org/debian} $suite main" >"$apt/sources.list"
  local options=(-qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User= -o Acquire::Languages=none
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false)
  timeout "$DOWNLOAD_SECONDS" apt-get "${options[@]}" update || return 1
  # shellcheck disable=SC2086 # a list of words
  (cd "$apt/debs" && timeout "$DOWNLOAD_SECONDS" apt-get "${options[@]}" download $packages) || return 1
  for deb in "$apt"/debs/*.deb; do dpkg -x "$deb" "$folder" || return 1; done
  rm -rf "$apt"
}

# These run on Node 18 and later.
readonly TYPESCRIPT_SERVER=4.4.1
readonly TYPESCRIPT=5.9.3

# typescript_server FOLDER
typescript_server() {
  command -v npm >/dev/null || return 1
  mkdir -p "$1"
  timeout "$DOWNLOAD_SECONDS" npm install --prefix "$1" --silent --no-audit --no-fund --ignore-scripts \
    "typescript-language-server@$TYPESCRIPT_SERVER" "typescript@$TYPESCRIPT"
}

# A repository as a user has it: the shop, committed.
new_shop() {
  local shop=$1
  cp -r "$top/tests/fixtures/shop" "$shop"
  git -C "$shop" init --quiet
  git -C "$shop" add --all
  git -C "$shop" -c user.name=shop -c user.email=shop@example.invalid commit --quiet -m "Open the shop"
}

# new_home NAME: prints the home of a new user, with a shop in it.
new_home() {
  local home=$work/$1
  mkdir -p "$home"/{config,data,state,cache,run}
  new_shop "$home/shop"
  echo "$home"
}

# as_user HOME COMMAND...: in that home, with nothing of the machine's own configuration.
as_user() {
  local home=$1
  shift
  env -u XDG_CONFIG_DIRS -u XDG_DATA_DIRS -u NVIM -u VIMINIT -u TMUX -u EDITOR -u VISUAL \
    CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}" RUSTUP_HOME="${RUSTUP_HOME:-$HOME/.rustup}" \
    HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
    XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run" \
    timeout --kill-after=10 "$SESSION_SECONDS" "$@"
}
