"""What differs from what was sent and is no change of words: told with what and where, never passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from izacontract.errors import Told
from izacontract.render.frame_reading import fact_text
from izacontract.render.seal import Seal
from izacontract.word.document import Fact
from izacontract.word.fields import normal
from izacontract.word.vocabulary import names

_SAID = {
    "field": Told("veld dat niet is verzonden: {}", "field that was not sent: {}"),
    "reference": Told("verwijzing die niet is verzonden: {}", "reference that was not sent: {}"),
    "bookmark": Told(
        "de bladwijzer van deze tekst staat ergens anders; verwijzingen ernaar drukken na bijwerken een ander nummer",
        "the bookmark of this text stands elsewhere; references to it print another number once they are updated",
    ),
    "branches": Told("twee lezingen naast elkaar: {}", "two readings side by side: {}"),
    "bound": Told("tekst die uit een gegevensdeel komt: {}", "text that comes from a data part: {}"),
    "look": Told("opmaak die de tekst anders maakt: {}", "a look that makes another text: {}"),
    "hidden": Told("tekst die niemand ziet: {}", "text that nobody sees: {}"),
    "frame": Told("tekst op een eigen plaats op de pagina (tekstframe)", "text in a place of its own (text frame)"),
    "direction": Told("omgekeerde schrijfrichting {}", "reversed direction of writing {}"),
    "link": Told("koppeling naar {}", "link to {}"),
    "merge": Told("samengevoegde cellen", "merged cells"),
    "row": Told(
        "rij met een vaste hoogte, waarin tekst kan wegvallen", "a row of fixed height, which may cut text off"
    ),
    "table": Told("tabelopmaak: {}", "layout of a table: {}"),
    "cells": Told("een rij met meer of minder cellen dan de kop", "a row with more or fewer cells than the header"),
    "file": Told("ingesloten bestand: {}", "embedded file: {}"),
    "unknown": Told("onbekend onderdeel van de tekst: {}", "unknown element in the text: {}"),
    "part": Told("onderdeel van het bestand: {}", "part of the file: {}"),
    "setting": Told("instelling van het document: {}", "setting of the document: {}"),
    "layout": Told("indeling van de pagina: {}", "layout of the page: {}"),
    "style": Told("stijl die tekst verbergt of anders maakt: {}", "style that hides text or makes another: {}"),
    "list": Told("nummers die er anders uitzien: {}", "numbers that look otherwise: {}"),
    "note": Told("tekst bij de streep boven de noten: {}", "text beside the line above the notes: {}"),
    "formula": Told("formule", "formula"),
    "locked": Told("veld dat niet meer wordt bijgewerkt: {}", "field that is no longer updated: {}"),
    "collapsed": Told("ingeklapte tekst onder een kop", "text folded away under a heading"),
    "section": Told("pagina zonder ruimte voor tekst", "page without room for text"),
    "margins": Told("kop- en voetteksten staan in andere secties dan verzonden", "headers and footers stand elsewhere"),
    "order": Told("de regels van de inhoudsopgave staan in een andere volgorde", "the contents stand in another order"),
}

_ANY_FRAME = names("field bound look hidden frame link merge row table unknown setting branches")
"""What a frame may well have brought when the seal, of the former build, does not say what it brought."""


def said(fact: Fact) -> Told:
    """Return `fact` in words."""
    told = _SAID[fact.kind]
    return Told(told.nl.format(fact.text), told.en.format(fact.text))


def _as_now(text: str) -> str:
    """Return a sealed fact as this build would write it: which switches of a field count may have changed."""
    kind, _, what = text.partition(": ")
    return f"{kind}: {normal(what)}" if kind == "field" else text


def unsent(seal: Seal, body: Iterable[Fact], elsewhere: Iterable[Fact], owned: set[int]) -> Iterator[Fact]:
    """Give every fact that `seal` does not explain: `body` are those of the text, `elsewhere` of margins and the file.

    What stands in a block in `owned`, those of clauses and headings, no frame brought.
    """
    left = Counter(map(_as_now, seal.surroundings.facts))
    facts = [*sorted(body, key=lambda fact: fact.at in owned), *elsewhere]
    for fact in facts:
        text = fact_text(fact)
        if seal.is_former:
            if fact.at in owned or fact.kind not in _ANY_FRAME:
                yield fact
        elif fact.at not in owned and left[text] > 0:
            left[text] -= 1
        else:
            yield fact
