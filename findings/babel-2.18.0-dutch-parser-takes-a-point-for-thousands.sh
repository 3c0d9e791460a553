#!/usr/bin/env bash
# Babel 2.18.0: read as Dutch, the tariff 12.50 is one thousand two hundred and fifty, without an error.
#
# `parse_decimal("12.50", locale="nl_NL")` drops the point as a sign between thousands wherever it stands, so 12.50 is 1250
# and 1.5 is 15: a tariff typed with a decimal point becomes a hundred times as high. With `strict=True` these are refused,
# with the right question; but 1.250, which people also type for one and a quarter, stays 1250, as Dutch has it.
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check Babel==2.18.0
env/bin/python - <<'PY'
from decimal import Decimal

from babel import __version__
from babel.numbers import NumberFormatError, parse_decimal


def strict(text):
    try:
        return parse_decimal(text, locale="nl_NL", strict=True)
    except NumberFormatError as error:
        return str(error)


print(f"Babel {__version__}")
told = {
    "12.50": (parse_decimal("12.50", locale="nl_NL"), Decimal(1250)),
    "1.5": (parse_decimal("1.5", locale="nl_NL"), Decimal(15)),
    "12,50": (parse_decimal("12,50", locale="nl_NL"), Decimal("12.50")),
    "12.50, strict": (
        strict("12.50"),
        "'12.50' is not a properly formatted decimal number. Did you mean '1.250'? Or maybe '12,5'?",
    ),
    "1.250, strict": (strict("1.250"), Decimal(1250)),
}

for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
