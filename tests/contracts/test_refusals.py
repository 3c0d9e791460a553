"""What a request may not hold and what is warned: each fault in a file, with its line and column, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
import yaml

from izacontract import Contract, Message, RequestInvalid, Severity, build_contract
from izacontract.build.check import path_of
from izacontract.errors import Finding, dotted
from izacontract.host import Plugins
from izacontract.intake.read import examine_request
from izacontract.model.clause import Source
from izacontract.model.parameter import Parameter, Parameters, ParameterValue
from izacontract.model.values import TypedKind
from tests.conftest import our_entries
from tests.contracts.support import SEASON, SECTORS, plugins, request_called

LISTING = Path(__file__).parent / "refusals.yaml"
SEVERITIES = {
    "fout": Severity.FAULT,
    "voor-definitief": Severity.BEFORE_FINAL,
    "waarschuwing": Severity.WARNING,
    "open": Severity.OPEN,
}
TAGS = yaml.SafeLoader("")
ABOUT_THE_ROW = frozenset(
    {"van", "bij", "wijst", "definitief", "nza-maximum", "noemt", "altijd", "tekens", *SEVERITIES}
)
EMPTY_LISTS = frozenset(
    {
        "algemeen.geen-rechtspersoon",
        "algemeen.hybride-zorg-leeg",
        "algemeen.mtvp-zonder-maatregel",
        "algemeen.plan-zonder-deelnemers",
        "algemeen.preventie-leeg",
        "algemeen.prijslijst-leeg",
        "mdz.geen-keten",
        "wijkverpleging.team-zonder-wijk",
    }
)
"""What only a request that a program builds can give: in a file an empty list counts as absent."""


@dataclass(frozen=True)
class Row:
    """A request with one thing wrong, and the finding that says so.

    `about` holds what the listing says of the row, `changes` the typed values at paths.
    """

    name: str
    about: Mapping[str, Any]
    changes: Mapping[str, yaml.Node]

    def __str__(self) -> str:
        return self.name

    @property
    def expected(self) -> tuple[Severity, str, str]:
        """Return severity, code and path of the finding."""
        word = next(word for word in SEVERITIES if word in self.about)
        return SEVERITIES[word], self.about[word], self.about.get("bij", "")

    @property
    def final(self) -> bool:
        """Return whether the definite text is asked."""
        return "definitief" in self.about

    @property
    def refused(self) -> bool:
        """Return whether no contract comes of the request."""
        return "fout" in self.about or self.final

    @property
    def maxima(self) -> tuple[tuple[str, str], ...]:
        """Return the maxima of the NZa that are known."""
        return tuple(self.about.get("nza-maximum", {}).items())

    def text(self) -> str:
        """Return the request as a file."""
        root = node_of(request_called(self.about["van"]))
        for path, value in self.changes.items():
            longer = yaml.ScalarNode("tag:yaml.org,2002:str", "x" * int(self.about.get("tekens", 0)))
            put(root, list(path_of(path)), longer if "tekens" in self.about else value)
        return yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=100_000)


def rows() -> list[Row]:
    root = yaml.compose(LISTING.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    values: dict[str, dict[str, Any]] = yaml.load(LISTING.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [
        Row(
            name.value,
            {key: value for key, value in values[name.value].items() if key in ABOUT_THE_ROW},
            {key.value: value for key, value in row.value if key.value not in ABOUT_THE_ROW},
        )
        for name, row in root.value
    ]


def node_of(value: Any) -> yaml.Node:
    """Return `value` as YAML: texts between quotes, everything else as it was typed."""
    if isinstance(value, Mapping):
        return yaml.MappingNode("tag:yaml.org,2002:map", [(plain(key), node_of(item)) for key, item in value.items()])
    if isinstance(value, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [node_of(item) for item in value], flow_style=False)
    if getattr(value, "kind", TypedKind.TEXT) is TypedKind.TEXT:
        return yaml.ScalarNode("tag:yaml.org,2002:str", bare(value), style='"')
    return plain(value)


def plain(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(TAGS.resolve(yaml.ScalarNode, text, (True, False)), bare(text))


def bare(text: str) -> str:
    """Return `text` as a str of no kind of its own, which is all that the writer takes."""
    return "".join(text) if isinstance(text, str) else str(text)


def put(node: yaml.Node, steps: list[str | int], value: yaml.Node) -> None:
    """Put `value` at `steps` below `node`; nothing at all removes the key."""
    step, *rest = steps
    if isinstance(step, int):
        put(node.value[step], rest, value)
        return
    here = {key.value: place for place, (key, _) in enumerate(node.value)}
    if rest:
        if step not in here:
            node.value.append((plain(step), yaml.MappingNode("tag:yaml.org,2002:map", [])))
            here[step] = -1
        put(node.value[here[step]][1], rest, value)
        return
    if step in here:
        del node.value[here[step]]
    if value.value not in ("", []):
        node.value.append((plain(step), value))


def place_of(text: str, path: str, *, key: bool) -> tuple[int, int]:
    """Return line and column of the value at `path`, of its key when it is a group.

    Of an absent value it is the place of what is around it, and that of the first key when nothing is.
    """
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    mark = node.start_mark
    for step in path_of(path):
        if isinstance(step, int):
            if not isinstance(node, yaml.SequenceNode) or step >= len(node.value):
                break
            node = node.value[step]
            mark = node.start_mark
            continue
        found = [(name, value) for name, value in node.value if name.value == step]
        if not found:
            break
        name, node = found[0]
        mark = node.start_mark if isinstance(node, yaml.ScalarNode) and not key else name.start_mark
    return mark.line + 1, mark.column + 1


@cache
def used(maxima: tuple[tuple[str, str], ...]) -> Plugins:
    """Return the installed plugins, that know the maxima of the NZa in `maxima` as well; an empty one has no value."""
    source = Source("Proef", "1", date(2026, 1, 1))
    known = {
        name: Parameter(
            name, "Proef", "euro", (ParameterValue(date(2023, 1, 1), None, value, "proef", source),) if value else ()
        )
        for name, value in maxima
    }
    made = copy(plugins())
    parameters = Parameters({**plugins().parameters.by_id, **known})
    made.__dict__["library"] = replace(plugins().library, parameters=parameters)
    return made


Outcome = tuple[tuple[Finding, ...], Contract | None]


def outcome_of(source: Path | Mapping[str, Any], chosen: Plugins, *, final: bool) -> Outcome:
    """Return everything found in `source` and in the contract that is built from it, and the contract if there is one."""
    examined = examine_request(source, chosen)
    if examined.request is None:
        return examined.findings, None
    try:
        contract = build_contract(examined.request, chosen, final=final)
    except RequestInvalid as refused:
        return examined.with_findings(refused.findings), None
    return examined.with_findings(contract.findings), contract


@cache
def found_unchanged(name: str) -> frozenset[tuple[str, str]]:
    """Return code and path of everything found in the request called `name`."""
    found, _ = outcome_of(request_called(name), plugins(), final=False)
    return frozenset((finding.code, dotted(finding.path)) for finding in found)


@pytest.mark.parametrize("row", rows(), ids=str)
def test_finding_has_its_line_and_a_fault_gives_no_contract(row: Row, tmp_path: Path) -> None:
    file = tmp_path / "aanvraag.yaml"
    file.write_text(row.text(), encoding="utf-8")
    severity, code, path = row.expected
    everything, contract = outcome_of(file, used(row.maxima), final=row.final)
    found = [finding for finding in everything if (finding.code, dotted(finding.path)) == (code, path)]
    assert [finding.severity for finding in found] == [severity]
    [finding] = found
    at_key = code.startswith("sleutel.") and code not in ("sleutel.ontbreekt", "sleutel.dubbel")
    assert finding.position is not None
    position = (finding.position.line, finding.position.column)
    assert position == place_of(row.text(), row.about.get("wijst", path), key=at_key)
    assert finding.position.file == str(file)
    assert finding.message.nl != finding.message.en
    assert finding.hint.nl
    assert finding.hint.en
    assert row.about.get("noemt", "") in finding.hint.nl
    assert (contract is None) is row.refused
    if severity is Severity.BEFORE_FINAL:
        in_final, definite = outcome_of(file, used(row.maxima), final=True)
        assert definite is None
        assert (code, dotted(finding.path)) in {(other.code, dotted(other.path)) for other in in_final}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cijfer van het seizoen met een komma", "algemeen.seizoen-zonder-cijfer"),
        ("OVA die ongewoon is en anders dan het cijfer dat bekend is", "waarde.ongewoon"),
    ],
)
def test_one_mistake_is_told_once(name: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "aanvraag.yaml"
    file.write_text(next(row.text() for row in rows() if row.name == name), encoding="utf-8")
    assert code not in {finding.code for finding in examine_request(file, plugins()).findings}


@pytest.mark.parametrize("row", [row for row in rows() if "altijd" not in row.about], ids=str)
def test_unchanged_request_does_not_give_the_finding(row: Row) -> None:
    assert row.expected[1:] not in found_unchanged(row.about["van"])


@pytest.mark.parametrize("name", [*SECTORS, *(f"2027/{code}" for code in SEASON)])
def test_example_has_no_value_without_effect(name: str) -> None:
    assert [path for code, path in found_unchanged(name) if code == "waarde.zonder-werking"] == []


def messages_of_plugins() -> Iterator[str]:
    """Give the code of each message that a plugin's modules hold."""
    for entry in our_entries():
        package = import_module(entry.value)
        for module in walk_packages(package.__path__, f"{entry.value}."):
            for thing in vars(import_module(module.name)).values():
                if isinstance(thing, Message):
                    yield thing.code


def test_every_message_of_the_plugins_has_a_row() -> None:
    assert sorted(set(messages_of_plugins()) - {row.expected[1] for row in rows()}) == sorted(EMPTY_LISTS)
