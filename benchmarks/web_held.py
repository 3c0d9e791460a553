"""How long a visitor waits for the first page while others hold the server up: silent and half requests, long forms.

Run with `make bench`, or `python -m benchmarks.web_held [VISITS]`. It starts the server as people start it, lets others
do one thing after the other, and visits besides; the visitor and the others are told apart as a proxy tells them.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from socket import create_connection
from urllib.parse import urlsplit

import httpx

from benchmarks import tables
from benchmarks.web_load import serving
from izacontract.web.connections import MOST
from izacontract.web.entries import MOST_ROWS

VISITS = 20
FORMS = 8
HEAD = b"POST /concept/msz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na="


@contextmanager
def connections(url: str, said: bytes) -> Iterator[None]:
    """Keep more connections open than there are places, on each of which `said` was sent."""
    address = urlsplit(url)
    with ExitStack() as opened:
        for _ in range(MOST + 5):
            one = opened.enter_context(create_connection((address.hostname or "", address.port or 0), 20))
            one.sendall(said)
        yield


@contextmanager
def forms(url: str, rows: int, *, by_one: bool) -> Iterator[None]:
    """Let forms of so many rows come at once, from one visitor or each from another; one may be told to try again."""
    sent = {f"tarieven.prestaties.{number}.code": f"c{number}" for number in range(rows)}

    def send(number: int) -> int:
        headers = {"X-Forwarded-For": f"192.0.2.{1 if by_one else number}"}
        answer = httpx.post(f"{url}/concept/msz", data=sent, headers=headers, timeout=120)
        return answer.status_code

    with ThreadPoolExecutor(FORMS) as pool:
        answers = pool.map(send, range(1, FORMS + 1))
        yield
        if unexpected := set(answers) - {200, 413, 503}:
            raise SystemExit(f"forms of {rows} rows were answered with {unexpected}")


@contextmanager
def nobody(url: str) -> Iterator[None]:
    """Let nobody hold the server up."""
    yield


Held = Callable[[str], AbstractContextManager[None]]
SITUATIONS: dict[str, Held] = {
    "niemand": nobody,
    f"{MOST + 5} die niets zeggen": lambda url: connections(url, b""),
    f"{MOST + 5} met halve kopregels": lambda url: connections(url, HEAD[:40]),
    f"{MOST + 5} met een half formulier": lambda url: connections(url, HEAD),
    f"{FORMS} formulieren van 4.900 regels (geweigerd)": lambda url: forms(url, 4_900, by_one=False),
    f"{FORMS} formulieren van {MOST_ROWS} regels van een bezoeker": lambda url: forms(url, MOST_ROWS, by_one=True),
    f"{FORMS} formulieren van {MOST_ROWS} regels, elk van een ander": lambda url: forms(url, MOST_ROWS, by_one=False),
}


def main(visits: int) -> None:
    """Print how long a visit takes in each situation."""
    lines = []
    with serving() as (url, process):
        threading.Thread(target=lambda: [None for _ in process.stderr or ()], daemon=True).start()
        httpx.get(f"{url}/gezond", timeout=120).raise_for_status()
        for name, held in SITUATIONS.items():
            took = []
            with held(url), httpx.Client(base_url=url, timeout=60, headers={"X-Forwarded-For": "192.0.2.99"}) as client:
                for _ in range(visits):
                    begun = time.perf_counter()
                    client.get("/").raise_for_status()
                    took.append(time.perf_counter() - begun)
            took.sort()
            lines.append((name, f"{took[len(took) // 2] * 1000:.0f} ms", f"{took[-1] * 1000:.0f} ms"))
    tables.show("held", ("wie de server ophouden", "een ander wacht meestal", "ten langste"), lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else VISITS)
