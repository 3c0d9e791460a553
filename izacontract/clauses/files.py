"""Reads the files of a clause library as text and YAML, and says in which line of which file something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from izacontract.clauses.kept import kept
from izacontract.clauses.yaml_loader import NotAsMeant, load
from izacontract.errors import ClauseError, Path, Told, dotted, unreadable

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
from izacontract.message import Message

FAULT_IN_FILE = Message(
    "clausule.bestand",
    "{why}.",
    "{why}.",
    "Verbeter het bestand; hoe het hoort staat in docs/clause-text.md.",
    "Mend the file; how it should be is in docs/clause-text.md.",
)

M = TypeVar("M", bound=BaseModel)

LONGEST_FILE = 1_000_000
"""The most bytes that a file of a library may have: no clause or list comes near."""

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")
"""What no text may hold: control characters, foreign line ends, and private characters, two of which we use."""

REASONS: Mapping[str, Told] = {
    "missing": Told("ontbreekt", "is missing"),
    "extra_forbidden": Told("hoort hier niet", "does not belong here"),
    "string_type": Told("is geen tekst; zet een getal of dag tussen aanhalingstekens", "is no text; quote a number"),
    "list_type": Told("is geen lijst", "is no list"),
    "dict_type": Told("is geen groep van sleutels met waarden", "is no group of keys with values"),
    "bool_type": Told("is geen true of false", "is neither true nor false"),
    "int_type": Told("is geen geheel getal", "is no whole number"),
    "date_type": Told("is geen dag (jjjj-mm-dd)", "is no day (yyyy-mm-dd)"),
    "too_short": Told("is leeg", "is empty"),
    "source_kind": Told(
        "noemt niet precies één van accord, law, ruling, rule, paper en document",
        "does not name exactly one of accord, law, ruling, rule, paper and document",
    ),
    "article_form": Told(
        "begint niet met artikel, artikelen, hoofdstuk, paragraaf, bijlage of titel; typ bijvoorbeeld: artikel 11",
        "does not begin with artikel, artikelen, hoofdstuk, paragraaf, bijlage or titel; type for instance: artikel 11",
    ),
    "duty_when": Told("heeft niet één van day, after en before", "has not exactly one of day, after and before"),
    "ends_first": Told("ligt vóór from", "is before from"),
    "year": Told("is geen jaar van vier cijfers", "is no year of four digits"),
    "string_pattern_mismatch": Told("is leeg of langer dan één regel", "is empty or longer than one line"),
}  # fmt: skip
"""What is wrong with a value, by pydantic's own word for it."""

SAME_REASON = {
    "tuple_type": "list_type", "model_type": "dict_type", "model_attributes_type": "dict_type",
    "mapping_type": "dict_type", "bool_parsing": "bool_type", "int_parsing": "int_type", "int_from_float": "int_type",
    "date_parsing": "date_type", "date_from_datetime_parsing": "date_type", "string_too_short": "too_short",
    "date_from_datetime_inexact": "date_type", "missing_key": "missing", "key_forbidden": "extra_forbidden",
    "greater_than_equal": "year", "less_than_equal": "year",
}  # fmt: skip


@dataclass(frozen=True)
class Yaml:
    """The YAML of a file, or of the header of a text: `place` names the file, `first_line` is where it begins in it."""

    text: str
    place: str
    first_line: int = 1

    @cached_property
    def data(self) -> Any:
        """Return what it holds; raises ClauseError, with the line, when it is not YAML."""
        try:
            return kept("yaml", self.text, lambda: load(self.text))
        except NotAsMeant as error:
            why = error.told(self.first_line)
            raise fault(f"{self.place}:{self.first_line + error.line}", why.nl, why.en) from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            what = " ".join(str(error.problem or error).split())
            raise fault(
                f"{self.place}:{self.first_line + line}", f"geen geldige YAML ({what})", f"not valid YAML ({what})"
            ) from error
        except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
            what = " ".join(str(error).split())[:120]
            raise fault(
                f"{self.place}:{self.first_line}", f"geen geldige YAML ({what})", f"not valid YAML ({what})"
            ) from error

    def entries(self) -> list[Any]:
        """Return the items of the list that it holds, none when it is empty; raises ClauseError for anything else."""
        if self.data is None:
            return []
        if not isinstance(self.data, list):
            raise self.fault((), "het bestand bevat geen lijst", "the file holds no list")
        return self.data

    def where(self, path: Path) -> str:
        """Return the place of what stands at `path`, or of the nearest thing around it: "algemeen/slots.yaml:3"."""
        node = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        line = 0
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in node.value if str(pair[0].value) == str(step)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = (node.value[step],) * 2
            else:
                found = None
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        return f"{self.place}:{self.first_line + line}"

    def fault(self, path: Path, nl: str, en: str) -> ClauseError:
        """Return the error that says what is wrong with what stands at `path`."""
        return fault(self.where(path), f"{_named(path)}{nl}", f"{_named(path)}{en}")

    def checked(self, model: type[M], entry: object, *path: str | int) -> M:
        """Return `entry`, which stands at `path`, as `model`; raises ClauseError, naming each wrong value."""
        try:
            return model.model_validate(entry)
        except (ValidationError, RecursionError) as error:
            details = error.errors() if isinstance(error, ValidationError) else []
            faults = list(_faults(details, entry))
            if not faults:
                raise self.fault(path, "zit te diep in elkaar", "nests too deep") from error
            nl = [f"{self.where((*path, *at))}: {_named((*path, *at))}{why.nl}" for at, why in faults]
            en = [f"{self.where((*path, *at))}: {_named((*path, *at))}{why.en}" for at, why in faults]
            raise _error("; ".join(nl), "; ".join(en)) from error


