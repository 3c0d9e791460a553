"""What a rule looked at, as people read it: the value's name in the request and what stood there, in Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from pydantic.fields import FieldInfo

from izacontract import dutch
from izacontract.host import Plugins
from izacontract.model.contract import LookedAt
from izacontract.model.memory import Same, exactly, remembered
from izacontract.model.request import ContractRequest
from izacontract.model.sections import CORE, sections_of
from izacontract.model.sector import Section
from izacontract.model.shapes import Shape, shapes_of
from izacontract.model.terms import Terms, unit_of_field
from izacontract.model.values import OpenPoint, Share, unit_of

ABSENT = "geen"
SHARE = unit_of(Share)
MOST = 4
"""So many items of a list are named; of a longer one the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Name:
    """What people call a value, "Transformatiemiddelen, toegekend", and the field that says its unit, if any."""

    label: str
    info: FieldInfo | None


class Evidence:
    """Looks at values of one request; `plugins` say what they are called."""

    def __init__(self, request: ContractRequest, plugins: Plugins) -> None:
        self._request = request
        self._sections = _sections(plugins)
        self._seen: dict[str, LookedAt] = {}

    def at(self, paths: Sequence[str]) -> tuple[LookedAt, ...]:
        """Return what stands at each of `paths`: "geen" where nothing does, "nog open" for an open point."""
        return tuple([self._seen.get(path) or self._at(path) for path in paths])

    def called(self, path: str) -> str:
        """Return what people call the value at `path`: "Transformatiemiddelen, toegekend"."""
        return _named(self._sections, path).label

    def _at(self, path: str) -> LookedAt:
        self._seen[path] = seen = _seen(_named(self._sections, path), path, self._request.value(path))
        return seen


@remembered(8, key=lambda plugins: (Same(plugins.sectors), Same(plugins.sections)))
def _sections(plugins: Plugins) -> Mapping[str, Section]:
    return {section.key: section for section in (*CORE, *sections_of(None, plugins).values())}


@remembered(1024)
def _named(sections: Mapping[str, Section], path: str) -> _Name:
    head, *rest = path.split(".")
    section = sections.get(head)
    titles = [section.title[:1].upper() + section.title[1:] if section else head]
    model = section.model if section else None
    shape: Shape | None = None
    for key in rest:
        shape = shapes_of(model).get(key) if model else None
        titles.append(_title(shape) if shape else key)
        model = shape.model if shape else None
    return _Name(", ".join(titles), shape.info if shape else None)


@remembered(512, key=lambda name, path, value: (Same(name), exactly(value)))
def _seen(name: _Name, path: str, value: object) -> LookedAt:
    return LookedAt(path, name.label, shown(value, name.info), isinstance(value, OpenPoint))


def _title(shape: Shape) -> str:
    title = shape.info.title or shape.key
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def shown(value: object, info: FieldInfo | None) -> str:
    """Return `value` as Dutch text; `info` is the field that says its unit."""
    match value:
        case None | ():
            return ABSENT
        case OpenPoint():
            return "nog open"
        case bool():
            return "ja" if value else "nee"
        case Decimal():
            return _amount(value, unit_of_field(info) if info else "")
        case date():
            return dutch.day(value)
        case tuple():
            return _listed(value, info)
        case Terms():
            return _identity(value)
        case _:
            return str(value)


def _amount(value: Decimal, unit: str) -> str:
    match unit:
        case "euro":
            return dutch.euro(value)
        case "procent":
            return dutch.percentage(value)
        case _:
            return dutch.share(value) if unit == SHARE else dutch.number(value)


def _listed(items: tuple[object, ...], info: FieldInfo | None) -> str:
    named = list(map(partial(shown, info=info), items[:MOST]))
    if len(items) > MOST:
        named.append(f"nog {len(items) - MOST}")
    return dutch.listing(named)


def _identity(terms: Terms) -> str:
    """Return the first value in `terms`, by which people know it: a name or reference, else with what it is called.

    What is open names a group only where nothing in it is known.
    """
    shapes = list(shapes_of(type(terms)).values())
    known = [one for one in shapes if _stands(getattr(terms, one.name))]
    shape = next((one for one in known if not isinstance(getattr(terms, one.name), OpenPoint)), (known or shapes)[0])
    name = shown(getattr(terms, shape.name), shape.info)
    return name if shape.text else f"{_title(shape)} {name}"


def _stands(value: object) -> bool:
    """Return whether there is a value; one that is open may not be compared with anything."""
    return value is not None and not (isinstance(value, tuple) and not value)
