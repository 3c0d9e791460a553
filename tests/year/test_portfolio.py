"""The same over two hundred practices of one table: forty come back, and nothing is typed again."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from izacontract.intake.sources import tree_of_bytes
from izacontract.intake.tree import typed_at
from tests.contracts.support import plugins
from tests.verify.edits import Edited, delete_tracked, insert, replace
from tests.year.back import INSURED, STRUCK, replace_everywhere
from tests.year.conftest import Desk

BASE: Final = Path(__file__).parents[1] / "requests" / "2027" / "huisartsen.yaml"
PRACTICES: Final = 200
BACK: Final = 40
SAME: Final = 14
"""So many of those that come back struck the same lid."""

COLUMNS: Final = ("kenmerk", "zorgaanbieder.naam", "zorgaanbieder.agb", "zorgaanbieder.kvk", "zorgaanbieder.iban",
                  "mtvp.ingeschreven_verzekerden")  # fmt: skip
REASON: Final = "wij verzekeren ons allen gelijk"


def reference(place: int) -> str:
    return f"HA-2027-{place:04}"


def account(place: int) -> str:
    """Return a fictitious account with the check digits that belong to it."""
    number = f"FIKT{place:010}"
    digits = "".join(str(int(sign, 36)) for sign in f"{number}NL00")
    return f"NL{98 - int(digits) % 97:02}{number}"


def table() -> str:
    """Return the table of all practices as CSV."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(COLUMNS)
    for place in range(1, PRACTICES + 1):
        rows.writerow([reference(place), f"Huisartsenpraktijk Wijk {place} B.V.", f"0199{place:04}", f"9100{place:04}",
                       account(place), 2000 + place])  # fmt: skip
    return text.getvalue()


def returned(sent: bytes, place: int) -> bytes:
    """Return what came back of practice `place`: a lid struck by the first fourteen, and values and words by others."""
    edited = Edited(sent)
    if place <= SAME:
        delete_tracked(edited, edited.line(STRUCK))
    elif place <= 24:
        replace_everywhere(edited, account(place), account(place + 1000))
    elif place <= 34:
        share = edited.line("in deze zorgprocessen hybride zorg krijgt")
        replace(edited, share, "40%", f"{place}%", day="2026-11-03")
    else:
        insert(edited, edited.line(INSURED), "verzekerd", " naar eigen inzicht")
    return edited.saved()


def test_forty_returned_files_become_forty_next_drafts_and_nothing_is_typed_again(desk: Desk) -> None:
    desk.write("basis.yaml", BASE.read_bytes())
    desk.write("praktijken.csv", table())
    of_table = ("praktijken.csv", "--base", "basis.yaml")
    desk.run("batch", *of_table, "-o", "verzonden", "--workers", 1)
    assert len(list((desk.folder / "verzonden").glob("*.docx"))) == PRACTICES
    desk.run("register", "set", *(reference(place) for place in range(1, PRACTICES + 1)), "verstuurd")
    assert statuses(desk) == {"verstuurd": PRACTICES}

    come_back(desk)
    desk.run("verify", "terug", "-o", "terug.xlsx", status=1)
    assert statuses(desk) == {"verstuurd": PRACTICES - BACK, "terug": BACK}

    answer(desk)
    desk.run("take", "terug.xlsx", "--into", *of_table, "-o", "volgende", "--on", "2026-11-11",
             "--agreed-by", "A. de Wit en alle praktijken", "--agreed-on", "2026-11-10")  # fmt: skip
    for place in range(1, BACK + 1):
        is_taken(desk, place)
    listed = desk.json("register", "list")["contracts"]
    versions = {one["reference"]: one["versions"] for one in listed}
    assert versions == {reference(place): 2 if place <= 34 else 1 for place in range(1, PRACTICES + 1)}
    next_draft(desk, 1)
    next_draft(desk, BACK)

    agreed = [reference(place) for place in range(1, BACK + 1)]
    everybody = [reference(place) for place in range(1, PRACTICES + 1)]
    desk.run("register", "set", *agreed, "akkoord")
    desk.run("register", "set", *everybody, "akkoord", status=3)
    assert statuses(desk) == {"verstuurd": PRACTICES - BACK, "akkoord": BACK}, "where one may not, none takes the step"
    desk.run("register", "set", *everybody, "getekend")
    due = desk.json("register", "due", *of_table, "--from", "2027-03-01", "--to", "2027-03-31")
    assert {one["reference"] for one in due["contracts"]} == set(everybody)
    assert all(one["day"][:7] == "2027-03" for contract in due["contracts"] for one in contract["due"])
    assert (due["absent"], due["unread"]) == ([], [])


