"""The benchmark is fair: what it times was never made before, and every generator prints the same words as we do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import aims, batch_path, beside, commands, reports, rows, tables, templates
from izacontract import load_plugins
from izacontract.host import Plugins
from izacontract.word.package import read_package

CASES = [("huisartsen", rows.STOCK), ("msz", rows.DIFFERENT), ("huisartsen", rows.LONG)]
TELLING = 8
"""A text of so many characters stands in another contract by no accident, as a number of two digits may."""


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    return load_plugins()


@pytest.fixture
def table(tmp_path: Path, plugins: Plugins) -> Path:
    return rows.write_table("msz", rows.STOCK, 4, tmp_path, plugins)


@pytest.fixture
def process(table: Path) -> Iterator[beside.Beside]:
    with beside.python("ours", str(table), str(rows.base_of("msz"))) as started:
        yield started


def test_no_row_was_seen_before_it_is_timed(table: Path, process: beside.Beside, tmp_path: Path) -> None:
    ours = batch_path.Ours(process)
    own = {
        kenmerk: {text for text in texts if len(text) >= TELLING} for kenmerk, texts in rows.own_texts(table).items()
    }
    made = []
    for kenmerk, texts in own.items():
        assert len(texts) == 4, "kenmerk, name and two codes"
        asked = {"do": "recall", "texts": sorted(texts)}
        assert process.ask(asked)["found"] == [], "something of the row is remembered before it is made"
        made.append(ours.make(tmp_path / "een.docx"))
        assert made[-1]["kenmerk"] == kenmerk
        assert set(process.ask(asked)["found"]) == texts, "the look at what is remembered sees too little"
    counted = ours.remembered()
    assert counted["answers"] > 100, "what is remembered is not counted"
    assert len(own) == len(made) == len({answer["fingerprint"] for answer in made}) == ours.opened["rows"]
    with pytest.raises(RuntimeError):
        ours.make(tmp_path / "een.docx")


def test_row_that_was_made_before_stops_the_benchmark(process: beside.Beside, tmp_path: Path) -> None:
    ours = batch_path.Ours(process)
    ours.make(tmp_path / "een.docx")
    process.ask({"do": "open"})
    with pytest.raises(RuntimeError, match="MSZ-2025-0008-00000: made before"):
        ours.make(tmp_path / "een.docx")


def test_opening_the_table_counts(process: beside.Beside, tmp_path: Path) -> None:
    ours = batch_path.Ours(process)
    assert ours.opened["ms"] > 0
    ours.opened["ms"] = 4_000_000.0
    assert ours.make(tmp_path / "een.docx")["ms"] > 1_000_000


def test_rows_in_which_everything_differs_share_nothing_but_what_contracts_of_a_year_share(
    tmp_path: Path, plugins: Plugins
) -> None:
    for example in rows.EXAMPLES:
        stock = rows.own_texts(rows.write_table(example, rows.STOCK, 3, tmp_path, plugins))
        different = rows.own_texts(rows.write_table(example, rows.DIFFERENT, 3, tmp_path, plugins))
        assert min(map(len, different.values())) > 6 * max(map(len, stock.values()))


@pytest.mark.parametrize("kind", [rows.STOCK, rows.DIFFERENT], ids=lambda kind: kind.name)
@pytest.mark.parametrize("example", rows.EXAMPLES)
def test_rows_far_down_a_table_are_good_requests(
    example: str, kind: rows.Kind, tmp_path: Path, plugins: Plugins
) -> None:
    table = rows.write_table(example, kind, 300, tmp_path, plugins)
    assert len(batch_path.contracts_of(table, example, 299, plugins)) == 1


@pytest.mark.parametrize(("example", "kind"), CASES, ids=[f"{example}-{kind.name}" for example, kind in CASES])
def test_generators_print_the_words_of_the_row_that_they_get(
    example: str, kind: rows.Kind, tmp_path: Path, plugins: Plugins
) -> None:
    table = rows.write_table(example, kind, 2, tmp_path, plugins)
    contracts = batch_path.contracts_of(table, example, 0, plugins)
    out = tmp_path / "ours.docx"
    tasks = batch_path.peer_tasks(contracts, out, tmp_path)
    in_python = {name: tasks[name] for name in (*batch_path.PEERS[:2], *batch_path.ZIPS)}
    with (
        beside.python("ours", str(table), str(rows.base_of(example))) as process,
        beside.python("peers") as peers,
    ):
        lines = batch_path.take_turns(batch_path.Ours(process), in_python, peers.ask, out)
        assert all(line.size > 1 and len(line.took) == 2 for line in lines.values())
        assert all(row["ms"] > 0 and row["cpu"] > 0 for line in lines.values() for row in line.took)
        other = {name: [coming[0], coming[0]] for name, coming in in_python.items() if name == batch_path.PEERS[1]}
        ours = batch_path.Ours(process)
        ours.seen.clear()
        with pytest.raises(ValueError, match="typed template prints other words"):
            batch_path.take_turns(ours, other, peers.ask, out)


def test_template_of_a_peer_has_tags_conditions_and_repeats_and_no_seal(tmp_path: Path, plugins: Plugins) -> None:
    table = rows.write_table("huisartsen", rows.STOCK, 1, tmp_path, plugins)
    (contract,) = batch_path.contracts_of(table, "huisartsen", 0, plugins)
    signs = {"docxtpl": ("{{ v0 }}", "{%p if k", "{%tr for row in t"), "docxtemplater": ("{v0}", "{#k", "{#t"),
             "carbone": ("{d.v0}", ":showBegin}", "[i+1].c0}")}  # fmt: skip
    for name, language in templates.LANGUAGES.items():
        parts = read_package(templates.template(contract, language))
        assert not [part for part in parts if part.startswith("customXml/")]
        body = parts["word/document.xml"].decode()
        assert all(sign in body for sign in signs[name]), name
        assert contract.provider.name not in body.replace("&amp;", "&")
        assert contract.provider.name in templates.data(contract).values()


def test_typed_template_has_a_tag_only_where_contracts_differ(tmp_path: Path, plugins: Plugins) -> None:
    table = rows.write_table("huisartsen", rows.STOCK, 2, tmp_path, plugins)
    contracts = batch_path.contracts_of(table, "huisartsen", 0, plugins)
    filled = [templates.data(contract) for contract in contracts]
    generated = read_package(templates.template(contracts[0], templates.LANGUAGES["docxtpl"]))["word/document.xml"]
    typed = read_package(batch_path.typed_template(contracts[0], filled))["word/document.xml"]
    assert 0 < typed.count(b"{{ v") < generated.count(b"{{ v") / 2
    assert contracts[0].insurers[0].name.encode() in typed
    assert b"{%p" not in typed
    assert b"Heading1" in typed
    assert b"ListNumber" in typed


def test_command_that_fails_stops_the_benchmark() -> None:
    with pytest.raises(commands.subprocess.CalledProcessError):
        commands.took_by("-c", "raise SystemExit(3)")


def test_tables_in_the_docs_are_put_in_place_by_what_was_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    held = "<!-- measured: een -->\n\nold\n\n<!-- end of measured -->\n"
    page.write_text(f"Before.\n\n{held}\nAfter, by hand: 3 ms.\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DOCS", tmp_path)
    tables.show("een", ("what", "ms"), [("ours", 1)])
    tables.show("twee", ("what", "ms"), [("ours", 2)])
    assert tables.put_in_docs(capsys.readouterr().out) == ["twee"]
    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert "| what | ms |\n| --- | ---: |\n| ours | 1 |\n" in text
    assert text.startswith("Before.\n\n<!-- measured: een -->\n")
    assert text.endswith("<!-- end of measured -->\n\nAfter, by hand: 3 ms.\n")


def test_aims_are_read_from_what_was_printed_in_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = "msz, stock: times as fast, CPU ms"
    for printed, said in (
        ("158.0 / 157.8 | 31.46 / 30.64", "30.64 | yes | 5.2 | 157.8"),
        ("40 / 40 | 29 / 29.9", "29.9 | no | 5.2 | 40"),
    ):
        file = tmp_path / "printed.md"
        head = "| generator | msz ms / CPU | msz times ours / CPU |\n| --- | ---: | ---: |\n"
        table = f"{head}| {batch_path.OURS} | 5.0 / 5.2 | 1 / 1 |\n| {batch_path.PEERS[0]} | {printed} |"
        file.write_text(
            f"<!-- measured: documents-stock -->\n\n{table}\n\n<!-- end of measured -->\n", encoding="utf-8"
        )
        aims.main(file)
        lines = capsys.readouterr().out.splitlines()
        assert f"| {one} | {batch_path.PEERS[0]} | ≥ 30 | {said} |" in lines
        assert f"| {one} | {batch_path.PEERS[2]} | ≥ 10 | {tables.NOT_MEASURED} |  |  |  |" in lines


def test_every_aim_is_in_a_table_that_the_docs_hold() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in sorted(tables.DOCS.glob("*.md")))
    found = {name: aims.rows_of(text) for name, text in tables.blocks(pages).items()}
    assert [aim.what for aim in aims.AIMS if tables.NOT_MEASURED in aim.line(found)] == []


def test_docs_hold_every_table_that_a_command_prints() -> None:
    tests = Path(__file__).parent
    sources = [*Path(tables.__file__).parent.glob("*.py"), tests / "mutants/report.py", tests / "fuzz/__main__.py"]
    printed = {name for source in sources for name in _shown(source.read_text(encoding="utf-8"))}
    held = [name for page in tables.DOCS.glob("*.md") for name in tables.blocks(page.read_text(encoding="utf-8"))]
    assert len(held) == len(set(held))
    assert set(held) == printed


def _shown(source: str) -> Iterator[str]:
    for call in source.split("tables.show(")[1:]:
        name = call.lstrip().removeprefix("f").split('"')[1]
        yield from (name.replace("{kind.name}", kind.name) for kind in rows.KINDS) if "{" in name else (name,)


def test_every_report_that_is_timed_is_made_of_requests_that_are_right(plugins: Plugins, tmp_path: Path) -> None:
    made = {name: run() for name, run in reports.reports(reports.largest(plugins), plugins, tmp_path).items()}
    assert all(made.values())
    compared = {name: text for name, text in made.items() if "compare" in name}
    assert len(compared) == 2
    assert all("OVA" in str(text) for text in compared.values())
