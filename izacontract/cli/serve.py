"""`izacontract serve`: the preview in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from izacontract.cli.options import Lang, Library, report_of
from izacontract.cli.report import PROGRAM, UsageError

LOCAL: Final = ("127.0.0.1", "localhost", "::1")
MOST_AT_ONCE: Final = 500
"""Connections; more are told that the server is busy."""


def serve(
    context: typer.Context,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Adres om op te luisteren; standaard alleen dit apparaat."),
    ] = LOCAL[0],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Poort; 0 kiest een vrije.")] = 8765,
    drafts: Annotated[
        Path | None,
        typer.Option(
            "--drafts", metavar="FOLDER", help="Map met concepten die via een link te lezen zijn (zie share)."
        ),
    ] = None,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Serve the preview until it is interrupted; the log, one line of JSON for each request, is on standard error."""
    import uvicorn

    from izacontract.cli.drafting import loaded_plugins
    from izacontract.web.app import Serving, make_app
    from izacontract.web.sharing import Drafts

    report = report_of(context)
    plugins = loaded_plugins(report)
    if plugins.library_problem is not None:
        raise plugins.library_problem
    if drafts is not None and not drafts.is_dir():
        raise UsageError(
            f"De map {drafts} bestaat niet.",
            f"The folder {drafts} does not exist.",
            f"Deel eerst een concept met: {PROGRAM} share AANVRAAG --drafts {drafts}",
            f"Share a draft first with: {PROGRAM} share REQUEST --drafts {drafts}",
        )
    loopback = host in LOCAL
    if not loopback:
        report.say(
            f"waarschuwing: op {host} kan iedereen die dit apparaat via het netwerk bereikt de voorbeeldweergave"
            " openen, en wat zij invullen reist onversleuteld. Zet er een proxy met TLS voor.",
            f"warning: on {host} everybody who reaches this machine over the network can open the preview, and what"
            " they fill in travels unencrypted. Put a proxy with TLS in front of it.",
        )
    serving = Serving(drafts=Drafts(drafts.resolve()) if drafts else None, house=plugins.house, loopback=loopback)
    config = uvicorn.Config(
        make_app(serving),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=32_768,
    )
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    shown = f"[{host}]" if ":" in host else host
    where = f"http://{shown}:{listening.getsockname()[1]}/"
    report.say(f"De voorbeeldweergave staat op {where} (stop: Ctrl+C).", f"The preview is on {where} (stop: Ctrl+C).")
    server.run(sockets=[listening])
