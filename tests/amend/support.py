"""Requests of 2027 with changes that parties make during a year, and what the contracts of them say."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from izacontract import build_contract, load_plugins, read_request
from izacontract.amend.provisions import Text, text_of
from izacontract.amend.sides import Given
from izacontract.host import Plugins
from izacontract.render.seal import Seal, seal_contract

REQUESTS = Path(__file__).parents[1] / "requests" / "2027"
SECTORS = ("ggz", "huisartsen", "mdz", "msz", "wijkverpleging")

BANKS = ("NL57FIKT0000000303", "NL79FIKT0000000101")
Request = dict[str, Any]
Change = Callable[[Request], None]


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def _read(sector: str) -> Request:
    found: Request = YAML(typ="safe").load((REQUESTS / f"{sector}.yaml").read_text(encoding="utf-8"))
    return found


def request_of(sector: str, *changes: Change) -> Request:
    request = deepcopy(_read(sector))
    for change in changes:
        change(request)
    return request


def sealed(request: Request) -> Seal:
    loaded = plugins()
    return seal_contract(build_contract(read_request(request, loaded), loaded))


def given(request: Request, name: str = "aanvraag.yaml") -> Given:
    return Given(name, sealed(request))


def leave_out(request: Request) -> None:
    request.setdefault("weggelaten", []).append(
        {"clausule": "algemeen.contracteerproces", "reden": "Partijen volgen het convenant zorginkoop"}
    )


def add_provision(request: Request) -> None:
    request.setdefault("bijzondere_bepalingen", []).append(
        {
            "kop": "Belafspraak",
            "tekst": "De Zorgaanbieder belt elke maandag.\nDe Zorgverzekeraar neemt op.",
            "soort": "aanvulling",
            "reden": "afspraak uit het overleg van februari",
            "plaats": "algemeen.kwaliteit",
        }
    )


def add_annex(request: Request) -> None:
    request.setdefault("eigen_bijlagen", []).append(
        {"titel": "Werkafspraken", "kenmerk": "WA-1", "datum": "2027-02-01"}
    )


def other_bank(request: Request) -> None:
    known = request["zorgaanbieder"]["iban"]
    request["zorgaanbieder"]["iban"] = next(iban for iban in BANKS if iban != known)


def end_sooner(request: Request) -> None:
    request["overeenkomst"]["einde"] = "2027-11-30"


def other_terms(request: Request) -> None:
    request.setdefault("termijnen", {})["overleg"] = 35


def more_volume(request: Request) -> None:
    request["volume"]["bedrag"] = 23000000


def without_region(request: Request) -> None:
    request.pop("regio", None)
    request.pop("preventie", None)


def sentences(text: Text) -> list[str]:
    """Return what `text` says, provision by provision, without the numbers of articles, leden and annexes."""
    said = []
    for part in text:
        if part.kind == "closing" or part.lapsed:
            continue
        said.append(part.heading)
        said += [_bare(one.words) for one in part.live]
    return said


def said_by(seal: Seal) -> list[str]:
    return sentences(text_of(seal))


def _bare(words: str) -> str:
    words = re.sub(r"\b(?:\d+[a-z]*|[A-Z])\.\d+[a-z]*(?!\d|[.,]\d)", "#", words)
    words = re.sub(r"\b(artikel|bijlage) (?:\d+[a-z]?|[A-Z])\b", r"\1 #", words)
    return re.sub(r"lid \d+[a-z]+|\w+ lid\b", "lid #", words)
