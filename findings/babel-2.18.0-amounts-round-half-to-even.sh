#!/usr/bin/env bash
# Babel 2.18.0: a Dutch amount of half a cent is rounded to the even cent, so 0.125 prints as 0,12 and 0.135 as 0,14.
#
# `format_currency` and `format_percent` round by the context of `decimal`, whose rule is half to even. A spreadsheet
# rounds half a cent up, so one amount in two that ends in half a cent prints a cent less than the price list shows.
# There is no argument for it: round before formatting, or set ROUND_HALF_UP in the context for the call.
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check Babel==2.18.0
env/bin/python - <<'PY'
import decimal
from decimal import Decimal

from babel import __version__
from babel.numbers import format_currency


def euro(text):
    return format_currency(Decimal(text), "EUR", locale="nl_NL").replace("\N{NO-BREAK SPACE}", " ")


print(f"Babel {__version__}")
told = {text: (euro(text), printed) for text, printed in (("0.125", "€ 0,12"), ("0.135", "€ 0,14"), ("2.665", "€ 2,66"))}
with decimal.localcontext() as context:
    context.rounding = decimal.ROUND_HALF_UP
    told["0.125 with half up in the context"] = (euro("0.125"), "€ 0,13")

for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
