"""A faulty library never ends in a bug of ours: every fault gets its file and line, what is wrong, how to mend it, and exit 4."""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import izacontract_fysio
import pytest

from izacontract import ContractRequest, Proposal, hookimpl, load_plugins, put_in
from izacontract.cli.app import main
from izacontract.errors import ExitStatus
from izacontract.host import Plugins
from tests.cli.conftest import Run, use
from tests.conftest import OUTSIDE, REQUESTS

CLAUSES = OUTSIDE / "izacontract_fysio" / "clauses"
TARIFF = "fysio/tarief/2024-01-01.md"
SOURCES = "sources: [{document: Huisbeleid, section: '1', consulted: 2026-11-21}]"


def text(body: str = '1. {{ lid("betaling") }}Eigen tekst.\n', variables: str = "", header: str = "") -> str:
    """Return a text for `fysio.tarief`; its body starts in line 5, or 6 with a line of `variables` or `header`."""
    extra = f"variables: {variables}\n" if variables else header
    return f"---\nchange: Eigen tekst.\n{SOURCES}\n{extra}---\n{body}"


FIGURES = "parameters/maximum.yaml"


def figure(
    id: str = "fysio.maximum",
    title: str = "Hoogste tarief per zitting (verzonnen)",
    unit: str = "euro",
    since: str = "2019-01-01",
    until: str = "2019-12-31",
    value: str = '"51.00"',
    status: str = "status: vastgesteld, ",
    source: str = "source: {document: Huisbeleid, section: '1', consulted: 2026-11-21}",
) -> str:
    """Return a file with one value of the outside plugin's parameter; the value itself stands in line 5."""
    return (
        f"- id: {id}\n  title: {title}\n  unit: {unit}\n  values:\n"
        f"    - {{from: {since}, until: {until}, value: {value}, {status}{source}}}\n"
    )


