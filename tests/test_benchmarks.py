"""The benchmark is fair: its rows are good requests, and every generator prints the same words as we do."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import batch_path, commands, peers, rows, templates
from izacontract import load_plugins
from izacontract.render.package import read_package

COUNT = 2


@pytest.mark.parametrize("example", rows.EXAMPLES)
def test_generators_print_the_words_of_the_row_that_they_get(example: str, tmp_path: Path) -> None:
    plugins = load_plugins()
    contracts = [batch_path.made(tree, plugins) for tree in rows.rows(example, COUNT, tmp_path, plugins)]
    outs = [tmp_path / f"{name}.docx" for name in ("wij", "sjabloon", "kader", "zip")]
    runs = (
        batch_path.ours(example, COUNT, plugins, outs[0]),
        peers.as_users_use_it(contracts, outs[1]),
        peers.as_frame_filler(contracts, outs[2]),
        peers.raw_zip(contracts, outs[3], 1),
    )
    said = set()
    for row in range(COUNT):
        assert all(run(row) > 0 for run in runs)
        words = {batch_path.words_of(out) for out in outs}
        assert len(words) == 1
        assert f"{contracts[row].reference}" in words.pop()
        said.add(batch_path.words_of(outs[0]))
    assert len(said) == COUNT


def test_template_of_a_peer_has_tags_conditions_and_repeats_and_no_seal(tmp_path: Path) -> None:
    plugins = load_plugins()
    (tree,) = rows.rows("huisartsen", 1, tmp_path, plugins)
    contract = batch_path.made(tree, plugins)
    signs = {"docxtpl": ("{{ v0 }}", "{%p if k", "{%tr for row in t"), "docxtemplater": ("{v0}", "{#k", "{#t"),
             "carbone": ("{d.v0}", ":showBegin}", "[i+1].c0}")}  # fmt: skip
    for name, language in templates.LANGUAGES.items():
        parts = read_package(templates.template(contract, language))
        assert not [part for part in parts if part.startswith("customXml/")]
        body = parts["word/document.xml"].decode()
        assert all(sign in body for sign in signs[name]), name
        assert contract.provider.name not in body.replace("&amp;", "&")
        assert contract.provider.name in templates.data(contract).values()


def test_command_that_fails_stops_the_benchmark() -> None:
    with pytest.raises(commands.subprocess.CalledProcessError):
        commands.seconds("-c", "raise SystemExit(3)")
