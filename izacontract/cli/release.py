"""`izacontract clauses release`: add the texts of library folders to their released locks, and tell what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from izacontract.clauses.lock import release
from izacontract.clauses.reader import read_clauses
from izacontract.cli.report import Report, UsageError
from izacontract.errors import ClauseError, ExitStatus

if TYPE_CHECKING:
    from izacontract.host import Plugins


def release_texts(report: Report, typed: Sequence[str], plugins: Plugins, *, renew: bool) -> None:
    """Lock the texts in the folders that were typed, and print a line for the changelog for each that is new.

    Without a folder it locks those of installed plugins below the current one. A released text that changed or is
    gone is refused, unless `renew` locks the texts as they now are; that is for a library of which no release was
    made yet, which only its maker knows.
    """
    owners = {Path(str(folder)).resolve(): plugin for plugin, folder in plugins.folders}
    below = [folder for folder in owners if folder.is_relative_to(Path.cwd())]
    folders = [_folder(name) for name in typed] or sorted(below)
    if not folders:
        raise UsageError(
            "Geef een map met clausules op.",
            "Name a folder with clauses.",
            "Bijvoorbeeld: izacontract clauses release MAP",
            "For example: izacontract clauses release FOLDER",
        )
    lines: list[str] = []
    broken: list[Path] = []
    for folder in folders:
        state = release(folder, renew=renew)
        broken += [] if renew else [folder / path for path in state.broken]
        if renew or not state.broken:
            plugin = owners.get(folder.resolve(), folder.name)
            lines += _lines(folder, plugin, state.new, "first text of", plugins)
            lines += _lines(folder, plugin, state.changed, "corrected text of", plugins)
            lines += _lines(folder, plugin, state.missing, "no longer the text of", plugins)
    for file in broken:
        report.error(
            ClauseError(
                f"{file}: een uitgebrachte tekst is gewijzigd of weg.",
                f"{file}: a released text was changed or is gone.",
                "Herstel de tekst; nieuwe bewoordingen krijgen een eigen bestand met hun eerste dag als naam. Is van "
                "deze teksten nog geen uitgave gemaakt, leg ze dan opnieuw vast met --renew.",
                "Restore the text; new wording gets a file of its own, named for its first day. When these texts were "
                "in no release yet, lock them again with --renew.",
                code="clausule.uitgebracht",
            )
        )
    if lines:
        report.data("\n".join(lines))
    if renew:
        report.say(
            "De sloten zijn opnieuw geschreven. Doe dit alleen zolang er geen uitgave is (bij izacontract zelf: geen "
            "label v0.1.0); daarna krijgt nieuwe tekst een eigen bestand. Zet de regels hierboven onder Wording in "
            "CHANGELOG.md.",
            "The locks were written anew. Do so only while there is no release (of izacontract itself: no tag v0.1.0); "
            "after that new wording gets a file of its own. Put the lines above in CHANGELOG.md under Wording.",
        )
    if broken:
        raise typer.Exit(ExitStatus.PLUGIN)


def _folder(name: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise UsageError(f"{name} is geen map.", f"{name} is no folder.", "Controleer de naam.", "Check the name.")
    return folder


def _lines(folder: Path, plugin: str, paths: Sequence[str], what: str, plugins: Plugins) -> Iterator[str]:
    """Give for each text in `paths` the line that the changelog has under Wording: sectors, first day and clause."""
    clauses = {clause.id: clause for clause in read_clauses(folder, plugin)} if paths else {}
    for path in paths:
        name, *position, day = path.removesuffix(".md").split("/")
        if day.endswith(".yaml"):
            continue
        clause = clauses.get(f"{plugin}.{name}")
        holding: frozenset[str] = frozenset()
        if clause is not None:
            able = frozenset(code for code, sector in plugins.sectors.items() if sector.may_hold(clause))
            holding = able if able != frozenset(plugins.sectors) else frozenset()
            holding = holding or frozenset(clause.sectors or ())
        sectors = ", ".join(f"`{code}`" for code in sorted(holding)) or "All sectors"
        of = f", position `{position[0]}`" if position else ""
        yield f"- {sectors}, from {day}: {what} `{plugin}.{name}`{of}."
