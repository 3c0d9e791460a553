#!/usr/bin/env bash
# PyYAML 6.0.3 and ruamel.yaml 0.19.1: in one list of care codes typed alike, some are other numbers and some are texts.
#
# A Dutch AGB code has eight digits and begins with 0. Without quotes PyYAML (YAML 1.1) takes it for an octal number when
# all its digits are below 8, and for a text as soon as there is an 8 or 9: of neighbours in one list one is 285047 and the
# next "01054568". ruamel.yaml (YAML 1.2) takes all for decimal numbers and drops the zero. Neither says anything, and a test
# with one code shows only one of the kinds.
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check PyYAML==6.0.3 ruamel.yaml==0.19.1
env/bin/python - <<'PY'
from importlib.metadata import version

import yaml
from ruamel.yaml import YAML

CODES = "[01054567, 01054568, 01054569]"
print(f"PyYAML {version('PyYAML')}, ruamel.yaml {version('ruamel.yaml')}, read: {CODES}")
told = {
    "PyYAML": (yaml.safe_load(CODES), [285047, "01054568", "01054569"]),
    "ruamel.yaml": (YAML(typ="safe", pure=True).load(CODES), [1054567, 1054568, 1054569]),
}

for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
