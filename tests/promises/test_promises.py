"""Nothing that the last release promised is gone or means something else; what is new is listed, not refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docs.make.public import shapes
from tests.promises.answers import answers
from tests.promises.listing import differences, promises, recorded

ROOT = Path(__file__).parents[2]
HOW = """
These were promised by {release} and are gone or changed:
{gone}
Put them back, or keep the former name beside the new one for one release (docs/stability.md). Before the tag of that
release, and where a new release may do so: make promises RECORD=VERSION, and a line under Changed in CHANGELOG.md.
"""
UNSEEN = {
    "izacontract/plugin-check/1", "izacontract/seal/1", "izacontract/seal/2",
    "izacontract/shared/2", "izacontract/verify-set/1",
}  # fmt: skip
"""Shapes of files for ourselves, that no command prints, or of a command that takes long: held by their own tests."""


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return promises(answers(tmp_path_factory.mktemp("antwoorden")))


def test_what_the_last_release_promised_still_holds(now: list[str]) -> None:
    gone, new = differences(recorded().read_text(encoding="utf-8").splitlines(), now)
    print(f"new since {recorded().stem}:", *new, sep="\n")  # noqa: T201  pytest -s shows it, and so does a failure
    assert not gone, HOW.format(release=recorded().stem, gone="\n".join(gone))


def test_every_shape_of_json_is_seen_in_an_answer(now: list[str]) -> None:
    seen = {line.split()[1] for line in now if line.startswith("json ")}
    assert set(shapes()) - seen == UNSEEN


@pytest.mark.parametrize(
    "kind",
    ["command izacontract generate --final", "status PLUGIN = 4", "key overeenkomst.kenmerk", "python build_contract(",
     "json izacontract/check/1 ", "clause algemeen.ova", "message plugin.fout", "hook propose_clauses(", "shape ",
     "variable IZACONTRACT_LIBRARY"],
)  # fmt: skip
def test_promise_of_each_kind_that_is_gone_is_told_and_one_that_is_new_is_not(now: list[str], kind: str) -> None:
    lost = next(line for line in now if line.startswith(kind))
    rest = [line for line in now if line != lost]
    assert differences(now, rest) == ([lost], [])
    assert differences(rest, now) == ([], [lost])


def _git(*words: str, folder: Path = ROOT) -> str:
    ran = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout


def changed_since_tag(folder: Path) -> list[str]:
    """Return the locks and records of which a line of the last tag `v*` of `folder` is gone; none without a tag."""
    tags = _git("tag", "--list", "v*", "--sort=-version:refname", folder=folder).split()
    if not tags:
        return []
    kept = _git("ls-tree", "-r", "--name-only", tags[0], folder=folder).splitlines()
    guarded = [name for name in kept if name.endswith("released.lock") or name.startswith("tests/promises/")]
    return [
        name
        for name in guarded
        if name.endswith((".lock", ".txt"))
        and set(_git("show", f"{tags[0]}:{name}", folder=folder).splitlines())
        - set((folder / name).read_text(encoding="utf-8").splitlines() if (folder / name).exists() else ())
    ]


def test_texts_and_records_of_the_last_tag_are_as_they_were() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no checkout")
    assert changed_since_tag(ROOT) == [], "a released text got other words: restore it, new wording gets its own file"


def test_lock_that_was_renewed_after_a_tag_is_told(tmp_path: Path) -> None:
    _git("init", "-q", folder=tmp_path)
    for key, value in (("user.name", "x"), ("user.email", "x@example.org"), ("commit.gpgsign", "false")):
        _git("config", key, value, folder=tmp_path)
    lock, record = tmp_path / "clause_templates" / "a" / "released.lock", tmp_path / "tests" / "promises" / "0.1.0.txt"
    for file, text in ((lock, "een/2023-01-01.md aaaa\n"), (record, "key a\n")):
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    _git("add", "-A", folder=tmp_path)
    _git("commit", "-qm", "x", folder=tmp_path)
    assert changed_since_tag(tmp_path) == []
    _git("tag", "v0.1.0", folder=tmp_path)
    lock.write_text("een/2023-01-01.md aaaa\neen/2027-01-01.md bbbb\n", encoding="utf-8")
    assert changed_since_tag(tmp_path) == []
    lock.write_text("een/2023-01-01.md cccc\n", encoding="utf-8")
    record.unlink()
    assert changed_since_tag(tmp_path) == ["clause_templates/a/released.lock", "tests/promises/0.1.0.txt"]
