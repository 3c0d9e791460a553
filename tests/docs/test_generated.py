"""The pages that are made from the code are the code's own words, and say something of everything."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable

import pytest
import yaml

import izacontract
from docs.make.code import ROOT, fill_in_names, listed_codes, text_of
from docs.make.glossary import defined_terms, glossary
from docs.make.messages import ABOUT, LINTS, anchor
from docs.make.pages import PAGES
from docs.make.public import hook_signatures, public_page, shapes
from izacontract.errors import ExitStatus
from izacontract.message import Message

DOCS = ROOT / "docs"


@pytest.mark.parametrize(("name", "written"), PAGES.items(), ids=list(PAGES))
def test_page_in_the_checkout_is_what_the_code_says(name: str, written: Callable[[], str]) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == written(), "run `make docs`, and read what changed"


def test_every_message_that_is_imported_is_listed_with_its_words() -> None:
    """The page reads the source; this looks at the messages themselves, so neither can miss one unseen."""
    codes = listed_codes()
    for package in ("izacontract", "izacontract_algemeen", "izacontract_msz", "izacontract_ggz", "izacontract_mdz"):
        found = importlib.import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            if module.name.endswith("__main__"):
                continue
            for message in vars(importlib.import_module(module.name)).values():
                if isinstance(message, Message):
                    assert (message.nl, message.en) in [told for told, _ in codes[message.code].told]


def test_code_that_nobody_could_look_up_fails() -> None:
    from docs.make import code

    source = code.Source("x", "x.py", ast.parse("raise PluginError('nl', 'en', code=made_somehow())"))
    call = next(node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    with pytest.raises(ValueError, match=r"x\.py:1"):
        list(code._made(call, source, {}, {}))


def test_severity_follows_how_a_message_is_used() -> None:
    codes = listed_codes()
    assert codes["algemeen.ova-raming"].kinds == {"warning"}
    assert codes["contract.open-punt"].kinds == {"open"}
    assert codes["waarde.decimale-komma"].kinds == {"fault"}
    assert codes["clausule.onbekend"].kinds == {"error"}
    assert codes["bron-ontbreekt"].kinds == {"lint"}


def test_text_of_a_message_is_found_behind_a_name() -> None:
    tree = ast.parse("def told(n):\n    nl = f'{n} keer'\n    return Told(nl, 'times')")
    fill_in_names(tree)
    call = next(node for node in ast.walk(tree) if isinstance(node, ast.Call))
    assert [text_of(argument) for argument in call.args] == ["… keer", "times"]


def test_every_code_has_an_address_of_its_own() -> None:
    anchors = [anchor(one) for one in listed_codes().values()]
    assert len(anchors) == len(set(anchors)) > 300


def test_notes_and_groups_are_about_codes_that_exist() -> None:
    about = yaml.safe_load(ABOUT.read_text(encoding="utf-8"))
    codes = listed_codes()
    assert set(about["notes"]) <= set(codes)
    used = {"lint" if one.kinds & LINTS else code.partition(".")[0] for code, one in codes.items()}
    assert set(about["groups"]) == used


def test_glossary_names_types_that_exist_and_every_word_of_the_design() -> None:
    types = set()
    for module in pkgutil.walk_packages(izacontract.__path__, "izacontract."):
        if module.name.partition(".")[2].partition(".")[0] in ("model", "errors", "render", "clauses"):
            types |= {
                name for name, value in vars(importlib.import_module(module.name)).items() if isinstance(value, type)
            }
    words = glossary()["words"]
    assert all(set(word) == {"type", "word", "is"} for word in words)
    assert {word["type"] for word in words} <= types
    public = {name for name in izacontract.__all__ if isinstance(getattr(izacontract, name), type)}
    kinds = {"Sector", "Section", "Terms", "Proposal", "Finding", "OpenPoint", "ContractRequest"}
    assert kinds <= public & {word["type"] for word in words}


def test_glossary_explains_what_the_contract_defines_once() -> None:
    terms = {term.lower() for term in defined_terms()}
    assert {"ova", "mtvp", "nza", "iza"} <= terms
    assert not terms & {word.lower() for word in glossary()["field"]}


def test_everything_public_is_listed() -> None:
    page = public_page()
    assert all(f"| `{name}` |" in page for name in izacontract.__all__)
    assert all(f"- `{signature}`" in page for signature in hook_signatures())
    assert all(f"| {status.value} | `{status.name}` |" in page for status in ExitStatus)
    assert all(f"- `{shape}`" in page for shape in shapes())
    assert "\nzorgverzekeraar.rechtspersonen[].uzovi\n" in page
    assert "| `izacontract generate` | `REQUEST`, `--out, -o`" in page


def test_public_names_stand_on_no_private_ones() -> None:
    assert not [name for name in izacontract.__all__ if name.startswith("_")]
    assert sorted(izacontract.__all__) == sorted(izacontract._HOME_OF)


def test_every_exit_status_is_explained() -> None:
    for page in ("docs/opdrachten.md", "README.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == [str(status.value) for status in ExitStatus]
