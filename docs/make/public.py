"""The page `public.md`: everything that is public, so that its diff shows what a release adds or takes away."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import izacontract
from docs.make.code import listed_codes
from docs.make.commands import commands
from docs.make.keys import public_keys
from izacontract import hookspecs
from izacontract.errors import ExitStatus

ROOT: Final = Path(__file__).parents[2]
SHAPE: Final = re.compile(r'"(izacontract/[a-z-]+/\d+)"')
VARIABLE: Final = re.compile(r'"(IZACONTRACT_[A-Z]+)"')
HEAD: Final = """\
# What is public

This page is made from the code and lists every public name. [Versioning and deprecation](stability.md) says what you
may count on. Anything that is not here may change in any release.
"""


def public_page() -> str:
    """Return the page."""
    lines = [HEAD, "## Python", "", "Import these from `izacontract`, never from a module below it.", ""]
    lines += ["| name | is |", "| --- | --- |"]
    lines += [f"| `{name}` | {_what(name)} |" for name in sorted(izacontract.__all__)]
    lines += ["", f"## Hooks\n\nEntry-point group: `{hookspecs.GROUP}`.", ""]
    lines += [f"- `{signature}`" for signature in hook_signatures()]
    lines += ["", "## Commands and options", "", "| command | takes |", "| --- | --- |", *_options()]
    lines += ["", "## Exit statuses", "", "| status | name |", "| --- | --- |"]
    lines += [f"| {status.value} | `{status.name}` |" for status in ExitStatus]
    lines += ["", "## Shapes of JSON", "", "Each answer names its shape under `schema`.", ""]
    lines += [f"- `{shape}`" for shape in shapes()]
    lines += ["", "## Environment variables", "", *(f"- `{name}`" for name in _found(VARIABLE))]
    lines += ["", "## Codes of messages", "", f"The {len(listed_codes())} codes in [Meldingen op code](meldingen.md)."]
    lines += ["", "## Keys of a request", "", "What they mean is in [Sleutels van een aanvraag](sleutels.md).", ""]
    lines += ["```text", *public_keys(), "```"]
    return "\n".join(lines) + "\n"


def hook_signatures() -> list[str]:
    """Return each hook with its arguments and answer, by name."""
    found = ((name, value) for name, value in vars(hookspecs).items() if hasattr(value, f"{hookspecs.GROUP}_spec"))
    return [f"{name}{inspect.signature(hook)}".replace("'", "") for name, hook in sorted(found)]


def shapes() -> list[str]:
    """Return the name and version of every shape of JSON that the program writes."""
    return _found(SHAPE)


def _found(pattern: re.Pattern[str]) -> list[str]:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "izacontract").rglob("*.py"))
    return sorted({name for source in sources for name in pattern.findall(source)})


def _what(name: str) -> str:
    """Return the kind of a public name, and the sentence with which its docstring begins."""
    value: Any = getattr(izacontract, name)
    if inspect.isclass(value):
        kind = "error" if issubclass(value, Exception) else "class"
    else:
        kind = "function" if inspect.isfunction(value) else "value"
    said = inspect.getdoc(value) if kind != "value" else ""
    first = (said or "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
    return f"{kind}. {first}" if first else kind


def _options() -> Iterator[str]:
    for path, command in commands():
        taken = [
            f"`{', '.join(one.opts)}`"
            if one.opts[0].startswith("-")
            else f"`{(one.metavar or one.name.upper()).replace('|', ' or ')}`"
            for one in command.params
        ]
        yield f"| `{' '.join(('izacontract', *path))}` | {', '.join(taken)} |"
