"""Holds the places that the data name against the texts of the accords themselves: `make sources SOURCES=FOLDER`.

FOLDER has a text of each accord, named after its id (`iza.txt`, `iza-getekend.txt`), in which a line such as
"===== pdf-bladzijde 12 =====" begins each page of the PDF. The accords are not ours to publish, so this is no part of
the tests. A printed page is known by its foot; two printed pages on one page of the PDF count as one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from izacontract.dutch import day as written_day

LIBRARY = Path(__file__).parent.parent / "clause_templates"
PAGE = re.compile(r"^===== pdf-bladzijde \d+ =====$", re.MULTILINE)
WRITTEN = {"2": "twee", "3": "drie", "4": "vier", "6": "zes", "8": "acht"}
FOOT = re.compile(r"^(?:(?P<left>\d{1,3}) \| .+|[A-Z][\w -]*akkoord(?: \d{4} \|)? (?P<right>\d{1,3}))$", re.MULTILINE)


@dataclass(frozen=True)
class Claim:
    """What an entry of the data says: some of `terms`, each a choice of spellings, stand on `pages` of `accord`."""

    entry: str
    accord: str
    pages: str
    terms: tuple[tuple[str, ...], ...]


def claims() -> Iterator[Claim]:
    """Give what the commitments and the figures of the library claim, and the passages that they rest on."""
    for file in sorted(LIBRARY.glob("*/commitments.yaml")):
        for entries in yaml.safe_load(file.read_text(encoding="utf-8")).values():
            for entry in entries:
                yield from _claim(entry["id"], entry["source"], [(term,) for term in entry.get("terms", [])])
                for passage in entry.get("passages", []):
                    yield from _claim(f"{entry['id']} (passages)", passage, [])
    for file in sorted(LIBRARY.glob("*/parameters/*.yaml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            for value in entry["values"]:
                name = f"{entry['id']} {value['from']}"
                yield from _claim(name, value["source"], [spellings(value["value"], entry["unit"])])
    for file in sorted(LIBRARY.glob("*/accords/*.yaml")):
        for extension in yaml.safe_load(file.read_text(encoding="utf-8")).get("extensions", []):
            name = f"accords/{file.name}"
            year = (str(extension["until"].year),)
            yield from _claim(name, {"accord": extension["by"], "page": extension["page"]}, [year])
            for passage in extension.get("against", []):
                yield from _claim(name, passage, [])


def spellings(value: str, unit: str) -> tuple[str, ...]:
    """Return how an accord may print the `value` of a parameter."""
    if unit == "datum":
        day = date.fromisoformat(value)
        return (written_day(day), f"{day.day}-{day.month}-{day.year}", str(day.year))
    if unit == "weken" and value in WRITTEN:
        return (value, f"{WRITTEN[value]} weken")
    whole, _, decimals = value.partition(".")
    thousands = f"{int(whole):,}".replace(",", ".") if whole.isdigit() else whole
    thousand_millions = f"{int(whole) / 1000:.1f} miljard".replace(".", ",") if whole.isdigit() else value
    return (f"{thousands},{decimals}" if decimals else thousands, value.replace(".", ","), value, thousand_millions)


def _claim(entry: str, source: Mapping[str, Any], terms: list[tuple[str, ...]]) -> Iterator[Claim]:
    if source.get("accord") and source.get("page"):
        yield Claim(entry, source["accord"], str(source["page"]), tuple(terms))


def printed_pages(text: str) -> dict[int, str]:
    """Return the text of each printed page by its number, as one line."""
    found: dict[int, str] = {}
    for page in PAGE.split(text):
        for foot in FOOT.finditer(page):
            found.setdefault(int(foot["left"] or foot["right"]), _plain(page))
    return found


def _plain(text: str) -> str:
    """Return `text` on one line in small letters, without the hyphens at the ends of its lines."""
    joined = re.sub(r"\u00ad\s*", "", text)
    return " ".join(joined.replace("\u2019", "'").replace("\u2018", "'").split()).lower()


def _numbers(pages: str) -> list[int]:
    found: list[int] = []
    for part in pages.split(","):
        first, _, last = part.strip().partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def faults(folder: Path) -> Iterator[str]:
    """Give a line for each claim that the texts in `folder` do not bear out, and for each accord without a text."""
    texts: dict[str, dict[int, str]] = {}
    for claim in claims():
        if claim.accord not in texts:
            files = sorted(folder.glob(f"{claim.accord}*.txt"))
            texts[claim.accord] = printed_pages(files[0].read_text(encoding="utf-8")) if files else {}
            if not files:
                yield f"{claim.accord}: geen tekst in {folder}"
        known = texts[claim.accord]
        if not known:
            continue
        if absent := [number for number in _numbers(claim.pages) if number not in known]:
            yield f"{claim.entry}: geen p. {absent[0]} in {claim.accord}"
            continue
        words = " ".join(known[number] for number in _numbers(claim.pages))
        for term in claim.terms:
            if not any(_plain(spelling) in words for spelling in term):
                yield f"{claim.entry}: niet op p. {claim.pages} van {claim.accord}: {term[0]}"


def main() -> int:
    """Print what is wrong; 1 when something is."""
    found = list(faults(Path(sys.argv[1])))
    checked = list(claims())
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.stdout.write(f"{len(checked)} plaatsen, {len(found)} fouten\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
