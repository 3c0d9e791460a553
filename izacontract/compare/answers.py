"""What differs between two requests: every key with the value that stood there and the one that stands there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from izacontract.compare.changes import Answer
from izacontract.model.request import ContractRequest
from izacontract.model.terms import Terms, key_of
from izacontract.model.values import OpenPoint

GIVEN: Final = "opgegeven"
OPEN: Final = "open"


def changed_answers(old: ContractRequest, new: ContractRequest) -> tuple[Answer, ...]:
    """Return the keys whose value differs, in order of key; a section that stands in one of both counts once."""
    were, are = answers_of(old), answers_of(new)
    found = [Answer(key, were.get(key), are.get(key)) for key in dict.fromkeys((*were, *are))]
    different = [answer for answer in found if answer.old != answer.new]
    whole = {answer.key for answer in different if GIVEN in (answer.old, answer.new)}
    return tuple(answer for answer in different if not any(_inside(answer.key, section) for section in whole))


def answers_of(request: ContractRequest) -> dict[str, str]:
    """Return the value at every key of `request` as text: `volume.bedrag`, `betaling_bij_resultaat[2].bedrag`.

    A section or list item itself reads "opgegeven", a value that is still open "open".
    """
    sections: Mapping[str, object] = {
        "overeenkomst": request.agreement,
        "zorgverzekeraar": request.insurer,
        "zorgaanbieder": request.provider,
        **dict(sorted(request.sections.items())),
        "weggelaten": request.omissions,
        "instellingen": request.settings,
    }
    return {key: text for section, value in sections.items() for key, text in _flat(section, value)}


def _flat(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Terms):
        yield key, GIVEN
        for name, info in type(value).model_fields.items():
            yield from _flat(f"{key}.{key_of(name, info)}", getattr(value, name))
    elif isinstance(value, tuple) and any(isinstance(item, Terms) for item in value):
        for number, item in enumerate(value, start=1):
            yield from _flat(f"{key}[{number}]", item)
    elif isinstance(value, tuple) and value:
        yield key, ", ".join(map(str, value))
    elif isinstance(value, OpenPoint):
        yield key, OPEN
    elif isinstance(value, bool):
        yield key, "ja" if value else "nee"
    elif value is not None and value != ():
        yield key, str(value)


def _inside(key: str, section: str) -> bool:
    return key.startswith((f"{section}.", f"{section}["))


def related(one: str, other: str) -> bool:
    """Return whether one of two keys is the other, or stands inside it; places in a list do not count."""
    first, second = _without_places(one), _without_places(other)
    return first == second or first.startswith(f"{second}.") or second.startswith(f"{first}.")


def _without_places(key: str) -> str:
    return ".".join(step.partition("[")[0] for step in key.split("."))