def _named(path: Path) -> str:
    return f"{dotted(path)} " if path else ""


def _faults(details: Iterable[ErrorDetails], entry: object) -> list[tuple[Path, Told]]:
    """Return where each value in `entry` is wrong and why, each place once.

    Where a value may have two shapes, pydantic names the faults of both; those deepest inside it tell what was meant.
    """
    found: dict[Path, Told] = {}
    for detail in details:
        path = _within(entry, detail)
        found.setdefault(path, _reason(detail))
    inside = {other[:length] for other in found for length in range(len(other))}
    return [(path, why) for path, why in found.items() if path not in inside]


def _within(entry: object, detail: ErrorDetails) -> Path:
    """Return the steps of a fault that exist in `entry`, without pydantic's names of shapes."""
    path: list[str | int] = []
    value: Any = entry
    last = detail["loc"][-1] if detail["loc"] else None
    for step in detail["loc"]:
        if step in (range(len(value)) if isinstance(value, list) else value if isinstance(value, Mapping) else ()):
            value = value[step]
        elif step is not last or detail["type"] != "missing":
            continue
        path.append(step)
    if detail["type"] in ("missing_key", "key_forbidden", "ends_first"):
        path.append(detail["ctx"]["key"])
    return tuple(path)


def _reason(detail: ErrorDetails) -> Told:
    kind = SAME_REASON.get(detail["type"], detail["type"])
    if kind in ("literal_error", "enum"):
        known = detail.get("ctx", {}).get("expected", "").replace(" or ", ", ")
        return Told(f"is geen van {known}", f"is none of {known}")
    if kind == "value_error":
        kind = str(detail.get("ctx", {}).get("error", detail["msg"]))
    return REASONS.get(kind, Told(f"klopt niet ({detail['msg']})", f"is not right ({detail['msg']})"))


def read_yaml(file: Traversable, place: str) -> Yaml:
    """Return the YAML in `file`; raises as `read_text` does."""
    return Yaml(read_text(file, place), place)


def read_text(file: Traversable, place: str) -> str:
    r"""Return the text in `file`, lines ended by "\n", without a byte order mark.

    Raises FileError when it cannot be read, and ClauseError with the line when it is no UTF-8 or holds a character
    that no contract can hold.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(LONGEST_FILE + 1)
    except OSError as error:
        raise unreadable(place, error) from error
    if len(data) > LONGEST_FILE:
        raise fault(f"{place}:1", "het bestand is groter dan 1 MB", "the file is larger than 1 MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fault(
            f"{place}:{line}",
            "het bestand is niet als UTF-8 opgeslagen; bewaar het opnieuw met codering UTF-8",
            "the file is not saved as UTF-8; save it again with encoding UTF-8",
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := UNFIT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found[0]):04X}"
        raise fault(
            f"{place}:{line}", f"het teken {code} mag niet in een tekst", f"the character {code} may not be in a text"
        )
    return text


def fault(place: str, nl: str, en: str) -> ClauseError:
    """Return the error that says what is wrong at `place` in a library."""
    return _error(f"{place}: {nl}", f"{place}: {en}")


def _error(nl: str, en: str) -> ClauseError:
    return FAULT_IN_FILE.failure(ClauseError, why=Told(nl, en))
