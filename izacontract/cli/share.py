"""`izacontract share`: give a link to a draft, to read it or, as an invitation, to answer it; and end links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import urlsplit

import typer

from izacontract.cli.options import Lang, Library, report_of
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.cli.serve import checked_url
from izacontract.errors import TOLD_WITH_DRAFT
from izacontract.web.addresses import is_here

if TYPE_CHECKING:
    from izacontract.desk.folder import Desk
    from izacontract.web.sharing import Drafts

HERE: Final = "http://127.0.0.1:8765"
"""Where a server is found that nobody named."""


def share(
    context: typer.Context,
    request: Annotated[
        str | None,
        typer.Argument(metavar="REQUEST", help="Aanvraag in YAML, JSON of Excel; - leest de standaardinvoer."),
    ] = None,
    invite: Annotated[
        str | None,
        typer.Option("--invite", metavar="NAME", help="Nodig deze aanbieder uit om te antwoorden; met --desk."),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="Zoveel dagen werkt de link.")] = 14,
    drafts: Annotated[
        Path, typer.Option("--drafts", metavar="FOLDER", help="Map met gedeelde concepten; die van serve --drafts.")
    ] = Path("concepten"),
    desk: Annotated[
        Path | None, typer.Option("--desk", metavar="FOLDER", help="Map van het bureau; die van serve --desk.")
    ] = None,
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="Adres waarop de server te bereiken is.")
    ] = HERE,
    revoke: Annotated[
        str | None, typer.Option("--revoke", metavar="LINK", help="Trek deze ene link in; zij werkt meteen niet meer.")
    ] = None,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Maak een nieuwe sleutel: alle links van de map werken niet meer.")
    ] = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Print the link that shows the draft of REQUEST until its day, or by which a provider answers; or end links."""
    from izacontract.desk.folder import existing
    from izacontract.desk.invited import drafts_of
    from izacontract.web.privacy import keep_private
    from izacontract.web.sharing import KEY, Drafts

    report = report_of(context)
    if (request is not None) + (revoke is not None) + rotate != 1:
        raise UsageError(
            "Noem een aanvraag om te delen, of gebruik --revoke LINK of --rotate zonder aanvraag.",
            "Name a request to share, or use --revoke LINK or --rotate without a request.",
            f"Zie: {PROGRAM} share --help",
            f"See: {PROGRAM} share --help",
        )
    if invite is not None and (desk is None or request is None or not invite.strip()):
        raise UsageError(
            "Een uitnodiging hoort bij een bureau, een aanvraag en een naam.",
            "An invitation goes with a desk, a request and a name.",
            f'Bijvoorbeeld: {PROGRAM} share aanvraag.yaml --invite "Ziekenhuis Noord" --desk bureau',
            f'For example: {PROGRAM} share request.yaml --invite "Ziekenhuis Noord" --desk desk',
        )
    at_desk = None if desk is None else existing(desk)
    folder = Drafts(drafts) if at_desk is None else drafts_of(at_desk)
    repaired = keep_private(folder.folder, KEY)
    # with --rotate its key goes, whoever read it
    report.findings(repaired[:1] if rotate else repaired)
    if revoke is not None:
        _revoke(revoke, folder, at_desk, report)
    elif request is None:
        _rotate(folder, at_desk, report)
    else:
        _share(request, (invite or "").strip(), days, folder, at_desk, checked_url(base_url), report)


def _share(
    request: str, invited: str, days: int, folder: Drafts, desk: Desk | None, base_url: str, report: Report
) -> None:
    from izacontract.cli.drafting import drafted_of, loaded_plugins
    from izacontract.desk.invited import HOME
    from izacontract.desk.inviting import Invite, invite
    from izacontract.intake.read import examine_tree
    from izacontract.intake.request_file import request_file
    from izacontract.intake.schema import schema
    from izacontract.intake.sources import tree_of
    from izacontract.register.facts import entry_of
    from izacontract.register.recording import record
    from izacontract.register.who import who
    from izacontract.render.json import json_text
    from izacontract.web.outward import outward
    from izacontract.web.reading import pictures_json

    if desk is not None and desk.house and report.library is None:
        report.library = desk.house
    plugins = loaded_plugins(report)
    tree = tree_of(request, plugins)
    read, contract, findings = drafted_of(examine_tree(tree, plugins), plugins)
    report.findings(finding for finding in findings if finding.severity in TOLD_WITH_DRAFT)
    text = request_file(schema(read.sector, plugins), tree.root)
    pictures = pictures_json(plugins.draw_pictures(read), contract)
    by = who()
    if desk is not None and invited:
        link = invite(desk, Invite(request, text, contract, pictures, invited, days), by)
        report.data(f"{base_url.rstrip('/')}{HOME}/{link}")
    else:
        link = folder.put(text, json_text(outward(contract)), pictures, days=days, now=by.at)
        report.data(f"{base_url.rstrip('/')}/deel/{link}")
    server = f"{PROGRAM} serve --desk {desk.folder}" if desk else f"{PROGRAM} serve --drafts {folder.folder}"
    report.say(
        f"De link werkt {days} {'dag' if days == 1 else 'dagen'}, zolang de server draait: {server}",
        f"The link works for {days} {'day' if days == 1 else 'days'}, as long as the server runs: {server}",
    )
    if is_here(base_url):
        report.say(
            "waarschuwing: alleen deze computer kan deze link openen. Noem met --base-url het adres waarop anderen de"
            " server bereiken, bij share en bij serve: --base-url https://contracten.voorbeeld.example",
            "warning: only this computer can open this link. Name the address by which others reach the server with"
            " --base-url, for share and for serve: --base-url https://contracts.example.org",
        )
    entry = entry_of(read, contract, note=f"uitnodiging voor {days} dagen" if invited else f"link voor {days} dagen")
    if desk is None:
        report.findings(record("share", entry))
    else:
        from izacontract.register.opening import open_register
        from izacontract.register.store import Register

        report.findings(Register(open_register(desk.address())).record("share", [entry], by).findings)


def _revoke(given: str, folder: Drafts, desk: Desk | None, report: Report) -> None:
    from izacontract.desk.invitations import Invitations
    from izacontract.desk.inviting import end
    from izacontract.register.who import who

    link = urlsplit(given.strip()).path.rstrip("/").rpartition("/")[2]
    name = folder.name_of(link)
    invitation = Invitations(desk.address()).of_draft(name) if desk is not None and name else None
    if invitation is not None and invitation.state != "revoked" and desk is not None:
        end(desk, invitation, who())
    elif invitation is not None or not name or not folder.revoke(name):
        raise UsageError(
            f"In {folder.folder} staat geen concept bij deze link.",
            f"{folder.folder} holds no draft for this link.",
            "Noem de hele link, en met --drafts of --desk de map waaruit zij is gedeeld. Een link die is verlopen of al"
            " is ingetrokken, hoeft niet.",
            "Name the whole link, and with --drafts or --desk the folder from which it was shared. A link that expired"
            " or was revoked already needs nothing.",
        )
    report.say("Ingetrokken: deze link werkt niet meer.", "Revoked: this link works no more.")


def _rotate(folder: Drafts, desk: Desk | None, report: Report) -> None:
    from izacontract.desk.inviting import end_all
    from izacontract.register.who import who

    folder.rotate()
    if desk is not None:
        end_all(desk, who())
    where = folder.folder
    report.say(
        f"Nieuwe sleutel in {where}: geen eerdere link werkt nog.", f"New key in {where}: no earlier link works."
    )
