#!/usr/bin/env bash
# pytest-xdist 3.8.0 with pytest 9.2.0: `--dist loadgroup` runs, says nothing, and groups nothing.
#
# xdist marks a test of a group by setting `item._nodeid` to its id with "@group" behind it. In pytest 9.2.0 the node id is
# computed from another attribute, so the scheduler never sees the group: tests of one group land on both workers, and
# an expensive session fixture that the group was to share is made once on each. Nothing warns; exit status is 0.
# With pytest 9.1.1 the same tests stay on one worker and their ids end in "@one".
#
# Exits 0 as long as both are so, 1 when either changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > test_group.py <<'PY'
import time

import pytest


@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(8))
def test_of_the_group(number):
    time.sleep(0.3)
PY

workers() {
    python3 -m venv "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check "pytest==$1" pytest-xdist==3.8.0
    "$1/bin/python" -m pytest -n 2 --dist loadgroup -v -p no:cacheprovider > "$1.txt"
    grep -o '^\[gw[01]\]' "$1.txt" | sort -u | wc -l
}

new="$(workers 9.2.0)"
old="$(workers 9.1.1)"
echo "pytest 9.2.0 + pytest-xdist 3.8.0: the group ran on $new workers; its ids with @one: $(grep -c '@one' 9.2.0.txt || true)"
echo "pytest 9.1.1 + pytest-xdist 3.8.0: the group ran on $old workers; its ids with @one: $(grep -c '@one' 9.1.1.txt || true)"
[ "$new" = 2 ] && [ "$old" = 1 ] || { echo "changed"; exit 1; }
