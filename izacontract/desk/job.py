"""The process of one job: `python -m izacontract.desk.job FOLDER ID`; what it says and gives goes to its folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from izacontract.cli.app import main
from izacontract.cli.files import write_whole
from izacontract.desk.after import answers_on_desk, table_on_desk
from izacontract.desk.commands import within
from izacontract.desk.folder import WORK, Desk, opened
from izacontract.desk.jobs import COUNT, END, LOCK, OUT, SAID, End, Task, task_of
from izacontract.desk.locks import held, held_one
from izacontract.errors import ExitStatus, IzacontractError

PLACES: Final = ("plaats-1", "plaats-2")
"""So many jobs are at work at once; the others wait."""

AFTER: Final[Mapping[str, Callable[[Desk, Task], str]]] = {
    "tabel": table_on_desk,
    "antwoorden": answers_on_desk,
}
"""What is done with what the commands of a job made; it returns what is to be said of it."""


def work(folder: Path, id: str) -> int:
    """Do the job `id` of the desk in `folder` and return the exit status of its last command."""
    desk = opened(folder)
    home = desk.folder / WORK / id
    with held(home / LOCK):
        if (home / END).exists():  # started twice: another did it while this one waited for the lock
            return ExitStatus.DONE
        task = task_of(desk, id)
        is_again = (home / SAID).exists()
        status: int = ExitStatus.INTERRUPTED
        with (
            (home / SAID).open("a", encoding="utf-8", buffering=1) as said,
            (home / OUT).open("w", encoding="utf-8") as out,
            redirect_stderr(said),
            redirect_stdout(out),
            within(desk.folder, desk.environment(task.by)),
            held_one([desk.folder / WORK / place for place in PLACES]),
        ):
            status = _done(desk, task, is_again=is_again)
        if status != ExitStatus.INTERRUPTED:
            ended = End(status=status, at=datetime.now(UTC))
            write_whole(home / END, ended.model_dump_json().encode(), force=True)
    return status


def _done(desk: Desk, task: Task, *, is_again: bool) -> int:
    """Run every command, also after one that failed, and return the worst status."""
    worst = 0
    home = desk.folder / WORK / task.id
    # without commands of their own for it, those that were done before it broke off are not done again
    before = int((home / COUNT).read_text()) if is_again and not task.again and (home / COUNT).exists() else 0
    for number, command in enumerate(task.again if is_again and task.again else task.commands, start=1):
        if number <= before:
            continue
        status = main(["--lang", task.language, *command])
        if status == ExitStatus.INTERRUPTED:
            return status
        worst = max(worst, status)
        write_whole(home / COUNT, str(number).encode(), force=True)
    if task.after and worst in (ExitStatus.DONE, ExitStatus.DIFFERENCES):
        try:
            told = AFTER[task.after](desk, task)
        except IzacontractError as error:
            told = f"{error.message.in_language(task.language)} {error.hint.in_language(task.language)}".strip()
            worst = error.status
        print(told, file=sys.stderr)  # noqa: T201  what a job says is its output
    return worst


if __name__ == "__main__":
    sys.exit(work(Path(sys.argv[1]), sys.argv[2]))
