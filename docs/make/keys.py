"""The page `sleutels.md`: every key of a request, with what it means, its unit, who supplies it and when."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import Final

from izacontract.host import GROUP, ONLY, Plugins
from izacontract.intake.questionnaire import default_of
from izacontract.loading import load_plugins
from izacontract.model.limits import in_words
from izacontract.model.sections import CORE, sections_of
from izacontract.model.sector import Section
from izacontract.model.shapes import Shape, shapes_of
from izacontract.model.terms import Terms, choices_of, only_if_of, only_if_told, supplier_of, unit_of_field

OURS: Final = ("algemeen", "ggz", "huisartsen", "mdz", "msz", "wijkverpleging")
NEEDS: Final = {"draft": "altijd", "final": "definitief", "optional": "mag weg"}
HEAD: Final = """\
# Sleutels van een aanvraag

Elke sleutel die een aanvraag mag hebben, per onderdeel. Een punt staat voor een niveau dieper: `zorgaanbieder.naam` is
`naam:` onder `zorgaanbieder:`. `[]` staat voor een lijst: elk streepje in YAML, elke regel op het blad in Excel. De
laatste kolom zegt wanneer u de waarde niet kunt missen: *altijd*, ook voor een concept; *definitief*, tot dan is zij
een open punt; of zij *mag weg*, met wat er dan geldt.

`izacontract new ZORGSOORT -o aanvraag.xlsx` maakt een lege aanvraag met precies de sleutels van uw zorgsoort.
"""


def keys_page() -> str:
    """Return the page: the core's own sections first, then those that sectors share, then those of one sector."""
    plugins = our_plugins()
    own = {code: Section(code, sector.terms, sector.title.capitalize()) for code, sector in plugins.sectors.items()}
    lines = [HEAD]
    for title, sections in (
        ("Van elke aanvraag", CORE),
        ("Die zorgsoorten delen", plugins.sections.values()),
        ("Van één zorgsoort", own.values()),
    ):
        lines += [f"## {title}", ""]
        for section in sections:
            lines += [f"### `{section.key}`", "", f"{section.title}.{_where(section, plugins)}", ""]
            lines += ["| sleutel | betekent | door | nodig |", "| --- | --- | --- | --- |", *_rows(section), ""]
    return "\n".join(lines).rstrip() + "\n"


def public_keys() -> list[str]:
    """Return every key of a request of ours, dotted, with `[]` behind a list; in alphabetical order."""
    plugins = our_plugins()
    sections = [*CORE, *sections_of(None, plugins).values()]
    return sorted(path for section in sections for path, _ in _leaves(section.model, _start(section)))


@cache
def our_plugins() -> Plugins:
    """Return the six plugins that are built in, whatever else is installed or narrowed down."""
    narrowed = os.environ.pop(ONLY, None)
    try:
        return load_plugins([entry for entry in entry_points(group=GROUP) if entry.name in OURS])
    finally:
        if narrowed is not None:
            os.environ[ONLY] = narrowed


def _start(section: Section) -> str:
    return f"{section.key}[]" if section.many else section.key


def _where(section: Section, plugins: Plugins) -> str:
    if section.key not in plugins.sections or section.always:
        return ""
    takers = [code for code, sector in plugins.sectors.items() if section.key in sector.accepts | sector.assumes]
    if takers == list(plugins.sectors):
        return " Voor elke zorgsoort."
    return f" Voor {', '.join(f'`{code}`' for code in takers)}." if takers else ""


def _leaves(model: type[Terms], path: str) -> Iterator[tuple[str, Shape]]:
    for key, shape in shapes_of(model).items():
        below = f"{path}.{key}{'[]' if shape.many else ''}"
        if shape.model is None:
            yield below, shape
        else:
            yield from _leaves(shape.model, below)


def _rows(section: Section) -> Iterator[str]:
    for path, shape in _leaves(section.model, _start(section)):
        unit = unit_of_field(shape.info)
        default = default_of(shape)
        choices = f" Keuzes: {_choices(shape)}." if shape.choices else ""
        need = NEEDS[shape.need] + (f"; dan `{default}`" if default else "")
        about = _plain(shape.info.description or "")
        if only_if := only_if_told(only_if_of(shape.info), "`{}`".format).nl:
            choices = f" {only_if}{choices}"
        limits = f" {said}" if (said := in_words(shape.limits).nl) else ""
        says = f"{about.removesuffix('.')} ({unit}).{limits}{choices}" if unit else f"{about}{limits}{choices}"
        yield f"| `{path.removeprefix(f'{_start(section)}.')}` | {says} | {supplier_of(shape.info).value} | {need} |"


def _choices(shape: Shape) -> str:
    """Return the choices of a key, each with what it means where that is said."""
    meanings = choices_of(shape.info)
    told = ((choice, _plain(meanings.get(choice, "")).removesuffix(".")) for choice in shape.choices)
    return "; ".join(f"`{choice}` ({meaning})" if meaning else f"`{choice}`" for choice, meaning in told)


def _plain(text: str) -> str:
    return re.sub(r"([|*_<>])", r"\\\1", text)