HOUSE: dict[str, tuple[dict[str, str | bytes], str]] = {
    "text that is not UTF-8": ({TARIFF: text("1. Een café.\n").encode("latin-1")}, f"huis/{TARIFF}:5: .*UTF-8"),
    "reviews that are not UTF-8": ({"reviewed.yaml": b"- {clause: fysio.tarief}\n# caf\xe9\n"}, "huis/reviewed.yaml:2: .*UTF-8"),
    "control character": ({TARIFF: text("1. Een\x07bel.\n")}, f"{TARIFF}:5: .*U\\+0007"),
    "private characters": ({TARIFF: text("1. Een\n\ue0000\ue001 slot.\n")}, f"{TARIFF}:6: .*U\\+E000"),
    "private character behind an escape": (
        {TARIFF: text(header='terms: {Eigen: "een \\uE0000\\uE001 slot"}\n')}, f"{TARIFF}:4: .*teken",
    ),
    "no header": ({TARIFF: "1. Eigen tekst.\n"}, f"{TARIFF}:1: .*kop"),
    "header that is empty": ({TARIFF: "---\n---\n1. Eigen tekst.\n"}, f"{TARIFF}:1: .*kop"),
    "header that is no YAML": ({TARIFF: text(header="variables: {a: [\n")}, f"{TARIFF}:[45]: geen geldige YAML"),
    "header with a day that does not exist": ({TARIFF: text().replace("2026-11-21", "2026-13-45")}, f"{TARIFF}:3: '2026-13-45' is geen dag"),
    "header with an unknown key": ({TARIFF: text(header="kleur: rood\n")}, f"{TARIFF}:4: kleur hoort hier niet"),
    "header without a source's section": (
        {TARIFF: text().replace("section: '1', ", "")}, rf"{TARIFF}:3: sources\[1\]\.section ontbreekt",
    ),
    "type that does not exist": ({TARIFF: text(variables="{a: bedragje}")}, f"{TARIFF}:4: variables.a is geen van 'tekst'"),
    "text that is empty": ({TARIFF: text("\n  \n")}, f"{TARIFF}:5: .*geen tekst"),
    "key below a list": (
        {TARIFF: text(variables="{a: {type: tekst, key: zorgverzekeraar.rechtspersonen.naam}}")}, f"{TARIFF}:4: .*onder een lijst",
    ),
    "key below a value": ({TARIFF: text(variables="{a: {type: tekst, key: overeenkomst.kenmerk.weg}}")}, f"{TARIFF}:4: .*enkele waarde"),
    "key that does not exist": ({TARIFF: text(variables="{a: {type: tekst, key: fysio.tarif}}")}, f"{TARIFF}:4: .*'tarif' is onbekend"),
    "key of a section that does not exist": ({TARIFF: text(variables="{a: {type: tekst, key: weg.naam}}")}, f"{TARIFF}:4: .*'weg'"),
    "key of the contract that does not exist": (
        {TARIFF: text(variables="{a: {type: rijen, key: contract.weg, columns: {a: tekst}}}")}, f"{TARIFF}:4: .*contract.weg",
    ),
    "key of another type": ({TARIFF: text(variables="{a: {type: datum, key: fysio.tarief}}")}, f"{TARIFF}:4: .*type datum"),
    "columns that the list has not": (
        {TARIFF: text(variables="{a: {type: rijen, key: zorgverzekeraar.rechtspersonen, columns: {naan: tekst}}}")},
        f"{TARIFF}:4: .*type rijen",
    ),
    "parameter that does not exist": ({TARIFF: text(variables="{a: {type: euro, parameter: fysio.weg}}")}, f"{TARIFF}:4: .*fysio.weg"),
    "parameter of another type": ({TARIFF: text(variables="{a: {type: datum, parameter: fysio.maximum}}")}, f"{TARIFF}:4: .*type datum"),
    "condition that compares a text with a number": (
        {TARIFF: text("1. Eigen tekst.\n{% if naam > 3 %}\n1. Meer.\n{% endif %}\n", "{naam: {type: tekst, key: zorgaanbieder.naam}}")},
        f"{TARIFF}:7: '>' vergelijkt",
    ),
    "condition on what may not be there": (
        {TARIFF: text("1. Tekst{% if n > 3 %} meer{% endif %}.\n", "{n: {type: getal, optional: true}}")},
        f"{TARIFF}:6: .*is gegeven",
    ),
    "value of another type than its filter": (
        {TARIFF: text("1. Tekst {{ naam | euro }}.\n", "{naam: {type: tekst, key: zorgaanbieder.naam}}")}, f"{TARIFF}:6: .*type tekst",
    ),
    "tag that does not close": ({TARIFF: text("1. Tekst.\n{% if a %}\n")}, f"{TARIFF}:6: .*geen geldig sjabloon"),
    "tags nested too deep": ({TARIFF: text("1. Tekst " + "{% if a %}" * 400 + "x" + "{% endif %}" * 400 + ".\n", "{a: janee}")}, f"{TARIFF}:6: .*in elkaar"),
    "number that is too long": ({TARIFF: text("1. Tekst{% if 1 > " + "9" * 5000 + " %}x{% endif %}.\n")}, f"{TARIFF}:5: .*te lang getal"),
    "fourth level of a list": (
        {TARIFF: text("1. Een:\n    1. twee:\n        1. drie:\n            1. vier.\n")}, f"{TARIFF}:8: .*vierde niveau",
    ),
    "heading in a text": ({TARIFF: text("1. Een.\n\n# Kop\n")}, f"{TARIFF}:7: .*kop"),
    "bold words below a choice": (
        {TARIFF: text("{% if a %}\n1. Een.\n{% endif %}\n1. Een **vet** woord.\n", "{a: janee}")}, f"{TARIFF}:9: .*vette tekst",
    ),
    "term that is more than words": ({TARIFF: text(header="terms: {Eigen: '# kop'}\n")}, f"{TARIFF}:4: .*kop"),
    "value alone below words": (
        {TARIFF: text("1. De naam is\n   {{ naam | tekst }}\n", "{naam: {type: tekst, key: zorgaanbieder.naam}}")}, f"{TARIFF}:6: .*alleen op een regel",
    ),
    "reference to what is not there": ({TARIFF: text('1. Eigen tekst.\n1. Zie {{ ref("fysio.weg") }}.\n')}, f"{TARIFF}:6: .*fysio.weg"),
    "name of a file that is no day": ({"fysio/tarief/nieuw.md": text()}, "huis/fysio/tarief/nieuw.md:1: .*geen dag"),
    "text one folder too high": ({"fysio/2024-01-01.md": text()}, "huis/fysio/2024-01-01.md:1: .*niet gelezen"),
    "text one folder too deep": ({"teksten/fysio/tarief/2024-01-01.md": text()}, "huis/teksten/fysio/tarief/2024-01-01.md:1: .*niet gelezen"),
    "slots of its own": ({TARIFF: text(), "slots.yaml": "- {id: s, heading: Kop}\n"}, "huis/slots.yaml:1: .*niet gelezen"),
    "reviews under another name": ({"review.yml": "[]"}, "huis/review.yml:1: .*niet gelezen"),
    "clause that does not exist": ({"fysio/tarif/2024-01-01.md": text()}, r"huis/fysio/tarif/2024-01-01.md:1: .*'fysio\.tarif'"),
    "reviews that are no list": ({"reviewed.yaml": "clause: fysio.tarief\n"}, "huis/reviewed.yaml:1: .*geen lijst"),
    "review without a reviewer": (
        {"reviewed.yaml": "# wie\n- {clause: fysio.tarief, since: 2023-01-01, day: 2026-05-01}\n"}, r"huis/reviewed.yaml:2: \[1\].reviewer ontbreekt",
    ),
    "review of a clause that does not exist": (
        {"reviewed.yaml": "- {clause: fysio.weg, since: 2023-01-01, reviewer: x, day: 2026-05-01}\n"}, "huis/reviewed.yaml:1: .*fysio.weg",
    ),
    "review of a text that does not exist": (
        {"reviewed.yaml": "- {clause: fysio.tarief, since: 2020-01-01, reviewer: x, day: 2026-05-01}\n"}, "huis/reviewed.yaml:1: .*2020-01-01",
    ),
    "figure of a parameter that does not exist": (
        {FIGURES: figure(id="fysio.maximun")}, f"huis/{FIGURES}:1: .*bedoelt u 'fysio.maximum'",
    ),
    "figure in another unit": ({FIGURES: figure(unit="euro per uur")}, f"huis/{FIGURES}:3: .*'euro'"),
    "figure under another title": ({FIGURES: figure(title="Iets anders")}, f"huis/{FIGURES}:2: .*Hoogste"),
    "figure without a source": ({FIGURES: figure(source="")}, rf"huis/{FIGURES}:5: \[1\]\.values\[1\]\.source ontbreekt"),
    "figure without a status": ({FIGURES: figure(status="")}, rf"huis/{FIGURES}:5: \[1\]\.values\[1\]\.status ontbreekt"),
    "figure with a decimal comma": ({FIGURES: figure(value='"51,00"')}, f"huis/{FIGURES}:5: .*'51,00'.*getal met een punt"),
    "figure that ends before it begins": ({FIGURES: figure(until="2018-12-31")}, f"huis/{FIGURES}:5: .*until ligt vóór from"),
    "figure for days that ours knows": (
        {FIGURES: figure(since="2025-07-01", until="null")}, f"huis/{FIGURES}:5: .*45.00 .fysio/parameters/maximum.yaml.",
    ),
    "figure for days that another of the house knows": (
        {FIGURES: figure(), "parameters/later.yaml": figure(value='"52.00"')},
        f"huis/{FIGURES}:5: .*52.00 .huis/parameters/later.yaml:5.",
    ),
    "figures that are no list": ({FIGURES: "id: fysio.maximum\n"}, f"huis/{FIGURES}:1: .*geen lijst"),
    "figures in a folder too deep": ({"parameters/fysio/a.yaml": figure()}, "huis/parameters/fysio/a.yaml:1: .*niet gelezen"),
    "folder without anything to read": ({"notitie.txt": "x"}, "huis: de map bevat geen teksten"),
}  # fmt: skip


