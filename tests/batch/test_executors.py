"""Processes and a cluster make the same folder as one process, and a worker that dies loses nothing."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from izacontract.batch import executors, job
from izacontract.batch.executors import Crew, cluster, processes
from izacontract.batch.folder import RunFolder, run_folder
from izacontract.batch.names import read_pattern
from izacontract.batch.rows import TableRow
from izacontract.batch.run import MOST_ROWS, Totals, prepare, run
from izacontract.errors import FileError, PluginError
from izacontract.host import ONLY, Plugins
from izacontract.loading import load_plugins
from izacontract.render import seal
from izacontract.render.formats import ContractFormat
from tests.batch.support import base, contents, good, install, made, outlived, row, with_faults
from tests.support import outside


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugins]:
    """Return the outside plugin and one that misbehaves, as workers find them too."""
    home = tmp_path / "geinstalleerd"
    home.mkdir()
    for name, value in install(home).items():
        monkeypatch.setenv(name, value)
    monkeypatch.syspath_prepend(home)
    # The versions of installed plugins are asked once in a process; here they change.
    seal._installed.cache_clear()
    yield load_plugins()
    seal._installed.cache_clear()


def many(plugins: Plugins) -> list[TableRow]:
    over = base()
    rows = good(over, 6 * MOST_ROWS)
    with_faults(rows, over, 11, seed=2)
    return rows


def test_two_processes_make_the_folder_that_one_makes(plugins: Plugins, tmp_path: Path) -> None:
    made(many(plugins), tmp_path / "een", plugins=plugins, form=ContractFormat.DOCX)
    totals = made(many(plugins), tmp_path / "twee", plugins=plugins, form=ContractFormat.DOCX, crew=processes(2))
    assert totals.failed == 11
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


def test_house_library_goes_to_the_workers(plugins: Plugins, tmp_path: Path) -> None:
    text = next(
        file for file in Path(__file__).parents[1].glob("outside/izacontract_fysio/clauses/behandeling/2023*.md")
    )
    home = tmp_path / "huis" / "fysio" / "behandeling"
    home.mkdir(parents=True)
    (home / text.name).write_text(text.read_text(encoding="utf-8").rstrip() + " Zo is het.\n", encoding="utf-8")
    plugins = load_plugins(house=tmp_path / "huis")
    rows = good(base(), 2 * MOST_ROWS)
    made(rows, tmp_path / "een", plugins=plugins)
    made(rows, tmp_path / "twee", plugins=plugins, crew=processes(1))
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")
    assert "Zo is het." in (tmp_path / "twee" / "K-00002.txt").read_text(encoding="utf-8")


def test_worker_that_dies_once_loses_nothing(plugins: Plugins, tmp_path: Path) -> None:
    rows = many(plugins)
    rows[30] = row(base(), rows[30].number, {"fysio.opmerking": f"sterf-eens {tmp_path / 'gestorven'}"})
    totals = made(rows, tmp_path / "uit", plugins=plugins, crew=processes(2))
    assert (tmp_path / "gestorven").exists()
    made(rows, tmp_path / "een", plugins=plugins)
    assert contents(tmp_path / "uit") == contents(tmp_path / "een")
    assert totals.rows == len(rows)


def test_row_that_takes_every_worker_with_it_fails_alone(plugins: Plugins, tmp_path: Path) -> None:
    rows = good(base(), 3 * MOST_ROWS)
    rows[30] = row(base(), rows[30].number, {"fysio.opmerking": "sterf"})
    totals = made(rows, tmp_path / "uit", plugins=plugins, crew=processes(2))
    assert (totals.made, totals.failed) == (len(rows) - 1, 1)
    listed = (tmp_path / "uit" / "fouten.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(listed) == 2
    assert listed[1].startswith(f"{rows[30].number};{rows[30].kenmerk};")


def test_workers_that_all_die_stop_the_run_and_keep_what_was_made(
    plugins: Plugins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("izacontract.batch.chunks.MOST_LOST", 2)
    rows = [row(base(), number, {"fysio.opmerking": "sterf"}) for number in range(2, 12)]
    rows = [*good(base(), MOST_ROWS), *(row(base(), 100 + r.number, dict(r.cells), f"S{r.number}") for r in rows)]
    with pytest.raises(FileError) as refused:
        made(rows, tmp_path / "uit", plugins=plugins, crew=processes(1))
    assert refused.value.code == "batch.werkers-stoppen"
    assert len(list((tmp_path / "uit").glob("*.txt"))) == MOST_ROWS
    rows[MOST_ROWS:] = []
    made(rows, tmp_path / "uit", plugins=plugins, resume=True)
    made(rows, tmp_path / "een", plugins=plugins)
    assert contents(tmp_path / "uit") == contents(tmp_path / "een")


@pytest.fixture
def two_workers(plugins: Plugins) -> Iterator[Any]:
    """Return a cluster of two processes of its own on this computer."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", memory_limit=0
        ) as local,
    ):
        yield local


def killing(cluster: Any) -> Callable[[Totals], None]:
    """Return a watch that kills a worker of the cluster after the first chunk."""
    killed: list[int] = []

    def watch(totals: Totals) -> None:
        if not killed:
            worker = next(iter(cluster.workers.values()))
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)

    return watch


