"""The page `opdrachten.md`: the help of every command, as `--help` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import typer

from izacontract.cli.app import app
from izacontract.cli.report import PROGRAM

WIDTH: Final = 100
HEAD: Final = """\
# Opdrachten

Dit is de hulp van elke opdracht, zoals `izacontract OPDRACHT --help` haar toont. Een bestand `-` is de standaardinvoer
of de standaarduitvoer. Gegevens komen op de standaarduitvoer, meldingen op de standaardfout. Niets wordt overschreven
zonder `--force`.

| status | betekent |
| --- | --- |
| 0 | gedaan; waarschuwingen veranderen dat niet |
| 1 | een vergelijking of controle vond verschillen, of in een batch mislukten rijen |
| 2 | de opdracht is verkeerd gebruikt |
| 3 | de aanvraag is niet goed, of met `--final` niet compleet |
| 4 | een plugin, clausule, sjabloon of zegel is fout |
| 5 | een bestand is niet te lezen of te schrijven |
| 70 | een fout van izacontract zelf; de melding zegt hoe u hem meldt |
| 130 | onderbroken |
"""


def commands_page() -> str:
    """Return the page, with the commands in the order of `izacontract --help`."""
    lines = [HEAD]
    for path, command in commands():
        name = " ".join((PROGRAM, *path))
        settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
        context = command.context_class(command, info_name=name, **settings)
        shown = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        lines += [f"## `{name}`", "", "```text", shown, "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def commands(path: tuple[str, ...] = (), command: Any = None) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give every command with the words that call it, a group before its own commands."""
    command = command or typer.main.get_command(app)
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands((*path, name), below)
