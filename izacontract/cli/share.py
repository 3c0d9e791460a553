"""`izacontract share`: put a draft in the folder of the preview and print the link that shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.options import Lang, Library, report_of
from izacontract.cli.report import PROGRAM, UsageError
from izacontract.cli.serve import checked_url
from izacontract.errors import TOLD_WITH_DRAFT


def share(
    context: typer.Context,
    request: Annotated[
        str | None,
        typer.Argument(metavar="REQUEST", help="Aanvraag in YAML, JSON of Excel; - leest de standaardinvoer."),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="Zoveel dagen werkt de link.")] = 14,
    drafts: Annotated[
        Path, typer.Option("--drafts", metavar="FOLDER", help="Map met gedeelde concepten; die van serve --drafts.")
    ] = Path("concepten"),
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="Adres waarop de voorbeeldweergave te bereiken is.")
    ] = "http://127.0.0.1:8765",
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Maak een nieuwe sleutel: alle links van de map werken niet meer.")
    ] = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Print the link that shows the draft of REQUEST, read-only, until its day; or end all links."""
    from datetime import UTC, datetime

    from izacontract.web.privacy import keep_private
    from izacontract.web.sharing import KEY, Drafts

    report = report_of(context)
    folder = Drafts(drafts)
    if rotate == (request is not None):
        raise UsageError(
            "Noem een aanvraag om te delen, of gebruik --rotate zonder aanvraag.",
            "Name a request to share, or use --rotate without a request.",
            f"Zie: {PROGRAM} share --help",
            f"See: {PROGRAM} share --help",
        )
    opened = keep_private(drafts, KEY)
    if request is None:
        # its key goes, whoever read it
        report.findings(opened[:1])
        folder.rotate()
        report.say(
            f"Nieuwe sleutel in {drafts}: geen eerdere link werkt nog.", f"New key in {drafts}: no earlier link works."
        )
        return
    report.findings(opened)
    checked_url(base_url)
    from izacontract.cli.drafting import drafted_of, loaded_plugins
    from izacontract.intake.read import examine_tree, tree_of
    from izacontract.intake.request_file import request_file
    from izacontract.intake.schema import schema
    from izacontract.register.facts import entry_of
    from izacontract.register.recording import record
    from izacontract.render.json import json_text
    from izacontract.web.reading import pictures_json

    plugins = loaded_plugins(report)
    tree = tree_of(request, plugins)
    read, contract, findings = drafted_of(examine_tree(tree, plugins), plugins)
    report.findings(finding for finding in findings if finding.severity in TOLD_WITH_DRAFT)
    link = folder.put(
        request_file(schema(read.sector, plugins), tree.root),
        json_text(contract),
        pictures_json(plugins.draw_pictures(read)),
        days=days,
        now=datetime.now(UTC),
    )
    report.data(f"{base_url.rstrip('/')}/deel/{link}")
    report.say(
        f"De link werkt {days} {'dag' if days == 1 else 'dagen'}, zolang de voorbeeldweergave draait:"
        f" {PROGRAM} serve --drafts {drafts}",
        f"The link works for {days} {'day' if days == 1 else 'days'}, as long as the preview runs:"
        f" {PROGRAM} serve --drafts {drafts}",
    )
    report.findings(record("share", entry_of(read, contract, note=f"link voor {days} dagen")))
