"""An empty request in YAML: every key of a sector with its title, help, unit, choices and who supplies it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from izacontract.host import Plugins
from izacontract.intake.keys import Sort, sort_of
from izacontract.model.limits import in_words
from izacontract.model.sections import AGREEMENT, CORE, sections_of
from izacontract.model.sector import Section, Sector
from izacontract.model.shapes import Shape, can_be_all_open, shapes_of
from izacontract.model.terms import Terms, choices_of, only_if_of, only_if_told, supplier_of

WIDTH: Final = 110
"""Characters on a line of comment."""

NEEDS: Final = {
    "draft": "nodig voor een concept",
    "final": "nodig voor een definitief contract",
    "optional": "mag leeg blijven",
}
"""Until when a value may be absent, as a person reads it."""


def asked_sections(sector: Sector, plugins: Plugins) -> list[Section]:
    """Return the sections of a request for `sector`: first those that every contract has, then those it may have."""
    brought = sections_of(sector, plugins)
    always = [section for section in brought.values() if section.always]
    core = [section for section in CORE if section.always]
    rest = [section for section in (*brought.values(), *CORE) if not section.always]
    return [*core, *always, *rest]


def needed(section: Section) -> str:
    """Return until when `section` may be absent, in words."""
    if not section.always or section.many:
        return "mag ontbreken"
    return NEEDS["final" if can_be_all_open(section.model) else "draft"]


def help_of(shape: Shape) -> str:
    """Return what belongs under a key, and beside which answers it matters."""
    return " ".join(filter(None, (shape.info.description, only_if_told(only_if_of(shape.info)).nl)))


def about(shape: Shape) -> str:
    """Return the limits of `shape`, who supplies it, when it is needed, and what holds without it."""
    parts = [in_words(shape.limits).nl, f"Door {supplier_of(shape.info).value}; {NEEDS[shape.need]}."]
    if shape.choices:
        parts.append(f"Keuzes: {_choices(shape)}.")
    if default := default_of(shape):
        parts.append(f"Zonder opgave: {default}.")
    return " ".join(filter(None, parts))


def _choices(shape: Shape) -> str:
    """Return what may be chosen, each with what it means where that is said: "ja (Het mag); nee (Het mag niet)"."""
    meanings = choices_of(shape.info)
    told = [(choice, meanings.get(choice, "").removesuffix(".")) for choice in shape.choices]
    return ("; " if meanings else ", ").join(f"{choice} ({meaning})" if meaning else choice for choice, meaning in told)


def default_of(shape: Shape) -> str:
    """Return the value that holds when nothing is typed, as a person types it; "" where there is none."""
    default = shape.info.default
    if shape.need != "optional" or default in (None, ()):
        return ""
    return ("ja" if default else "nee") if isinstance(default, bool) else str(default)


def yaml_form(sector: Sector, plugins: Plugins) -> str:
    """Return an empty request for `sector`: a YAML file that says of every key what belongs there.

    Sections that a contract may lack are comments, so that `check` tells of the file as it is only what is needed.
    """
    lines = [
        *_comment(f"Aanvraag voor een contract {sector.title}.", ""),
        *_comment(
            "Vul achter elke dubbele punt in wat u weet; wat leeg blijft, wordt in een concept een open punt.", ""
        ),
        *_comment("Getallen met een punt (4.18), datums als 2026-01-31, codes tussen aanhalingstekens.", ""),
        *_comment("Een onderdeel dat begint met '#' telt pas mee als u dat teken voor zijn regels weghaalt.", ""),
        *_comment("Controleer met: izacontract check BESTAND", ""),
    ]
    for section in asked_sections(sector, plugins):
        lines += ["", *_comment(f"--- {section.title} ({needed(section)}) ---", "")]
        written = list(_section(section, sector))
        lines += written if section.always else [_commented_out(line) for line in written]
    return "\n".join(lines) + "\n"


def _section(section: Section, sector: Sector) -> Iterator[str]:
    yield f"{section.key}:"
    if section.many:
        yield from _item(section.model, "  ")
    else:
        yield from _group(section.model, "  ", sector.code if section is AGREEMENT else "")


def _group(model: type[Terms], indent: str, sector: str = "") -> Iterator[str]:
    for key, shape in shapes_of(model).items():
        unit = shape.unit
        title = f"{shape.info.title or key}{f' ({unit})' if unit else ''}"
        yield from _comment(f"{title}: {help_of(shape)} {about(shape)}", indent)
        if shape.many:
            yield f"{indent}{key}:"
            item = list(_item(shape.model, f"{indent}  ")) if shape.model else [f"{indent}  -"]
            # Without a comment sign an empty item of a list would be an item that lacks everything.
            yield from item if shape.need == "draft" else (_commented_out(line) for line in item)
        elif shape.model is not None:
            yield f"{indent}{key}:"
            yield from _group(shape.model, f"{indent}  ")
        elif sector and key == "sector":
            yield f"{indent}{key}: {sector}"
        else:
            yield f'{indent}{key}: ""' if sort_of(shape) is Sort.CODE else f"{indent}{key}:"


def _item(model: type[Terms], indent: str) -> Iterator[str]:
    """Give the lines of one item of a list, with a dash before its first key."""
    dashed = False
    for line in _group(model, f"{indent}  "):
        if not dashed and not line.lstrip().startswith("#"):
            dashed = True
            yield f"{indent}- {line.lstrip()}"
        else:
            yield line


def _comment(text: str, indent: str) -> list[str]:
    first, more = f"{indent}# ", f"{indent}#   "
    # a choice such as bindend-advies stays in one piece
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=more, break_on_hyphens=False
    )


def _commented_out(line: str) -> str:
    return f"#{line}"
