"""A contract in parts, as `generate --split` and `batch --split` write it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from izacontract.cli.output import STANDARD
from izacontract.cli.patterns import check_keys, pattern_of
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.errors import TOLD_WITH_DRAFT, FileError, RequestInvalid, Severity

if TYPE_CHECKING:
    from izacontract.batch.names import Pattern
    from izacontract.intake.tree import Tree


def generate_split(
    request: str,
    folder: Path,
    report: Report,
    *,
    name: str,
    frame: Path | None,
    as_pdf: bool,
    final: bool,
    unreviewed: str,
    by_reference: Path | None,
    force: bool,
) -> None:
    """Write the contract of `request` into `folder` in parts, named by the pattern `name`; all of them or none."""
    from izacontract.cli.drafting import drafted_of, given_general, loaded_plugins
    from izacontract.intake.read import examine_tree
    from izacontract.intake.sources import tree_of
    from izacontract.memo import memo_of
    from izacontract.register.facts import entry_of
    from izacontract.register.parts import documents_of_parts
    from izacontract.register.recording import record
    from izacontract.render.frame import compile_frame, frame_bytes, read_frame
    from izacontract.render.frame_mending import standard_frame
    from izacontract.reports.forms import ReportForm, printed
    from izacontract.reports.memo import memo_report
    from izacontract.split.files import CONTRACT, memo_file, split_files, with_metadata, with_pdf
    from izacontract.split.folder import check_folder, write_folder

    pattern = pattern_of(name, ".docx", in_parts=True)
    check_folder(folder, force=force)
    office = _office() if as_pdf else ""
    drawn = standard_frame() if frame is None else frame_bytes(frame)
    word_frame = read_frame(frame) if frame is not None else compile_frame(drawn)
    plugins = loaded_plugins(report)
    tree = tree_of(request, plugins)
    general = given_general(by_reference, plugins)
    examined = examine_tree(tree, plugins, None if request == STANDARD else Path(request).parent)
    read, contract, findings = drafted_of(examined, plugins, final=final, unreviewed=unreviewed, general=general)
    name_of = _names(pattern, tree, contract.reference)
    files = split_files(contract, plugins.calculate_annexes(read), word_frame, drawn, name_of)
    if office:
        files = with_pdf(files, _pdfs([file.data for file in files if file.becomes_pdf], office), name_of)
    memo = printed(memo_report(memo_of(contract, read, plugins)), ReportForm.DOCX)
    files.append(memo_file(contract, memo if isinstance(memo, bytes) else memo.encode(), name_of))
    files = with_metadata(contract, files, name_of)
    _refuse_same([file.name for file in files])
    write_folder(folder, files, force=force)
    report.findings(finding for finding in findings if finding.severity in TOLD_WITH_DRAFT)
    counts = report.counts(findings, Severity.OPEN, Severity.WARNING)
    report.say(f"Geschreven: {len(files)} bestanden in {folder}; {counts}.",
               f"Written: {len(files)} files in {folder}; {counts}.")  # fmt: skip
    for file in files:
        kept = "" if file.is_sent else report.told(" (houdt u zelf)", " (you keep it yourself)")
        report.say(f"  {file.name}{kept}", f"  {file.name}{kept}")
    main = next(file.name for file in files if file.part == CONTRACT)
    listing, one = shlex.quote(str(folder / files[-1].name)), shlex.quote(str(folder / main))
    report.say(
        f"Controleer later alles samen met: {PROGRAM} verify {listing}; één document met: {PROGRAM} verify {one}",
        f"Verify all of it later with: {PROGRAM} verify {listing}; one document with: {PROGRAM} verify {one}",
    )
    report.findings(record("generate", entry_of(read, contract, documents_of_parts(files))))


def _names(pattern: Pattern, tree: Tree, reference: str) -> Callable[[str, str], str]:
    """Return what names the files of the contract with `reference`; it raises RequestInvalid for a name that fails."""
    from izacontract.batch.names import known_keys
    from izacontract.errors import Finding

    check_keys(pattern, known_keys(tree))

    def name_of(part: str, suffix: str) -> str:
        named = pattern.name(1, reference, tree, part, suffix)
        if isinstance(named, Finding):
            raise RequestInvalid([named])
        return named

    return name_of


def _refuse_same(names: list[str]) -> None:
    """Raise RequestInvalid when two of `names` are one file on some system."""
    from izacontract.batch.names import sameness
    from izacontract.split.messages import SAME_NAME

    seen: set[str] = set()
    for name in names:
        if sameness(name) in seen:
            raise RequestInvalid([SAME_NAME.finding(name=name)])
        seen.add(sameness(name))


def _office() -> str:
    from izacontract.render.pdf import find_office

    return find_office()


def _pdfs(documents: list[bytes], office: str) -> list[bytes]:
    from izacontract.render.pdf import pdfs

    made: list[bytes] = []
    for one in pdfs(documents, office):
        if isinstance(one, FileError):
            raise one
        made.append(one)
    return made


def refuse_beside_split(**given: object) -> None:
    """Raise UsageError for an option that `--split` does not go with, of those `given`."""
    for option, value in given.items():
        if value is not None:
            raise UsageError(
                f"--{option} en --split gaan niet samen.",
                f"--{option} and --split do not go together.",
                "--split schrijft Word-bestanden in een map; pdf van elk erbij met --pdf.",
                "--split writes Word files into a folder; a PDF of each as well with --pdf.",
            )