def test_folder_of_next_requests_is_renewed(desk: Desk) -> None:
    text = BASE.read_text(encoding="utf-8")
    for place in (1, 2, 3):
        other = text.replace("HA-2027-0417", reference(place)).replace("Dorp & Duin", f"Wijk {place}")
        other = other.replace('"90000101"', f'"9100{place:04}"').replace('"01999101"', f'"0199{place:04}"')
        desk.write(f"volgende/{reference(place)}.yaml", other)
        desk.write(f"volgende/{reference(place)}.antwoord.json", "{}")
        desk.write("volgende/overzicht.xlsx", b"wat take deed")
    said = desk.run("renew", "volgende", "--begin", "2028-01-01", "-o", "volgend-jaar")
    assert "3 van 3 aanvragen" in said and "antwoord.json" not in said
    names = sorted(file.name for file in (desk.folder / "volgend-jaar").iterdir())
    assert names == [*(f"{reference(place)}-2028.yaml" for place in (1, 2, 3)), "overzicht.xlsx"]
    log = [desk.contract(reference(place))["log"][-1] for place in (1, 2, 3)]
    assert [one["note"] for one in log] == [
        f"aanvraag vanaf 01-01-2028: {reference(place)}-2028.yaml" for place in (1, 2, 3)
    ]
    due = desk.json("register", "due", "volgende", "--status", "concept", "--from", "2027-03-01", "--to", "2027-03-31")
    assert (len(due["contracts"]), due["unread"]) == (3, [])


def come_back(desk: Desk) -> None:
    for place in range(1, BACK + 1):
        desk.write(f"terug/{place:02}.docx", returned(desk.read(f"verzonden/{reference(place)}.docx"), place))


def statuses(desk: Desk) -> dict[str, int]:
    return dict(Counter(one["status"] for one in desk.json("register", "list")["contracts"]))


def answer(desk: Desk) -> None:
    """Fill in the column of the workbook: everything but the words about insurance, which is refused with a reason."""
    book = load_workbook(desk.folder / "terug.xlsx", rich_text=False)
    named = {str(row[0].value): row for row in book["Groepen"].iter_rows(min_row=2)}
    page = book.worksheets[0]
    titles = [cell.value for cell in page[1]]
    (group,) = (name for name, row in named.items() if row[1].value == SAME)
    largest = [cell.value for cell in named[group]]
    assert STRUCK in largest and "geschrapt" in largest
    grouped = 0
    names = [row[titles.index("Wijziging")].value for row in page.iter_rows(min_row=2)]
    assert all(names) and len(set(names)) == len(names)
    assert len({row[titles.index("Bestand")].value for row in page.iter_rows(min_row=2)}) == BACK
    for row in page.iter_rows(min_row=2):
        refused = "naar eigen inzicht" in str(row[titles.index("Nu")].value)
        row[titles.index("Accepteren")].value = "nee" if refused else "ja"
        row[titles.index("Toelichting")].value = REASON if refused else None
        grouped += row[titles.index("Groep")].value == group
    assert grouped == SAME
    book.save(desk.folder / "terug.xlsx")


def is_taken(desk: Desk, place: int) -> None:
    """Check that what practice `place` was given stands at its key in its next request, and what stays stayed."""
    name = f"volgende/{reference(place)}.yaml"
    root = tree_of_bytes(desk.read(name), name, plugins()).root

    def at(*path: str | int) -> str:
        return str(typed_at(root, path))

    changed = SAME < place <= 24
    assert at("zorgaanbieder", "iban") == account(place + 1000 if changed else place)
    assert at("zorgaanbieder", "naam") == f"Huisartsenpraktijk Wijk {place} B.V."
    assert float(at("hybride_zorg", "doel_aandeel")) == (place / 100 if 24 < place <= 34 else 0.4)
    deviations: Any = root.get("afwijkingen", [])
    assert [str(one["wat"]) for one in deviations] == (["vervallen"] if place <= SAME else [])
    answers = json.loads(desk.read(f"volgende/{reference(place)}.antwoord.json"))["answers"]
    assert {one["decision"] for one in answers} == {"geweigerd" if place > 34 else "aanvaard"}


def next_draft(desk: Desk, place: int) -> None:
    """Make the next draft of one practice on what it sent; the seal holds."""
    back, draft = f"terug/{place:02}.docx", f"volgende-{place}.docx"
    desk.run("generate", f"volgende/{reference(place)}.yaml", "--redline-to", back, "-o", draft)
    found = desk.json("verify", draft)
    comments = [note["text"] for note in found["notes"] if note["code"] == "comment"]
    assert [REASON in text for text in comments] == ([True] if place > 34 else [])
