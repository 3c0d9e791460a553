"""The page `meldingen.md`: every code with what it says, how much it matters and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

import yaml

from docs.make.code import GAP, Listed, listed_codes

ABOUT: Final = Path(__file__).with_name("messages.yaml")
KINDS: Final = {
    "fault": "fout",
    "before_final": "te herstellen vóór definitief",
    "error": "fout",
    "lint": "fout",
    "lint_warning": "waarschuwing",
    "warning": "waarschuwing",
    "open": "open punt",
}
LINTS: Final = {"lint", "lint_warning"}
EMPTY: Final = f"{GAP}:. "
"""What is left of a text that only a run knows."""

FACT: Final = re.compile(r"{\w+[^}]*}")
HEAD: Final = """\
# Meldingen op code

Elke melding van izacontract eindigt met een code tussen rechte haken, zoals `[waarde.decimale-komma]`. Zoek die code
hier op (Ctrl+F), of neem haar over in het adres: `meldingen.html#waarde-decimale-komma`. Een *fout* houdt het contract
tegen, een *waarschuwing* en een *open punt* niet; met `--final` mag er geen open punt meer zijn, en is wat te
herstellen is *vóór definitief* een fout. In de teksten hieronder staat `…` waar een melding een naam, plaats of getal
uit uw bestand noemt. Een melding van een plugin van een ander staat in de uitleg van die plugin.

Deze pagina wordt uit de programmacode gemaakt en noemt alle {count} codes.
"""


def messages_page() -> str:
    """Return the page; raises KeyError for a group of codes that messages.yaml does not introduce."""
    about = yaml.safe_load(ABOUT.read_text(encoding="utf-8"))
    groups: Mapping[str, Mapping[str, str]] = about["groups"]
    codes = listed_codes()
    order = list(groups)
    listed = sorted(codes.values(), key=lambda one: (order.index(_group(one)), one.code))
    lines = [HEAD.format(count=len(codes))]
    for name, found in groupby(listed, key=_group):
        lines += [f"## {groups[name]['title']}", "", groups[name]["about"].strip(), ""]
        for one in found:
            lines += [*_entry(one, about["notes"].get(one.code, "")), ""]
    return "\n".join(lines).rstrip() + "\n"


def anchor(one: Listed) -> str:
    """Return the name by which the address of the page ends for a code."""
    return f"lint-{one.code}" if one.kinds & LINTS else one.code.replace(".", "-")


def _group(one: Listed) -> str:
    return "lint" if one.kinds & LINTS else one.code.partition(".")[0]


def _entry(one: Listed, note: str) -> Iterator[str]:
    kind = " of ".join(sorted({KINDS[kind] for kind in one.kinds})).capitalize()
    told = [(_readable(nl), _hint(hint), _readable(en)) for (nl, en), (hint, _) in one.told if says(nl)]
    if not told and not note:
        raise ValueError(f"{one.code}: nothing to say; add a note to {ABOUT.name}")
    yield from (f"({anchor(one)})=", f"### `{one.code}`", "")
    if len(told) > 1:
        yield from (f"*{kind}.*", "", *(f"- {nl}{hint}" for nl, hint, _ in told))
    else:
        yield from (f"*{kind}.* {nl}{hint}" for nl, hint, _ in told or [("", "", "")])
    if note:
        yield from ("", note.strip())
    if told:
        yield from ("", f"In English: *{' · '.join(en for *_, en in told)}*")


def _hint(text: str) -> str:
    return f" **Wat te doen:** {_readable(text)}" if says(text) else ""


def says(text: str) -> bool:
    """Return whether `text` says something by itself, without the facts of a run."""
    return bool(FACT.sub(GAP, text).strip(EMPTY))


def _readable(text: str) -> str:
    """Return a text of a message as a line of Markdown, in which facts are gaps and nothing is markup."""
    text = FACT.sub(GAP, text).replace("{{", "{").replace("}}", "}")
    text = re.sub(rf"(?:{GAP}){{2,}}", GAP, " ".join(text.split()))
    text = re.sub(r"([\\`*_\[\]<>#|$])", r"\\\1", text)
    return text[:1].upper() + text[1:]
