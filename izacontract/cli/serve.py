"""`izacontract serve`: the preview and the desk in the browser."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable
from errno import EADDRINUSE
from pathlib import Path
from socket import AI_PASSIVE, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, getaddrinfo, socket
from typing import Annotated, Final
from urllib.parse import urlsplit

import typer

from izacontract.cli.options import Lang, Library, report_of
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.errors import Told, reason_of
from izacontract.web.addresses import is_here

LOCAL: Final = ("127.0.0.1", "localhost", "::1")
BACKLOG: Final = 512
STOP_SECONDS: Final = 30
"""The longest that a request at work may take once the server was told to stop."""


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
    desk: Annotated[
        Path | None,
        typer.Option("--desk", metavar="FOLDER", help="Map van het bureau: alles wat een inkoper met contracten doet."),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Adres waarop bezoekers de server bereiken, achter een proxy."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", metavar="NUMBER", min=1, max=64, help="Zoveel processen maken contracten; elk vraagt 150 MB."
        ),
    ] = None,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Serve the preview or a desk until told to stop; the log, one JSON object a line, is on standard error."""
    import uvicorn

    from izacontract.cli.drafting import loaded_plugins
    from izacontract.desk import messages as m
    from izacontract.desk.folder import opened
    from izacontract.desk.invited import drafts_of
    from izacontract.web.app import Serving, make_app
    from izacontract.web.connections import MOST, Connection
    from izacontract.web.log import Log, logged
    from izacontract.web.privacy import ANYBODY, keep_private
    from izacontract.web.sharing import KEY, Drafts
    from izacontract.web.workers import Workers

    report = report_of(context)
    at_desk = opened(desk) if desk else None
    if at_desk and at_desk.house:
        report.library = at_desk.house
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
    log = Log()
    say = _say(report, log)
    opened_to_others = [
        *(keep_private(drafts, KEY) if drafts else ()),
        *(keep_private(at_desk.folder, rights=ANYBODY) if at_desk else ()),
    ]
    for finding in opened_to_others:
        say(f"{finding.message.nl} {finding.hint.nl}", f"{finding.message.en} {finding.hint.en}")
    loopback = host in LOCAL
    # a proxy on this machine makes everybody the one who is at this computer, unless it says who it is
    is_for_others = not loopback or (base_url is not None and not is_here(checked_url(base_url)))
    if at_desk and is_for_others and at_desk.settings.sign_in is None:
        raise m.OPEN_TO_ALL.failure(UsageError, host=base_url if loopback else host)
    if not loopback:
        say(
            f"waarschuwing: op {host} kan iedereen die dit apparaat via het netwerk bereikt de voorbeeldweergave"
            " openen, en wat zij invullen reist onversleuteld. Zet er een proxy met TLS voor.",
            f"warning: on {host} everybody who reaches this machine over the network can open the preview, and what"
            " they fill in travels unencrypted. Put a proxy with TLS in front of it.",
        )
    serving = Serving(
        drafts=Drafts(drafts.resolve()) if drafts else drafts_of(at_desk) if at_desk else None,
        house=plugins.house,
        hosts=_hosts(loopback, base_url),
        root=urlsplit(checked_url(base_url)).path.rstrip("/") if base_url else "",
        desk=at_desk,
        site=base_url.rstrip("/") if base_url else "",
        is_https=bool(base_url) and urlsplit(base_url or "").scheme == "https",
        workers=Workers(workers),
        log=log,
    )
    config = uvicorn.Config(
        make_app(serving),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        ws="none",
        http=Connection,
        # only when all of them are at work is one more told that the server is busy
        limit_concurrency=MOST + 1,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=STOP_SECONDS,
        h11_max_incomplete_event_size=32_768,
    )
    server = uvicorn.Server(config)
    listening = _bound(host, port)
    shown = f"[{host}]" if ":" in host else host
    where = f"http://{shown}:{listening.getsockname()[1]}/"
    nl, en = ("Het bureau", "The desk") if at_desk else ("De voorbeeldweergave", "The preview")
    say(f"{nl} staat op {where} (stop: Ctrl+C).", f"{en} is on {where} (stop: Ctrl+C).")
    # uvicorn repeats the signal once all is done: then nothing is left to end, and the exit status is 0
    signal.signal(signal.SIGTERM, lambda *told: setattr(server, "should_exit", True))
    try:
        with logged(log):
            server.run(sockets=[listening])
    finally:
        log.close()


def _say(report: Report, log: Callable[[str], None]) -> Callable[[str, str], None]:
    """Return what tells the one who starts the server something: as a sentence on a terminal, otherwise in the log."""
    from izacontract.web.log import line

    if sys.stderr.isatty():
        return report.say
    return lambda nl, en: log(line(level="info", message=report.told(nl, en)))


def checked_url(url: str) -> str:
    """Return `url`; raises UsageError when it is no address of a web page, or one that asks for something there."""
    parts = urlsplit(url)
    is_plain = re.fullmatch(r"[A-Za-z0-9._~/-]*", parts.path) and not parts.query and not parts.fragment
    if not url.startswith(("http://", "https://")) or not parts.hostname or not is_plain:
        raise UsageError(
            f"'{url}' is geen webadres van een server.",
            f"'{url}' is no web address of a server.",
            "Begin --base-url met http:// of https://, en noem daarna alleen server en map: https://intranet/contracten",
            "Begin --base-url with http:// or https://, and name only server and folder: https://intranet/contracts",
        )
    return url


def _hosts(loopback: bool, base_url: str | None) -> frozenset[str] | None:
    """Return the names by which a browser may call the server; None for any, where neither says which."""
    from izacontract.web.guard import LOOPBACK

    host = _as_sent(urlsplit(checked_url(base_url)).hostname or "") if base_url else ""
    named = frozenset({f"[{host}]" if ":" in host else host} if host else ())
    return named | LOOPBACK if loopback or named else None


def _as_sent(host: str) -> str:
    """Return the name of a server as browsers send it: "zörg.example" as "xn--zrg-sna.example"."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UsageError(
            f"'{host}' kan geen naam van een server zijn.",
            f"'{host}' cannot be the name of a server.",
            "Neem na --base-url de naam over uit de adresbalk van de browser.",
            "After --base-url copy the name from the address bar of the browser.",
        ) from error


def _bound(host: str, port: int) -> socket:
    """Return a socket that listens on `host` and `port`; raises UsageError when these cannot be had."""
    try:
        # with its protocol: asyncio turns off Nagle's waiting only for a socket that says it is TCP
        family, kind, protocol, _, address = getaddrinfo(host, port, type=SOCK_STREAM, flags=AI_PASSIVE)[0]
        listening = socket(family, kind, protocol)
    except OSError as error:
        raise _unusable(host, port, Told("dit adres bestaat hier niet", "this address does not exist here")) from error
    try:
        listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        used = Told("deze poort is al in gebruik", "this port is in use already")
        raise _unusable(host, port, used if error.errno == EADDRINUSE else reason_of(error)) from error
    return listening


def _unusable(host: str, port: int, why: Told) -> UsageError:
    return UsageError(
        f"Luisteren op {host}, poort {port}, lukt niet: {why.nl}.",
        f"Listening on {host}, port {port}, fails: {why.en}.",
        "Kies een andere poort met --port, of 0 voor een vrije.",
        "Choose another port with --port, or 0 for a free one.",
    )
