"""The lint: every kind of thing to mend in a text that still reads is found, and a sound text gives nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract.clauses.library import read_library
from izacontract.clauses.lint import lint
from izacontract.clauses.lock import release

CLAUSE = "title: Proef\nslot: {slot}\norder: 10\npresence: always\nexplanation: Eerste zin. Tweede zin.\n"
HEADER = "change: Eerste tekst.\nsources: [{document: Wet, section: '1', consulted: null}]\n"
SOUND = '1. {{ lid("een") }}De partij betaalt.\n2. De partij bewijst dat, volgens {{ ref("proef.ander") }}.\n'
OTHER = '1. {{ lid("ander") }}De partij zwijgt.\n'


def found(path: Path, *, header: str = HEADER, text: str = SOUND, clause: str = CLAUSE, slot: str = "s") -> set[str]:
    """Return the codes that lint gives for the clause `proef.een`, beside a sound one."""
    (path / "slots.yaml").write_text("- {id: s, heading: Kop}\n- {id: t, heading: Kop}\n", encoding="utf-8")
    (path / "names.yaml").write_text("- Nederland\n", encoding="utf-8")
    for name, place, head, body in (("een", slot, header, text), ("ander", "t", HEADER, OTHER)):
        (path / name).mkdir()
        shape = clause if name == "een" else CLAUSE
        (path / name / "clause.yaml").write_text(shape.format(slot=place), encoding="utf-8")
        (path / name / "2023-01-01.md").write_text(f"---\n{head}---\n{body}", encoding="utf-8")
    release(path)
    folders = [("proef", path)]
    return {item.code for item in lint(read_library(folders), folders) if item.file.startswith("proef/een/")}


def test_sound_text_gives_nothing(tmp_path: Path) -> None:
    assert found(tmp_path) == set()


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("bron-ontbreekt", {"header": "change: Eerste tekst.\nsources: []\n"}),
        ("uitleg", {"clause": CLAUSE.replace(" Tweede zin.", "")}),
        ("verwijzing", {"text": '1. Zie {{ ref("proef.weg") }}.\n'}),
        ("verwijzing", {"text": '1. Zie {{ ref("proef.ander", lid="weg") }}.\n'}),
        ("verwijzing-vooraan", {"text": '1. De partij betaalt. {{ ref("proef.ander") }} geldt.\n'}),
        ("tekst", {"text": "1. De partij betaalt {{ bedrag | euro }}.\n"}),
        ("variabele-ongebruikt", {"header": f"{HEADER}variables: {{bedrag: euro}}\n"}),
        ("begrip-ongebruikt", {"header": f"{HEADER}terms: {{Bedrag: {{meaning: de prijs}}}}\n"}),
        ("begrip-onbekend", {"text": "1. De partij betaalt het Bedrag in Nederland.\n"}),
        ("dit-artikel", {"text": "1. Wie dit artikel schendt, betaalt.\n", "slot": "t"}),
    ],
)
def test_fault_is_found(tmp_path: Path, code: str, given: dict[str, str]) -> None:
    assert found(tmp_path, **given) == {code}


def test_clause_alone_in_its_article_may_say_this_article(tmp_path: Path) -> None:
    assert found(tmp_path, text="1. Wie dit artikel schendt, betaalt.\n", slot="s") == set()


def test_clauses_of_different_sectors_never_share_an_article(tmp_path: Path) -> None:
    one = f"{CLAUSE}sectors: [a]\n"
    (tmp_path / "derde").mkdir()
    (tmp_path / "derde" / "clause.yaml").write_text(f"{CLAUSE}sectors: [b]\n".format(slot="s"), encoding="utf-8")
    (tmp_path / "derde" / "2023-01-01.md").write_text(f"---\n{HEADER}---\n{OTHER}", encoding="utf-8")
    assert found(tmp_path, clause=one, text="1. Wie dit artikel schendt, betaalt.\n", slot="s") == set()
