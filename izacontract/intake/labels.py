"""The words for the keys of a request: what stands beside a value in a workbook, and what a person calls it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from izacontract.errors import dotted
from izacontract.intake.keys import plain_key
from izacontract.model.sector import Section
from izacontract.model.shapes import shapes_of
from izacontract.model.terms import Terms


def labels_of(sections: Iterable[Section]) -> Mapping[str, str]:
    """Return the words for each single value and list in `sections` by its key, as they stand below the section.

    A value in a group has the words for the group before its own: `Vertegenwoordiger: Naam`.
    """
    return {key: label for section in sections for key, label in _labels(section)}


def _labels(section: Section) -> Iterator[tuple[str, str]]:
    if section.many:
        yield section.key, section.title
    else:
        yield from _below(section.model, (section.key,), "")


def _below(model: type[Terms], path: tuple[str, ...], above: str) -> Iterator[tuple[str, str]]:
    for key, shape in shapes_of(model).items():
        label = f"{above}{shape.info.title or key}"
        if shape.model is not None and not shape.many:
            yield from _below(shape.model, (*path, key), f"{label}: ")
        else:
            yield dotted((*path, key)), label


@dataclass(frozen=True)
class Labels:
    """The keys that labels mean: those of each section by the label, and the sections by their title."""

    of_section: Mapping[str, Mapping[str, tuple[str, ...]]]
    sections: Mapping[str, str]
    everywhere: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, tuple[str, ...]] = {}
        for labels in self.of_section.values():
            for label, keys in labels.items():
                found[label] = (*found.get(label, ()), *keys)
        object.__setattr__(self, "everywhere", found)

    def section(self, text: str) -> str | None:
        """Return the key of the section that is called `text`."""
        return self.sections.get(plain_key(text))

    def meant(self, text: str, section: str = "") -> tuple[str, ...]:
        """Return the keys that `text` means: those in `section` with that label, else those anywhere; () for none.

        Before the label the title of another section may stand, as in `De zorgaanbieder: Naam`.
        """
        plain = plain_key(text)
        if found := self.of_section.get(section, {}).get(plain):
            return found
        title, _, rest = text.partition(":")
        if (named := self.section(title)) and (found := self.of_section.get(named, {}).get(plain_key(rest))):
            return found
        return self.everywhere.get(plain, ())


def meanings_of(sections: Iterable[Section]) -> Labels:
    """Return what the labels of `sections` mean."""
    of_section: dict[str, dict[str, tuple[str, ...]]] = {}
    titles: dict[str, str] = {}
    for section in sections:
        titles.setdefault(plain_key(section.title), section.key)
        labels = of_section.setdefault(section.key, {})
        for key, label in _labels(section):
            plain = plain_key(label)
            labels[plain] = (*labels.get(plain, ()), key)
    return Labels(of_section, titles)
