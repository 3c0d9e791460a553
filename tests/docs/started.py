"""Our command, started once: every later call is a fork of that process, which need not read all modules again.

`python started.py SOCKET` listens there; `python started.py SOCKET call ARGUMENTS...` runs the command as if it had been
started anew: with its own folder, environment, streams and exit status.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path


def serve(path: str) -> None:
    """Read the modules and plugins, then run every command that is asked for until this process is ended."""
    from importlib import import_module
    from tempfile import TemporaryDirectory

    from izacontract.cli.app import COMMANDS, main
    from tests.conftest import read_libraries_once

    read_libraries_once()

    for module in sorted({f"cli.{module}" for module, _ in COMMANDS.values()} | {"batch.run", "intake.excel_source"}):
        import_module(f"izacontract.{module}")
    with TemporaryDirectory() as folder:
        _work_in(Path(folder), main)
    gc.collect()
    gc.freeze()  # a fork that looks through what was here before would copy all of it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{path}.new")
        listening.listen()
        Path(f"{path}.new").rename(path)
        while True:
            asked, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                os._exit(_run(asked))
            asked.close()


def _work_in(folder: Path, main: Callable[[list[str]], int]) -> None:
    """Make the five contracts, so that what is made at first use is here and not in each fork.

    A fork finds its own plugins; a library whose files did not change since is here.
    """
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    for request in sorted((Path(__file__).parents[1] / "requests").glob("*.yaml")):
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            made = main(["generate", str(request), "-o", str(folder / f"{request.stem}.docx")])
        if made:
            raise SystemExit(f"{request}: status {made}")


def _run(asked: socket.socket) -> int:
    """Take over the streams, folder and environment of the caller, run the command and tell its exit status."""
    said, streams, _, _ = socket.recv_fds(asked, 1 << 20, 3)
    arguments, folder, environment = json.loads(said)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in enumerate("rww"))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    status = 70
    try:
        from izacontract.cli.app import main

        status = main()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        asked.sendall(bytes([status]))
    return status


def call(path: str, arguments: list[str]) -> int:
    """Return the exit status of the command with `arguments`, run by the process that listens at `path`."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(path)
        said = json.dumps([arguments, str(Path.cwd()), dict(os.environ)]).encode()
        socket.send_fds(asking, [said], [0, 1, 2])
        answer = asking.recv(1)
    return answer[0] if answer else 70


if __name__ == "__main__":
    _, at, *rest = sys.argv
    if rest:
        sys.exit(call(at, rest[1:]))
    serve(at)
