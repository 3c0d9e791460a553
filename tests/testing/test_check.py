"""`check_plugin`: sound plugins pass, and each mistake gives one message with the plugin, the place and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from izacontract import PluginError
from izacontract.errors import Severity
from izacontract.testing import PluginReport, check_plugin
from tests.conftest import OURS, our_entries
from tests.support import FYSIO
from tests.testing.conftest import entry

NAME = "paramedisch"
PACKAGE = f"izacontract_{NAME}"
BUILT_IN = sorted(OURS)


def algemeen() -> EntryPoint:
    """Return the entry point of the plugin with what sectors share."""
    return next(one for one in our_entries() if one.name == "algemeen")


def checked(name: str = NAME, *more: EntryPoint) -> PluginReport:
    """Return what the check says of the copied package, beside what sectors share and `more`."""
    return check_plugin(name, entries=[entry(name), algemeen(), *more])


def mistake(folder: Path, file: str, change: Callable[[str], str], name: str = "") -> None:
    """Change `file` of the package in `folder`, and rename it when `name` is given; a change that changes nothing fails."""
    path = folder / PACKAGE / file
    text = path.read_text(encoding="utf-8")
    assert change(text) != text or name
    path.write_text(change(text), encoding="utf-8")
    if name:
        path.rename(path.with_name(name))


def replaced(was: str, now: str) -> Callable[[str], str]:
    """Return the change of `was`, which must be there, into `now`."""

    def change(text: str) -> str:
        assert was in text
        return text.replace(was, now, 1)

    return change


def test_plugin_of_the_scaffold_has_no_fault(plugin: Callable[..., Path]) -> None:
    plugin()
    report = checked()
    assert not report.faults, str(report)
    assert [finding.code for finding in report.findings] == ["clausule.niet-uitgebracht"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_plugin_of_our_own_has_no_fault(name: str) -> None:
    report = check_plugin(name)
    assert not report.findings, str(report)
    assert report.distribution == "izacontract"


def test_plugin_from_outside_has_no_fault_but_the_term_that_it_keeps_unused_for_tests() -> None:
    report = check_plugin("fysio", entries=[FYSIO])
    assert [fault.code for fault in report.faults] == ["clausule.begrip-ongebruikt"], str(report)


TEXT = "library/toegang/{year}-01-01.md"
MISTAKES: dict[str, tuple[str, Callable[[str], str], str, str]] = {
    # kind: (file, change, code, what the message names)
    "wrong id": ("rules.py", replaced(f'"{NAME}.toegang"', f'"{NAME}.toegnag"'), "plugin.onbekende-clausule", f"{NAME}.toegnag"),
    "missing source": (TEXT, lambda text: re.sub(r"sources:\n.*\n", "sources: []\n", text), "clausule.bron-ontbreekt", "toegang/"),
    "misspelt hook": ("__init__.py", replaced("def sectors(", "def sector("), "plugin.onbekende-hook", "__init__.py:"),
    "exception in a rule": ("rules.py", replaced("    because =", "    _ = 1 / 0\n    because ="), "plugin.fout", "rules.py:"),
    "duplicate clause": ("__init__.py", replaced("@hookimpl", "@hookimpl\ndef libraries():\n    return [SECTOR.library]\n\n\n@hookimpl"), "clausule.dubbel", f"{NAME}.toegang"),
    "undeclared variable": (TEXT, replaced("{{ termijn | dagen }}", "{{ termjin | dagen }}"), "clausule.tekst", f"{NAME}/toegang/"),
    "reference to nothing": (TEXT, replaced(f'ref("{NAME}.toegang", lid', f'ref("{NAME}.toegift", lid'), "clausule.verwijzing", f"{NAME}/toegang/"),
    "wrong return type": ("rules.py", replaced("    return [access()]", "    return access()"), "plugin.verkeerd-antwoord", "rules.py:"),
    "import error": ("terms.py", replaced("from izacontract import", "from izacontrakt import"), "plugin.kapot", "terms.py:"),
    "clause without an answer": ("rules.py", replaced("    return [access()]", "    return []"), "plugin.clausule-zonder-antwoord", f"{NAME}/toegang/clause.yaml"),
    "reference to a lid that is not there": (TEXT, replaced('lid="termijn"', 'lid="termyn"'), "clausule.verwijzing", f"{NAME}/toegang/"),
    "commitment without its lid": ("library/commitments.yaml", replaced("#termijn", "#nergens"), "clausule.lid-onbekend", f"{NAME}/commitments.yaml"),
    "slot that nobody defines": ("library/toegang/clause.yaml", replaced(f"slot: {NAME}-toegang", "slot: nergens"), "clausule.onbekend", f"{NAME}.toegang"),
    "explanation of one sentence": ("library/toegang/clause.yaml", lambda text: re.sub(r"(aanmelding bij u terechtkan\.).*", r"\1\n", text, flags=re.DOTALL), "clausule.uitleg", f"{NAME}/toegang/"),
    "parameter without status": ("library/parameters/toegang.yaml", replaced("voorbeeld, vervang dit cijfer", '""'), "plugin.parameter-onvolledig", f"{NAME}.langste-toegangstijd"),
    "parameter with a foreign id": ("library/parameters/toegang.yaml", lambda text: text + text.replace(NAME, "ander").rstrip() + "\n  information: true\n", "plugin.vreemde-id", "ander.langste"),
    "parameter without a day": ("library/parameters/toegang.yaml", lambda text: re.sub(r"from: .*", "from: ooit", text), "clausule.bestand", f"{NAME}/parameters/toegang.yaml:"),
    "sector that is not there": ("library/toegang/clause.yaml", replaced(f"sectors: [{NAME}]", "sectors: [nergens]"), "plugin.clausule-zonder-zorgsoort", f"{NAME}/toegang/clause.yaml"),
    "file that a rule opens": ("rules.py", replaced("    because =", "    open(__file__).close()\n    because ="), "plugin.buiten-de-aanvraag", "rules.py:"),
    "network that a check uses": ("checks.py", replaced("    terms =", "    __import__('socket').getaddrinfo('localhost', 80)\n    terms ="), "plugin.buiten-de-aanvraag", "checks.py:"),
    "program that a rule starts": ("rules.py", replaced("    because =", "    __import__('subprocess').run(['true'])\n    because ="), "plugin.buiten-de-aanvraag", "rules.py:"),
    "rule with a memory": ("rules.py", lambda text: text.replace("def access(", "SEEN: list[int] = []\n\n\ndef access(").replace("    return put_in(ACCESS, because=because", "    SEEN.append(1)\n    return put_in(ACCESS, because=f'{because} {len(SEEN)}'"), "plugin.niet-bepaald", "propose_clauses"),
    "reason in English": ("rules.py", replaced("elk contract voor deze zorgsoort regelt de toegang tot de zorg", "every contract of this sector must have it"), "plugin.niet-nederlands", f"{NAME}.toegang"),
    "message in English": ("checks.py", replaced("De toegangstijd van {days} dagen is langer dan de {longest} dagen die ten hoogste zijn afgesproken.", "The access time of {days} days is longer than the {longest} that were agreed."), "plugin.niet-nederlands", f"{NAME}.toegangstijd-te-lang"),
    "message with a foreign code": ("checks.py", replaced(f'"{NAME}.toegangstijd-te-lang"', '"toegangstijd-te-lang"'), "plugin.vreemde-id", "toegangstijd-te-lang"),
    "help in English": ("terms.py", replaced("Dagen waarbinnen een patiënt na de aanmelding terechtkan.", "The days within which a patient will be seen."), "plugin.niet-nederlands", f"{NAME}.toegangstijd"),
    "path that no request has": ("rules.py", replaced(f'looked_at=("{NAME}.toegangstijd"', 'looked_at=("toegangstijd"'), "plugin.onbekend-pad", "toegangstijd"),
    "example that is refused": ("library/example.yaml", replaced("toegangstijd: 7", "toegangstijd: zeven"), "plugin.voorbeeld-geweigerd", f"{NAME}/example.yaml:"),
    "key that no request has": (TEXT, replaced(f"key: {NAME}.toegangstijd", f"key: {NAME}.wachttijd"), "clausule.bestand", f"{NAME}/toegang/"),
    "choice by a value that may be open": (TEXT, lambda text: text.replace("{% if aan_huis %}", "{% if termijn > aan_huis %}"), "clausule.tekst", f"{NAME}/toegang/"),
}  # fmt: skip
"""Mistakes, each with the file, what is changed there, the code and what the message must name."""


@pytest.mark.parametrize("kind", MISTAKES)
def test_mistake_gives_one_message_with_plugin_place_and_remedy(kind: str, plugin: Callable[..., Path]) -> None:
    folder = plugin()
    file, change, code, names = MISTAKES[kind]
    year = next((folder / PACKAGE / "library" / "toegang").glob("*.md")).name[:4]
    mistake(folder, file.format(year=year), change)
    assert_one(checked(), code, names)


def assert_one(report: PluginReport, code: str, names: str) -> None:
    """Fail unless `report` has one fault, with this code, the plugin, a place and what to do."""
    assert [fault.code for fault in report.faults] == [code], str(report)
    (fault,) = report.faults
    told = f"{fault.position or ''} {fault.message.nl}"
    assert names in told
    assert fault.path == (report.plugin,)
    assert fault.hint.nl
    assert fault.hint.en
    assert fault.message.nl != fault.message.en
    assert code in str(report)
    assert fault.hint.en in str(report)


def test_text_with_a_bad_date_gives_one_message(plugin: Callable[..., Path]) -> None:
    folder = plugin()
    (text,) = (folder / PACKAGE / "library" / "toegang").glob("*.md")
    text.rename(text.with_name("2026-13-01.md"))
    assert_one(checked(), "clausule.bestand", f"{NAME}/toegang/2026-13-01.md:1")


def test_hash_seed_that_decides_the_order_gives_one_message(plugin: Callable[..., Path]) -> None:
    """The order of a set of texts hangs on the seed; in the same process nothing shows it."""
    folder = plugin()
    words = "{" + ", ".join(f"'w{number}'" for number in range(40)) + "}"
    mistake(
        folder, "rules.py",
        lambda text: text.replace("    return put_in(ACCESS, because=because", f"    because += ' ' + ''.join({words})\n    return put_in(ACCESS, because=because"),
    )  # fmt: skip
    assert_one(checked(), "plugin.niet-bepaald", "hash")


def test_sector_without_an_example_gets_a_warning(plugin: Callable[..., Path]) -> None:
    folder = plugin()
    (folder / PACKAGE / "library" / "example.yaml").unlink()
    report = checked()
    assert not report.faults
    found = {finding.code: finding.severity for finding in report.findings}
    assert found["plugin.zonder-voorbeeld"] is Severity.WARNING


def test_two_plugins_that_put_one_clause_in_are_both_named(plugin: Callable[..., Path]) -> None:
    folder = plugin()
    (folder / "ander.py").write_text(
        "from izacontract import hookimpl, put_in\n\n\n"
        "@hookimpl\ndef propose_clauses(request):\n"
        f"    return [put_in('{NAME}.toegang', because='het huis wil dit')] if request.sector == '{NAME}' else []\n",
        encoding="utf-8",
    )
    report = checked(NAME, entry("ander", "ander"))
    (fault,) = report.faults
    assert fault.code == "plugin.dubbele-opname"
    assert "ander en paramedisch" in fault.message.nl
    assert "één van beide" in fault.hint.nl


def test_broken_neighbour_does_not_make_a_plugin_faulty(plugin: Callable[..., Path]) -> None:
    plugin()
    assert not checked(NAME, entry("kapot", "bestaat_niet")).faults
    assert_one(check_plugin("kapot", entries=[entry("kapot", "bestaat_niet")]), "plugin.kapot", "bestaat_niet")


def test_plugin_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(PluginError, match=r"'fyso' is niet geïnstalleerd.*fysio"):
        check_plugin("fyso", entries=[FYSIO])
    with pytest.raises(PluginError, match="'ander' is niet"):
        check_plugin("fysio", beside=["ander"], entries=[FYSIO])
