"""What differs between two requests: every key with the value that stood there and the one that stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic.fields import FieldInfo

from izacontract.build.evidence import shown
from izacontract.differ.changes import ChangedAnswer
from izacontract.model.request import ContractRequest
from izacontract.model.terms import Terms, key_of


def changed_answers(old: ContractRequest, new: ContractRequest) -> tuple[ChangedAnswer, ...]:
    """Return the keys whose value differs, as the requests order them.

    A section or list that stands in one of both counts once, by the name that people know it by.
    """
    were, are = answers_of(old), answers_of(new)
    found = [
        ChangedAnswer(key, were.get(key, (None,))[0], are.get(key, (None,))[0])
        for key in dict.fromkeys((*were, *are))
        if were.get(key) != are.get(key) and not (key in were and key in are and were[key][1])
    ]
    whole = {answer.key for answer in found if (were.get(answer.key) or are[answer.key])[1]}
    return tuple(answer for answer in found if not any(_inside(answer.key, section) for section in whole))


def answers_of(request: ContractRequest) -> dict[str, tuple[str, bool]]:
    """Return what stands at every key of `request`, `volume.bedrag` or `betaling_bij_resultaat[2].bedrag`.

    An item with a code of its own stands under that code: `tarieven.prestaties[190001].tarief`. Each as Dutch text,
    and whether it is a section or list that holds others.
    """
    sections: Mapping[str, object] = {
        "overeenkomst": request.agreement,
        "zorgverzekeraar": request.insurer,
        "zorgaanbieder": request.provider,
        **dict(sorted(request.sections.items())),
        "bijzondere_bepalingen": request.provisions,
        "eigen_bijlagen": request.own_annexes,
        "posities": request.positions,
        "afwijkingen": request.deviations,
        "weggelaten": request.omissions,
        "instellingen": request.settings,
    }
    return {key: answer for section, value in sections.items() for key, answer in _flat(section, value, None)}


def related(one: str, other: str) -> bool:
    """Return whether one of two keys is the other, or stands inside it; places in a list do not count."""
    first, second = _without_places(one), _without_places(other)
    return first == second or _inside(first, second) or _inside(second, first)


def section_of(key: str) -> str:
    """Return the section that `key` stands in: "volume" of "volume.bedrag"."""
    return key.partition(".")[0].partition("[")[0]


def _flat(key: str, value: object, info: FieldInfo | None) -> Iterator[tuple[str, tuple[str, bool]]]:
    if isinstance(value, Terms):
        yield key, (shown(value, info), True)
        for name, inner in type(value).model_fields.items():
            yield from _flat(f"{key}.{key_of(name, inner)}", getattr(value, name), inner)
    elif isinstance(value, tuple):
        if value:
            yield key, (shown(value, info), True)
        for name, item in zip(_names_of(value), value, strict=True):
            yield from _flat(f"{key}[{name}]", item, info)
    elif value is not None:
        yield key, (shown(value, info), False)


def _names_of(items: tuple[object, ...]) -> list[str]:
    """Return what tells `items` of a list apart: their codes where each has its own, else their places from 1.

    So an item that is put in between is one difference, and not one in every item that follows.
    """
    codes = [code for item in items if isinstance(code := getattr(item, "code", None), str)]
    if len(set(codes)) == len(items) and not any("]" in code for code in codes):
        return codes
    return [str(number) for number in range(1, len(items) + 1)]


def _inside(key: str, section: str) -> bool:
    return key.startswith((f"{section}.", f"{section}["))


@lru_cache(maxsize=4096)
def _without_places(key: str) -> str:
    return re.sub(r"\[[^\]]*\]", "", key)
