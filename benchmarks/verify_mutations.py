"""What `verify` says of changed documents, by kind of change: `python -m benchmarks.verify_mutations [N [KIND ...]]`.

Each kind of change is made N times (1 unless told) in each of the five examples, where chance with a fixed seed puts
it; harmless savers, LibreOffice and python-docx among them, go over the same documents.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import docx

import benchmarks.mutations_looks
import benchmarks.mutations_texts  # noqa: F401 - they register their kinds
from benchmarks.mutations import HARMLESS, VISIBLE, Draft
from izacontract import build_contract, load_plugins, read_request
from izacontract.errors import FileError
from izacontract.render.pdf import find_office
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document

SEED = 2027
EXAMPLES = Path(__file__).parents[1] / "tests" / "requests"


def documents() -> dict[str, bytes]:
    """Return the Word file of every example, by its name."""
    plugins = load_plugins()
    requests = {path.stem: read_request(path, plugins) for path in sorted(EXAMPLES.glob("*.yaml"))}
    return {name: word(build_contract(request, plugins)) for name, request in requests.items()}


def saved_by_python_docx(data: bytes) -> bytes:
    """Return the document as python-docx saves it."""
    saved = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(saved)
    return saved.getvalue()


def saved_by_office(originals: dict[str, bytes]) -> dict[str, bytes]:
    """Return the documents as LibreOffice saves them; none without LibreOffice."""
    try:
        office = find_office()
    except FileError:
        return {}
    with TemporaryDirectory() as folder:
        for name, data in originals.items():
            Path(folder, f"{name}.docx").write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        files = [str(Path(folder, f"{name}.docx")) for name in originals]
        convert = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(Path(folder, "again"))]
        command = [office, profile, "--headless", "--norestore", *convert, *files]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
        return {name: Path(folder, "again", f"{name}.docx").read_bytes() for name in originals}


def is_changed(data: bytes) -> bool:
    """Return whether `verify` says that something changed, or refuses the file."""
    try:
        return verify_document(data, "terug.docx").changed
    except FileError:
        return True


def rows(times: int, kinds: list[str]) -> Iterator[tuple[str, str, int, int]]:
    """Give each kind, whether it shows, how many documents were made, and how many `verify` calls changed."""
    originals = documents()
    for shows, mutations in (("zichtbaar", VISIBLE), ("onschuldig", HARMLESS)):
        for kind, mutation in mutations.items():
            if kinds and kind not in kinds:
                continue
            alarms = 0
            for name, data in originals.items():
                for time in range(times):
                    draft = Draft(data, Random(f"{SEED} {kind} {name} {time}"))
                    mutation(draft)
                    alarms += is_changed(draft.saved())
            yield kind, shows, times * len(originals), alarms
    if not kinds:
        docx_saved = [is_changed(saved_by_python_docx(data)) for data in originals.values()]
        yield "saved_by_python_docx", "onschuldig", len(docx_saved), sum(docx_saved)
        office = [is_changed(data) for data in saved_by_office(originals).values()]
        yield "saved_by_libreoffice", "onschuldig", len(office), sum(office)


def main() -> int:
    """Print a row per kind and the sums; returns 1 when a visible change passed or a harmless one alarmed."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    wrong = made = 0
    print("| change | shows | documents | told | wrong |")
    print("| --- | --- | --- | --- | --- |")
    for kind, shows, count, alarms in rows(times, sys.argv[2:]):
        missed = count - alarms if shows == "zichtbaar" else alarms
        wrong, made = wrong + missed, made + count
        print(f"| {kind.replace('_', ' ')} | {shows} | {count} | {alarms} | {missed} |", flush=True)
    print(f"\n{made} documents, {wrong} wrong (seed {SEED})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
