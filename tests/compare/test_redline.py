"""The Word redline: rejecting all changes gives the old document, accepting all gives the new one, to the letter."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from izacontract import PluginError
from izacontract.extras import install_command
from izacontract.render.word import word
from izacontract.reports.redline import AUTHOR, redline
from izacontract.word.package import read_package
from tests.compare.revisions import settled, without_changes
from tests.contracts.support import SECTORS, build, request_called
from tests.support import contract_of, fysio

GENERATED = 46
WORDS = (
    "Partijen", "komen", "elk jaar", "bijeen,", "ook & <b>", "op\nzondag", "met\ttab", "niet", "{{ x }}", "€\xa05,00"
)  # fmt: skip


@cache
def generated() -> tuple[bytes, ...]:
    """Return documents that differ in text, values, leden, rows, articles and annexes."""
    chance = random.Random("revisies")
    found = []
    for number in range(GENERATED + 1):
        terms: dict[str, Any] = {"tarief": chance.randint(20, 45), "soort": chance.choice(("praktijk", "thuis"))}
        if chance.random() < 0.7:
            terms["locaties"] = chance.sample(
                ("Ede", "Lunteren", "Bennekom", "Otterlo", "Wekerom"), chance.randint(1, 5)
            )
        if chance.random() < 0.7:
            terms["opmerking"] = " ".join(chance.choices(WORDS, k=chance.randint(3, 15)))
        year = chance.choice((2025, 2026))
        agreement = {
            **fysio()["overeenkomst"],
            "kenmerk": f"F-{number}",
            "begin": f"{year}-01-01",
            "einde": f"{year}-12-31",
        }
        style = chance.choice(("punt", "aanwijzingen"))
        request = fysio(overeenkomst=agreement, fysio=terms, instellingen={"verwijsstijl": style})
        found.append(word(contract_of(request)))
    return tuple(found)


@pytest.mark.parametrize("number", range(GENERATED))
def test_accepting_gives_the_new_document_and_rejecting_the_old_one(number: int) -> None:
    old, new = generated()[number : number + 2]
    marked = redline(old, new)
    assert settled(marked, "reject") == without_changes(old)
    assert settled(marked, "accept") == without_changes(new)


@pytest.mark.parametrize("sector", SECTORS)
def test_whole_contracts_of_every_sector_can_be_accepted_and_rejected(sector: str) -> None:
    old, new = (word(build(request_called(name))) for name in (sector, f"ander/{sector}"))
    marked = redline(old, new)
    assert settled(marked, "reject") == without_changes(old)
    assert settled(marked, "accept") == without_changes(new)


def test_redline_is_the_same_every_time_and_bears_no_day() -> None:
    old, new = generated()[:2]
    marked = redline(old, new)
    assert marked == redline(old, new)
    body = read_package(marked)["word/document.xml"]
    assert f'w:author="{AUTHOR}"'.encode() in body
    assert b"w:date=" not in body


def test_redline_carries_the_properties_and_the_seal_of_the_new_document() -> None:
    old, new = generated()[:2]
    marked, latest = read_package(redline(old, new)), read_package(new)
    for name in latest:
        if name == "docProps/core.xml" or name.startswith("customXml/"):
            assert marked[name] == latest[name], name


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_redlines", None)
    with pytest.raises(PluginError, match="python-redlines") as told:
        redline(b"", b"")
    assert install_command("redline") in told.value.hint.nl


def test_two_that_begin_at_once_both_find_a_whole_program(tmp_path: Path) -> None:
    first, second = generated()[:2]
    files = [tmp_path / "oud.docx", tmp_path / "nieuw.docx"]
    for file, data in zip(files, (first, second), strict=True):
        file.write_bytes(data)
    command = [sys.executable, "-m", "izacontract", "compare", *map(str, files), "-o"]
    environment = os.environ | {"IZACONTRACT_CACHE": str(tmp_path / "nieuwe gebruiker")}
    running = [
        subprocess.Popen([*command, str(tmp_path / f"{number}.docx")], env=environment, stderr=subprocess.PIPE)
        for number in range(2)
    ]
    told = [one.communicate()[1].decode() for one in running]
    assert [(tmp_path / f"{number}.docx").exists() for number in range(2)] == [True, True], told
    assert len([*(tmp_path / "nieuwe gebruiker").glob("docxodus-*")]) == 1
