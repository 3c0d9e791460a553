"""The commands together, their shared options, and what every error becomes: a message and an exit status."""

from __future__ import annotations

import os
import re
import sys
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from izacontract.cli.options import Lang
from izacontract.cli.report import PROGRAM, ReaderLeft, Report, UsageError
from izacontract.errors import ExitStatus, IzacontractError

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

USUAL_MISTAKES = (
    (r"No such command", "Onbekende opdracht"),
    (r"Did you mean", "Bedoelt u"),
    (r"Got unexpected extra argument(?:s|\(s\))? ", "Onverwacht argument: "),
    (r"Option ('[^']*') requires an argument", r"Bij optie \1 hoort een waarde"),
)
"""What typer says in English, and what we say instead."""

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "new": ("new", "Schrijf een lege aanvraag voor een zorgsoort, om in te vullen: YAML of Excel."),
    "merge": ("merge", "Neem het antwoord van de andere partij op een uitvraag over in de aanvraag."),
    "generate": ("generate", "Schrijf het contract dat de aanvraag beschrijft, standaard in Word."),
    "edition": ("edition", "Schrijf het algemeen deel van een zorgsoort: wat voor elk contract gelijk is, eenmaal."),
    "check": ("check", "Meld alles wat in de aanvraag fout, ongewoon of nog open is."),
    "batch": ("batch", "Maak een contract voor elke rij van een tabel, of schrijf een lege tabel."),
    "show": ("show", "Toon het contract, of één clausule ervan, in de terminal."),
    "explain": ("explain", "Leg uit waarom elke clausule in het contract staat of juist niet."),
    "memo": ("memo", "Schrijf het memo bij een contract: bronnen, beoordeling, open punten, afwijkingen en dekking."),
    "coverage": ("coverage", "Toon welke afspraken uit het akkoord in een contract of in de bibliotheek staan."),
    "deviations": ("deviations", "Toon waar de aanvragen in een map afwijken van de teksten, per clausule."),
    "duties": ("duties", "Toon wie wat moet en wanneer: alle dagen en termijnen van een contract, ook als agenda."),
    "compare": ("compare", "Toon wat er verandert van het ene contract naar het andere, en waardoor: was-wordt."),
    "impact": ("impact", "Toon welke contracten, leden en bedragen een nieuwe tekst, een cijfer of een bron raakt."),
    "verify": ("verify", "Meld wat de andere partij wijzigde in Word-documenten die terugkwamen."),
    "take": ("take", "Neem over wat u aanvaardt van een document dat terugkwam, en beantwoord de rest."),
    "vary": ("vary", "Schrijf de allonge die van de ene overeenkomst de andere maakt, lid voor lid."),
    "consolidate": ("vary", "Schrijf de doorlopende tekst van een overeenkomst met haar allonges."),
    "renew": ("renew", "Schrijf de aanvraag van het volgende jaar, met was en wordt; ook voor een map of tabel."),
    "clauses": (
        "library",
        "Toon de clausules: list (standaard), show ID, parameters, slots, topics, sections, lint of release.",
    ),
    "schema": ("installed", "Toon het JSON Schema van een aanvraag voor een zorgsoort."),
    "serve": ("serve", "Start de voorbeeldweergave in de browser, of met --desk het bureau: al uw werk op pagina's."),
    "share": ("share", "Deel een concept: geeft een link die het toont, alleen om te lezen, tot zijn laatste dag."),
    "prices": ("prices", "Lees een prijslijst in een aanvraag (import), of geef haar als Excel (export)."),
    "register": ("register", "Houd bij welke contracten er zijn, hoe ver elk is, en wie wat wanneer deed."),
    "seal": ("seal", "Maak de sleutel waarmee u ondertekent wat u verzendt (key)."),
    "plugins": ("installed", "Toon de geïnstalleerde plugins, controleer ze (check) of begin een nieuwe (new)."),
    "frames": ("frames", "Neem het Word-sjabloon mee om het te veranderen, of controleer een eigen sjabloon."),
}
"""The commands by name, in the order of `--help`: the module that holds each and what it does."""


