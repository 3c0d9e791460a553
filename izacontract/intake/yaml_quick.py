"""The usual request, composed by libyaml: some ten times as fast as the parser that explains every fault.

libyaml reads YAML 1.1 and says little of what is wrong. So this is for text that both versions read alike; for all
other text, and for every fault, the answer is None, and ruamel.yaml (YAML 1.2) reads it.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml
from yaml._yaml import CParser
from yaml.nodes import ScalarNode

_TAG: Final = "tag:yaml.org,2002:"
_ANOTHER: Final = re.compile(
    r"[\\\r\t\x85\u2028\u2029]"  # escapes, and breaks and tabs that the versions see otherwise
    r"|(?:^|[\s\[{,:-])[&*!|>%@`](?=[^\s]|$)"  # anchors, aliases, tags; what may begin no plain value
    r"|^(?:%|---|\.\.\.)|<<|(?:^|[\s\[{,-])\?(?=\s)|^ {60}|(?:- ){10}",
    re.MULTILINE,
)
"""What makes a text one for the other parser; too much is no harm."""

_DEEPEST_BRACKETS: Final = 10
_NUMBER: Final = re.compile(
    r"[-+]?(?:0b[0-1_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9_]+)"
    r"|[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)"
    r"|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt \t]")
_WORDS: Final = {
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), f"{_TAG}bool"),
    **dict.fromkeys(("~", "null", "Null", "NULL", ""), f"{_TAG}null"),
}
_STARTS: Final = frozenset("0123456789+-.")


MOST_VALUES: Final = 150_000
"""The most keys and values of a request; 5,000 prices with all that they may have are half of it."""


class TooManyValues(Exception):
    """The text has more keys and values than a request may have."""


class _Unsure(Exception):
    """A value that the versions of YAML may read in two ways."""


class _Composer(CParser):
    """Gives each plain value the tag of YAML 1.2; numbers are all `float`, for a request keeps their digits."""

    values = 0

    def resolve(self, kind: type[Any], value: str, implicit: Any) -> str:
        self.values += 1
        if self.values > MOST_VALUES:
            raise TooManyValues
        if kind is not ScalarNode:
            return f"{_TAG}map" if kind is yaml.MappingNode else f"{_TAG}seq"
        if not implicit[0]:
            return f"{_TAG}str"
        if value[:1] not in _STARTS:
            if value == "=":
                raise _Unsure
            return _WORDS.get(value, f"{_TAG}str")
        if _DAY.fullmatch(value):
            return f"{_TAG}timestamp"
        if _MOMENT.match(value):
            raise _Unsure
        return f"{_TAG}float" if _NUMBER.fullmatch(value) else f"{_TAG}str"

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Do nothing: no tag depends on the place of a value."""

    def ascend_resolver(self) -> None:
        """Do nothing, as above."""


def compose_quickly(text: str) -> Any | None:
    """Return the root node of the one document in `text`, None when the other parser must read it.

    Raises TooManyValues.
    """
    if _ANOTHER.search(text):
        return None
    if _too_deep(text) is not None:
        return None
    try:
        return _Composer(text).get_single_node()
    except (yaml.YAMLError, _Unsure):
        return None


def _too_deep(text: str) -> int | None:
    """Return where the first bracket stands that is inside too many others, None when there is none."""
    depth = 0
    for bracket in re.finditer(r"[\[\]{}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST_BRACKETS:
            return bracket.start()
    return None


def obstacle(text: str) -> tuple[int, int, str]:
    """Return the line and column, from 0, of what makes `text` one for the other parser, and libyaml's complaint.

    The complaint is "" where the text is no wrong YAML, but may mean two things.
    """
    found = _ANOTHER.search(text)
    place = found.start() if found else _too_deep(text)
    if place is not None:
        before = text[:place]
        return before.count("\n"), len(before) - before.rfind("\n") - 1, ""
    try:
        _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        if mark := error.problem_mark or error.context_mark:
            return mark.line, mark.column, f"{error.context or ''} {error.problem or ''}"
    except (yaml.YAMLError, _Unsure):
        pass
    return 0, 0, ""