@pytest.mark.xdist_group("dask")
def test_cluster_of_which_a_worker_is_killed_makes_the_folder_that_one_process_makes(
    plugins: Plugins, two_workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = many(plugins)
    made(rows, tmp_path / "een", plugins=plugins)
    prepared = prepare(base(), plugins, ContractFormat.TEXT)
    pattern = read_pattern("{kenmerk}", ".txt")
    with (
        cluster(two_workers.scheduler_address) as crew,
        run_folder(tmp_path / "uit", resume=False, force=False) as folder,
    ):
        assert crew.size == 2
        totals = run(rows, prepared, pattern, folder, crew, "nl", killing(two_workers))
    assert totals.rows == len(rows)
    assert contents(tmp_path / "uit") == contents(tmp_path / "een")
    with cluster(two_workers.scheduler_address) as crew:
        row_that_kills(crew, plugins, tmp_path / "sterft")
        monkeypatch.delenv(ONLY)
        worker_without_the_plugin(crew, tmp_path / "kaal")


def row_that_kills(crew: Crew, plugins: Plugins, out: Path) -> None:
    """Check that a row that takes every worker of a cluster with it fails alone."""
    rows = good(base(), 2 * MOST_ROWS)
    rows[3] = row(base(), rows[3].number, {"fysio.opmerking": "sterf"})
    totals = made(rows, out, plugins=plugins, crew=crew)
    assert (totals.made, totals.failed) == (len(rows) - 1, 1)


def worker_without_the_plugin(crew: Crew, out: Path) -> None:
    """Check that workers that have another set of plugins than we are refused."""
    with pytest.raises(PluginError) as refused:
        made(good(base(), 2), out, plugins=outside(), crew=crew)
    assert refused.value.code == "batch.werker-verschilt"


@pytest.mark.parametrize("far", [False, True])
def test_rows_go_tight_over_a_network_only(plugins: Plugins, tmp_path: Path, far: bool) -> None:
    sent: list[bytes] = []

    class Kept(executors._Here):
        def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
            sent.append(arguments[-1])
            return super().submit(task, *arguments, **named)

    made(good(base(), 2), tmp_path / "uit", plugins=plugins, crew=replace(executors.here(), hire=Kept, far=far))
    assert [data.startswith(job._TIGHT) for data in sent] == [far]
    assert len(list((tmp_path / "uit").glob("*.txt"))) == 2


def test_address_without_a_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("izacontract.batch.executors.SECONDS_TO_JOIN", 0.5)
    with pytest.raises(FileError) as refused, cluster("tcp://127.0.0.1:9"):
        pytest.fail("nobody answers there")
    assert refused.value.code == "batch.geen-cluster"


def workers() -> dict[int, psutil.Process]:
    """Return the processes that work for this one, by number; what only starts or counts others does not."""
    found = psutil.Process().children(recursive=True)
    starts = ("resource_tracker", "forkserver")
    helps = {
        child.pid for child in psutil.Process().children() if any(word in " ".join(child.cmdline()) for word in starts)
    }
    return {child.pid: child for child in found if child.pid not in helps}


def test_workers_begin_anew_where_a_socket_has_no_room_for_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("lang" * 20)))
    assert executors._context().get_start_method() == "spawn"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a worker begins anew")
def test_worker_begins_with_what_it_needs_imported_already() -> None:
    crew = processes(1)
    pool = crew.hire()
    # it is asked before any work is sent, which would import the same
    assert pool.submit(eval, "'izacontract.batch.worker' in __import__('sys').modules").result()
    crew.release(pool)


@pytest.mark.parametrize("said", ["eerst", "dan"])
def test_worker_has_the_environment_of_its_own_run(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IZACONTRACT_PROEF", said)
    crew = processes(1)
    pool = crew.hire()
    assert pool.submit(os.getenv, "IZACONTRACT_PROEF").result() == said
    crew.release(pool)


def test_processes_end_before_the_workbooks_of_the_run_are_written(
    plugins: Plugins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workers().keys()
    alive: list[set[int]] = []
    written = RunFolder.write_faults

    def write_faults(folder: RunFolder, language: str) -> None:
        alive.append(workers().keys() - before)
        written(folder, language)

    monkeypatch.setattr(RunFolder, "write_faults", write_faults)
    made(good(base(), 3 * MOST_ROWS), tmp_path / "uit", plugins=plugins, crew=processes(2))
    assert alive == [set()]


def test_processes_end_with_a_run_that_is_broken_off(plugins: Plugins, tmp_path: Path) -> None:
    before = workers().keys()
    alive: list[psutil.Process] = []

    def watch(totals: Totals) -> None:
        alive.extend(process for pid, process in workers().items() if pid not in before)
        raise KeyboardInterrupt

    prepared = prepare(base(), plugins, ContractFormat.TEXT)
    with pytest.raises(KeyboardInterrupt), run_folder(tmp_path / "uit", resume=False, force=False) as folder:
        rows = good(base(), 3 * MOST_ROWS)
        run(rows, prepared, read_pattern("{kenmerk}", ".txt"), folder, processes(2), watch=watch)
    assert alive
    assert outlived(alive) == []


def test_worker_that_does_not_end_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, ended = threading.Event(), threading.Event()

    class Stuck(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            let_go.wait(60)
            super().shutdown(wait, cancel_futures=cancel_futures)
            ended.set()

    monkeypatch.setattr(executors, "SECONDS_TO_END", 0.2)
    processes(1).release(Stuck(1))
    assert not ended.is_set()
    let_go.set()
    assert ended.wait(60)