class _Later(UserDict[str, "Command"]):
    """The commands by name, each imported when it is first asked for: most modules take longer than what they do."""

    def __missing__(self, name: str) -> Command:
        if name not in COMMANDS:
            raise KeyError(name)
        home, told = COMMANDS[name]
        found = getattr(import_module(f"izacontract.cli.{home}"), name)
        program = typer.Typer(rich_markup_mode=None)
        if isinstance(found, typer.Typer):
            program.add_typer(found, name=name, help=told)
        else:
            program.command(name, help=told)(found)
        self.data[name] = get_group(program).commands[name]
        return self.data[name]

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS or name in self.data

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*COMMANDS, *self.data)))

    def __len__(self) -> int:
        return len(list(iter(self)))


class _Commands(TyperGroup):
    """The program: it lists its commands without importing one."""

    def __init__(self, *, commands: dict[str, Command], **told: Any) -> None:
        super().__init__(**told)
        self.commands = _Later(commands)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Add what every command does, as `--help` shows it."""
        listed: dict[str, Command] = {name: TyperCommand(name, help=told) for name, (_, told) in COMMANDS.items()}
        TyperGroup(commands=listed).format_commands(ctx, formatter)


app = typer.Typer(
    name=PROGRAM,
    cls=_Commands,
    help="Maakt conceptcontracten tussen zorgverzekeraars en zorgaanbieders volgens het Integraal Zorgakkoord.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        Report().data(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


@app.callback()
def _root(
    lang: Lang = None,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before a command, and use what earlier runs read."""
    from izacontract.clauses.kept import kept

    kept.keep()


def main(arguments: Sequence[str] | None = None, program: typer.Typer = app) -> int:
    """Run the command in `arguments` (default: those of the process) and return its exit status."""
    report = Report()
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments), program, report)
    except (KeyboardInterrupt, typer.Abort):
        return ExitStatus.INTERRUPTED
    except (ReaderLeft, BrokenPipeError):
        # The reader has left; Python would complain about it once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.DONE
    except BaseException as error:  # a plugin may raise anything; what is left of it is a mistake of ours
        from izacontract.calling import fault_of

        if fault := fault_of(error):
            _report(fault, report)
            return fault.status
        if not isinstance(error, Exception):
            raise
        with suppress(OSError, ValueError):  # nowhere to print: the exit status still says it
            report.bug(error)
        return ExitStatus.BUG


@cache
def _parser_of(program: typer.Typer) -> Callable[..., Any]:
    """Return what reads the command line; made once, for it takes longer than most commands in a running process."""
    return get_command(program)


def _run(arguments: list[str], program: typer.Typer, report: Report) -> int:
    """Run the command; returns its exit status, also that of an error that a user can mend."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _parser_of(program)(arguments, PROGRAM, standalone_mode=False, obj=report)
        sys.stdout.flush()
    except IzacontractError as error:
        _report(error, report)
        return error.status
    except typer.TyperException as error:
        _misused(error, report)
        return ExitStatus.USAGE
    return int(status or ExitStatus.DONE)


def _report(error: IzacontractError, report: Report) -> None:
    """Print `error`; when nobody reads standard error any more, the exit status alone says it."""
    with suppress(OSError):
        report.error(error)


def _misused(error: typer.TyperException, report: Report) -> None:
    """Report what typer says about the command line, in Dutch where it is a usual mistake."""
    english = error.format_message().strip()
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    match type(error).__name__:
        case "NoArgsIsHelpError":
            report.say(english, english)
            return
        case "NoSuchOption":
            dutch = english.replace("No such option:", "Onbekende optie:").replace("Possible options", "misschien")
        case "MissingParameter":
            dutch = re.sub(r"^Missing (argument|option|parameter)\s*(.*?)\.", r"\2 ontbreekt.", english)
        case "BadParameter":
            dutch = english.replace("Invalid value for", "Onjuiste waarde voor").replace("Value error, ", "")
            dutch = dutch.replace("is not one of", "is geen van")
            english = english.replace("Value error, ", "")
        case _:
            dutch = english
            for said, better in USUAL_MISTAKES:
                dutch = re.sub(said, better, dutch)
    _report(UsageError(dutch, english, f"Zie: {command} --help", f"See: {command} --help"), report)
