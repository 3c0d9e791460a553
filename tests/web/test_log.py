"""The log is one form, and whoever does not read it holds nobody up."""

from __future__ import annotations

import io
import json
import logging
import threading
import warnings

from izacontract.web.log import WAITING, Log, line, logged


class Stuck(io.StringIO):
    """A stream whose reader does not read until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go_on = threading.Event(), threading.Event()

    def write(self, text: str) -> int:
        self.reached.set()
        assert self.go_on.wait(60)
        return super().write(text)


class Full(io.StringIO):
    """A stream to a disk that is full for the first two lines."""

    left = 2

    def write(self, text: str) -> int:
        if self.left:
            self.left -= 1
            raise OSError(28, "No space left on device")
        return super().write(text)


def test_reader_that_does_not_read_holds_nobody_up_and_learns_what_it_missed() -> None:
    stream = Stuck()
    log = Log(stream)
    log(line(number=-1))
    assert stream.reached.wait(60)
    for number in range(WAITING + 7):
        log(line(number=number))
    stream.go_on.set()
    while log._lines.qsize():
        stream.reached.wait(0.01)
    log(line(number="last"))
    log.close()
    lines = [json.loads(text) for text in stream.getvalue().splitlines()]
    assert sum(told.get("lost", 0) for told in lines) == 7
    assert [told["number"] for told in lines if "number" in told] == [-1, *range(WAITING), "last"]


def test_full_disk_costs_lines_of_the_log_and_nothing_else() -> None:
    stream = Full()
    log = Log(stream)
    for number in range(4):
        log(line(number=number))
    log.close()
    lines = [json.loads(text) for text in stream.getvalue().splitlines()]
    assert lines[-1]["number"] == 3
    assert sum(told.get("lost", 0) for told in lines) + sum("number" in told for told in lines) >= 4


def test_what_libraries_say_is_told_in_the_same_form_without_what_visitors_sent() -> None:
    log: list[str] = []
    with logged(log.append):
        logging.getLogger("uvicorn.error").info("Started server process [%d]", 12)
        logging.getLogger("asyncio").error("Exception in %s", "geheim")
        try:
            raise ValueError("geheim")
        except ValueError:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("oud", DeprecationWarning, stacklevel=1)
    told = [json.loads(text) for text in log]
    assert [one["message"].partition(":")[0] for one in told[:3]] == [
        "Started server process [12]", "Exception in %s", "Exception in ASGI application",
    ]  # fmt: skip
    assert told[2]["error"] == "ValueError"
    assert told[2]["places"][0].startswith("test_log.py:")
    assert "DeprecationWarning: oud" in told[3]["message"]
    assert "geheim" not in "".join(log)
    assert all("time" in one for one in told)