def seeded(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize("name", HOUSE)
def test_fault_in_a_house_library_is_told_with_its_line(
    name: str, run: Run, request_file: Callable[..., Path], tmp_path: Path
) -> None:
    files, expected = HOUSE[name]
    ran = run("generate", request_file(), "--library", seeded(tmp_path / "huis", files), "-o", "uit.docx")
    told, hint = (*ran.err.splitlines(), "", "")[:2]
    assert ran.status == ExitStatus.PLUGIN, ran.err
    assert re.search(expected, told), ran.err
    assert re.search(r"^    \S.* \[clausule\.[\w-]+\]$", hint), ran.err
    assert not (tmp_path / "uit.docx").exists()


def test_sound_house_library_may_hold_other_files_too(
    run: Run, request_file: Callable[..., Path], tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        TARIFF: b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode(),
        "README.md": "Onze teksten.",
        "besluit.docx": b"PK",
        ".git/config.yaml": b"\xff",
    }
    ran = run("show", request_file(), "--library", seeded(tmp_path / "huis", files))
    assert ran.status == 0, ran.err
    assert "Eigen tekst." in ran.out


@pytest.mark.parametrize("name", [TARIFF, "reviewed.yaml"])
def test_folder_in_the_place_of_a_file_is_told(
    name: str, run: Run, request_file: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "huis" / name).mkdir(parents=True)
    ran = run("generate", request_file(), "--library", tmp_path / "huis", "-o", "uit.docx")
    assert ran.status == ExitStatus.FILE
    assert f"huis/{name} kan niet worden gelezen: het is een map." in ran.err


def test_folder_that_is_not_there_is_told(run: Run, request_file: Callable[..., Path], tmp_path: Path) -> None:
    ran = run("generate", request_file(), "--library", tmp_path / "weg", "-o", "uit.docx")
    assert ran.status == ExitStatus.FILE
    assert "geen map" in ran.err


@pytest.mark.parametrize("where", ["huis", "izacontract_fysio"])
def test_folder_without_rights_is_told(
    where: str, run: Run, request_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = seeded(tmp_path / "huis", {TARIFF: text()})
    listed = Path.iterdir

    def refused(path: Path) -> object:
        if path.name == "tarief" and where in path.parts:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    ran = run("generate", request_file(), "--library", folder, "-o", "uit.docx")
    assert ran.status == ExitStatus.FILE
    assert "kan niet worden gelezen: u hebt er geen rechten voor." in ran.err


def plugin_with(folder: Path, monkeypatch: pytest.MonkeyPatch, **changes: object) -> Plugins:
    """Return the outside plugin with its library in `folder`, and with other hooks where given."""
    module = ModuleType("izacontract_fysio_proef")
    vars(module).update({name: value for name, value in vars(izacontract_fysio).items() if not name.startswith("__")})

    def libraries() -> list[Path]:
        return [folder]

    vars(module).update({"libraries": hookimpl(libraries), **changes})
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return load_plugins([EntryPoint("fysio", module.__name__, "izacontract")])


LIBRARY: dict[str, tuple[str, str, str, str]] = {
    "slots that are no list": ("slots.yaml", "- {id: fysio-begrippen, heading: Begrippen}", "x: 1", "fysio/slots.yaml:"),
    "slot without a heading": ("slots.yaml", ", heading: Behandeling", "", r"fysio/slots.yaml:2: \[2\]\.heading ontbreekt"),
    "slot with a misspelt key": ("slots.yaml", "heading: Behandeling", "kop: Behandeling", r"fysio/slots.yaml:2: \[2\]\.kop hoort hier niet"),
    "slot with an id that Word cannot hold": ("slots.yaml", "id: fysio-zorg,", "id: Fysio zorg, ", r"fysio/slots.yaml:2: \[2\]\.id is geen goede id"),
    "slot with a heading on two lines": ("slots.yaml", "heading: Tarief", 'heading: "Ta\\nrief"', r"fysio/slots.yaml:3: \[3\]\.heading"),
    "clause with a wrong presence": ("tarief/clause.yaml", "presence: always", "presence: soms", r"fysio/tarief/clause.yaml:\d: presence is geen van"),
    "clause with a wrong order": ("tarief/clause.yaml", "order: ", "order: x", r"fysio/tarief/clause.yaml:\d: order is geen geheel getal"),
    "parameter without values": ("parameters/maximum.yaml", "values:", "waarden:", r"fysio/parameters/maximum.yaml:\d"),
    "parameter that is no number": ("parameters/maximum.yaml", '"45.00"', '"veel"', r"fysio/tarief/2023-01-01.md:1: .*veel"),
    "commitments that are no list": ("commitments.yaml", "1 Betaalbare zorg:", "1 Betaalbare zorg: x\nRest:", "fysio/commitments.yaml:2: 1 Betaalbare zorg is geen lijst"),
    "commitment with a state that is none": ("commitments.yaml", "after: onzeker", "after: misschien", r"fysio/commitments.yaml:6: .*after is geen van"),
    "commitment from a day": ("commitments.yaml", "from: 2026", "from: 2026-01-01", r"fysio/commitments.yaml:11: .*from is geen geheel getal"),
    "commitment of an unknown accord": ("commitments.yaml", "accord: vervolg, paragraph: \"3\"", "accord: verfolg, paragraph: \"3\"", "fysio/commitments.yaml: vervolg-3-tarief"),
    "key below a list": ("tarief/2023-01-01.md", "zorgaanbieder.naam", "zorgverzekeraar.rechtspersonen.naam", "fysio/tarief/2023-01-01.md:1: .*lijst"),
    "fourth level of a list": (
        "behandeling/2023-01-01.md", "        1. medisch;\n", "        1. medisch:\n            1. vier;\n", r"fysio/behandeling/2023-01-01.md:\d+: .*vierde niveau",
    ),
}  # fmt: skip


def generated(run: Run, file: Path) -> tuple[int, str]:
    ran = run("generate", file, "-o", "uit.docx", "--force")
    return ran.status, ran.err


@pytest.mark.parametrize("name", LIBRARY)
def test_fault_in_the_library_of_a_plugin_is_told_with_its_line(
    name: str, run: Run, request_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, old, new, expected = LIBRARY[name]
    folder = shutil.copytree(CLAUSES, tmp_path / "clauses")
    content = (folder / file).read_text(encoding="utf-8")
    assert old in content
    (folder / file).write_text(content.replace(old, new, 1), encoding="utf-8")
    use(monkeypatch, plugin_with(folder, monkeypatch))
    status, err = generated(run, request_file())
    assert status == ExitStatus.PLUGIN, err
    assert re.search(expected, err), err


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"nummer": 1, "naan": "Ede"}], "rij 1: heeft niet de kolommen die de tekst declareert: naam, naan"),
        ([{"nummer": 1, "naam": "Ede"}, {"nummer": 2}], "rij 2: heeft niet de kolommen"),
        ([{"nummer": "een", "naam": "Ede"}], "rij 1: kolom 'nummer' hoort van type getal te zijn"),
        (["Ede"], "rij 1: is geen rij met kolommen"),
        ("Ede", "hoort van type rijen te zijn"),
    ],
)
def test_row_that_is_not_as_declared_is_refused(
    rows: object, expected: str, run: Run, request_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def propose_clauses(request: ContractRequest) -> list[Proposal]:
        always = [put_in(f"fysio.{name}", because="elk contract") for name in ("begrippen", "behandeling", "tarief")]
        return [
            *always,
            put_in("fysio.locaties", because="proef", values={"locaties": [{"nummer": 1, "naam": "Ede"}]}),
            put_in("fysio.bijlage-locaties", because="proef", values={"locaties": rows}),
        ]

    use(monkeypatch, plugin_with(CLAUSES, monkeypatch, propose_clauses=hookimpl(propose_clauses)))
    status, err = generated(run, request_file())
    assert status == ExitStatus.PLUGIN, err
    assert expected in err


@cache
def built_in() -> Plugins:
    return load_plugins()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return `data` cut off somewhere, or with a byte or a line of it changed."""
    at = chance.randrange(len(data))
    kind = chance.randrange(4)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if kind == 2:
        return (
            data[:at]
            + chance.choice([b"{", b"}", b"%}", b"{{", b"\n", b"- ", b": ", b"    1. ", b"|", b"#", b"'"])
            + data[at:]
        )
    lines = data.splitlines(keepends=True)
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


@pytest.mark.parametrize("seed", range(60))
def test_damage_to_a_shipped_library_never_ends_in_a_bug_of_ours(
    seed: int, run: Run, request_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    folder = shutil.copytree(CLAUSES, tmp_path / "clauses")
    file = chance.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    file.write_bytes(damaged(file.read_bytes(), chance))
    use(monkeypatch, plugin_with(folder, monkeypatch))
    status, err = generated(run, request_file())
    assert status in (ExitStatus.DONE, ExitStatus.REQUEST, ExitStatus.PLUGIN), f"{file.name}: {err}"


@pytest.mark.parametrize("seed", range(25))
def test_damage_to_texts_in_a_house_library_never_ends_in_a_bug_of_ours(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts are ours, those of all installed plugins, so the damage is to what a house would copy."""
    chance = random.Random(seed)
    plugins = built_in()
    if not plugins.sectors:
        pytest.skip("no plugin is installed, so there is no text to copy")
    library = plugins.library
    monkeypatch.setattr("izacontract.host.known_library", lambda folders: library)
    sector = chance.choice(sorted(plugins.sectors))
    texts = [version for clause in library.clauses.values() for version in clause.versions]
    name, root = chance.choice([(version.file, dict(plugins.folders)[version.file.split("/")[0]]) for version in texts])
    data = root.joinpath(*name.split("/")[1:]).read_bytes()
    seeded(tmp_path / "huis", {name: damaged(data, chance)})
    status = main(["check", str(REQUESTS / f"{sector}.yaml"), "--library", str(tmp_path / "huis")])
    assert status in (ExitStatus.DONE, ExitStatus.REQUEST, ExitStatus.PLUGIN), f"{name}: {capsys.readouterr().err}"
