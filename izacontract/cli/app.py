"""The commands together, their shared options, and what every error becomes: a message and an exit status."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import Annotated, Any

import typer
from typer.main import get_command

from izacontract.cli.batch import batch
from izacontract.cli.check import check
from izacontract.cli.compare import compare
from izacontract.cli.coverage import coverage
from izacontract.cli.deviations import deviations
from izacontract.cli.duties import duties
from izacontract.cli.edition import edition
from izacontract.cli.explain import explain
from izacontract.cli.frames import frames
from izacontract.cli.generate import generate
from izacontract.cli.impact import impact
from izacontract.cli.installed import plugins, schema
from izacontract.cli.library import clauses
from izacontract.cli.memo import memo
from izacontract.cli.merge import merge
from izacontract.cli.new import new
from izacontract.cli.options import Lang
from izacontract.cli.prices import prices
from izacontract.cli.register import register
from izacontract.cli.renew import renew
from izacontract.cli.report import PROGRAM, ReaderLeft, Report, UsageError
from izacontract.cli.seal import seal
from izacontract.cli.serve import serve
from izacontract.cli.share import share
from izacontract.cli.show import show
from izacontract.cli.take import take
from izacontract.cli.vary import consolidate, vary
from izacontract.cli.verify import verify
from izacontract.errors import ExitStatus, IzacontractError

USUAL_MISTAKES = (
    (r"No such command", "Onbekende opdracht"),
    (r"Did you mean", "Bedoelt u"),
    (r"Got unexpected extra argument(?:s|\(s\))? ", "Onverwacht argument: "),
    (r"Option ('[^']*') requires an argument", r"Bij optie \1 hoort een waarde"),
)
"""What typer says in English, and what we say instead."""

app = typer.Typer(
    name=PROGRAM,
    help="Maakt conceptcontracten tussen zorgverzekeraars en zorgaanbieders volgens het Integraal Zorgakkoord.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(help="Schrijf een lege aanvraag voor een zorgsoort, om in te vullen: YAML of Excel.")(new)
app.command(help="Neem het antwoord van de andere partij op een uitvraag over in de aanvraag.")(merge)
app.command(help="Schrijf het contract dat de aanvraag beschrijft, standaard in Word.")(generate)
app.command(help="Schrijf het algemeen deel van een zorgsoort: wat voor elk contract gelijk is, eenmaal.")(edition)
app.command(help="Meld alles wat in de aanvraag fout, ongewoon of nog open is.")(check)
app.command(help="Maak een contract voor elke rij van een tabel, of schrijf een lege tabel.")(batch)
app.add_typer(
    prices, name="prices", help="Lees een prijslijst in een aanvraag (import), of geef haar als Excel (export)."
)
app.command(help="Toon het contract, of één clausule ervan, in de terminal.")(show)
app.command(help="Leg uit waarom elke clausule in het contract staat of juist niet.")(explain)
app.command(help="Schrijf het memo bij een contract: bronnen, beoordeling, open punten, afwijkingen en dekking.")(memo)
app.command(help="Toon welke afspraken uit het akkoord in een contract of in de bibliotheek staan.")(coverage)
app.command(help="Toon waar de aanvragen in een map afwijken van de teksten, per clausule.")(deviations)
app.command(help="Toon wie wat moet en wanneer: alle dagen en termijnen van een contract, ook als agenda.")(duties)
app.command(help="Toon wat er verandert van het ene contract naar het andere, en waardoor: was-wordt.")(compare)
app.command(help="Toon welke contracten, leden en bedragen een nieuwe tekst, een cijfer of een bron raakt.")(impact)
app.command(help="Meld wat de andere partij wijzigde in Word-documenten die terugkwamen.")(verify)
app.command(help="Neem over wat u aanvaardt van een document dat terugkwam, en beantwoord de rest.")(take)
app.command(help="Schrijf de allonge die van de ene overeenkomst de andere maakt, lid voor lid.")(vary)
app.command(help="Schrijf de doorlopende tekst van een overeenkomst met haar allonges.")(consolidate)
app.command(help="Schrijf de aanvraag van het volgende jaar, met was en wordt; ook voor een map of tabel.")(renew)
app.add_typer(
    register, name="register", help="Houd bij welke contracten er zijn, hoe ver elk is, en wie wat wanneer deed."
)
app.add_typer(seal, name="seal", help="Maak de sleutel waarmee u ondertekent wat u verzendt (key).")
app.command(help="Toon de clausules: list (standaard), show ID, parameters, slots, topics, sections, lint of release.")(
    clauses
)
app.add_typer(
    plugins, name="plugins", help="Toon de geïnstalleerde plugins, controleer ze (check) of begin een nieuwe (new)."
)
app.add_typer(
    frames, name="frames", help="Neem het Word-sjabloon mee om het te veranderen, of controleer een eigen sjabloon."
)
app.command(help="Toon het JSON Schema van een aanvraag voor een zorgsoort.")(schema)
app.command(help="Start de voorbeeldweergave in de browser, of met --desk het bureau: al uw werk op pagina's.")(serve)
app.command(help="Deel een concept: geeft een link die het toont, alleen om te lezen, tot zijn laatste dag.")(share)


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
    """Take the options that stand before a command."""


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
    except Exception as error:  # noqa: BLE001  whatever is left, also of printing an error, is a mistake of ours
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
