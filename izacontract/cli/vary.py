"""`izacontract vary`: write the addendum that makes of one contract another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.options import AsFinal, Lang, Library, Unreviewed, reason_unreviewed, report_of
from izacontract.cli.output import Force
from izacontract.cli.report import PROGRAM
from izacontract.errors import Severity, Told

if TYPE_CHECKING:
    from izacontract.model.contract import Contract

Old = Annotated[
    str, typer.Argument(metavar="OLD", help="De overeenkomst: aanvraag, of het Word-bestand dat izacontract schreef.")
]
Addenda = Annotated[list[Path], typer.Argument(metavar="ALLONGE...", help="Allonges (.docx), alle die zijn getekend.")]
After = Annotated[
    list[Path] | None, typer.Option("--after", metavar="ALLONGE", help="Eerdere allonge (.docx); mag vaker.")
]


def vary(
    context: typer.Context,
    old: Old,
    new: Annotated[str, typer.Argument(metavar="NEW", help="Wat de overeenkomst wordt: aanvraag of Word-bestand.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Doelbestand (.docx).")],
    number: Annotated[
        int | None, typer.Option("--number", metavar="N", min=1, help="Nummer; anders het volgende, te beginnen bij 1.")
    ] = None,
    day: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="Dag van ingang; anders een open punt."),
    ] = None,
    after: After = None,
    frame: Annotated[Path | None, typer.Option("--frame", metavar="FILE", help="Eigen Word-sjabloon.")] = None,
    final: AsFinal = False,
    unreviewed: Unreviewed = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write the addendum that says, lid by lid, what is replaced, added or lapses in OLD, to say what NEW says."""
    from izacontract.amend.sides import varied
    from izacontract.cli.amending import check_word, given_addenda, given_contract, others_beside
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import check_target, given_files, write_whole
    from izacontract.cli.library import day_of
    from izacontract.cli.outcome import Outcome, ended
    from izacontract.register.facts import AddendumFacts, document_of
    from izacontract.register.recording import record
    from izacontract.render.frame import read_frame
    from izacontract.render.word import word

    report = report_of(context)
    reason = reason_unreviewed(unreviewed, final=final)
    check_word(f"vary {old} {new} -o allonge.docx", out)
    earlier = after or []
    check_target(out, force=force, sources=given_files(old, new, frame, *earlier))
    from_day = day_of(day)
    word_frame = read_frame(frame)
    plugins = loaded_plugins(report)
    was, becomes = given_contract(old, plugins), given_contract(new, plugins)
    addenda, of_addenda = given_addenda(earlier)
    made = varied(was.given, becomes.given, number=number, day=from_day, earlier=addenda)
    contract = _final(made.contract, reason) if final else made.contract
    report.findings([*was.findings, *becomes.findings, *of_addenda, *made.findings])
    report.findings(others_beside(out, was.given.seal.reference, earlier, "--after"))
    data = word(contract, word_frame, made.amendment)
    write_whole(out, data, force=force)
    changes, points = len(made.amendment.changes), len(contract.open_points)
    nl, en = ("wijziging", "change") if changes == 1 else ("wijzigingen", "changes")
    number, open_points = made.amendment.number, report.count(Severity.OPEN, points)
    if points:
        open_points = f"{open_points}: {', '.join(point.words for point in contract.open_points)}"
    name_day = ("", "") if from_day else (" Noem de dag van ingang met --from.", " Name the first day with --from.")
    said = Told(
        f"Geschreven: {out}, allonge {number}; {changes} {nl}, {open_points}.{name_day[0]}",
        f"Written: {out}, addendum {number}; {changes} {en}, {open_points}.{name_day[1]}",
    )
    sources = (old, new, *map(str, earlier))
    ended(Outcome("vary", made.amendment.reference, sources, (out,), said, number, from_day), report)
    named = " ".join(str(file) for file in (*earlier, out))
    report.say(
        f"De doorlopende tekst: {PROGRAM} consolidate {old} {named} -o doorlopend.docx",
        f"The running text: {PROGRAM} consolidate {old} {named} -o running.docx",
    )
    document = document_of(out, data, "allonge")
    addendum = AddendumFacts(number, from_day, document.sha256, made.amendment.end)
    report.findings(record("vary", was.entry(document, addendum)))


def consolidate(
    context: typer.Context,
    old: Old,
    addenda: Addenda,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Doelbestand (.docx).")],
    frame: Annotated[Path | None, typer.Option("--frame", metavar="FILE", help="Eigen Word-sjabloon.")] = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write the running text of OLD with every ALLONGE in it, and at each change which one made it."""
    from izacontract.amend.sides import consolidated
    from izacontract.cli.amending import check_word, given_addenda, given_contract, others_beside
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import check_target, given_files, write_whole
    from izacontract.cli.outcome import Outcome, ended
    from izacontract.register.facts import document_of
    from izacontract.register.recording import record
    from izacontract.render.frame import read_frame
    from izacontract.render.word import word

    report = report_of(context)
    check_word(f"consolidate {old} allonge-1.docx -o doorlopend.docx", out)
    check_target(out, force=force, sources=given_files(old, frame, *addenda))
    word_frame = read_frame(frame)
    plugins = loaded_plugins(report)
    was = given_contract(old, plugins)
    given, of_addenda = given_addenda(addenda)
    made = consolidated(was.given, given)
    report.findings([*was.findings, *of_addenda, *made.findings])
    reference = was.given.seal.reference
    report.findings(others_beside(out, reference, addenda))
    data = word(made.contract, word_frame, made.amendment)
    write_whole(out, data, force=force)
    count = len(given)
    said = Told(
        f"Geschreven: {out}, met {count} {'allonge' if count == 1 else 'allonges'} erin verwerkt.",
        f"Written: {out}, with {count} {'addendum' if count == 1 else 'addenda'} in it.",
    )
    ended(Outcome("consolidate", reference, (old, *map(str, addenda)), (out,), said), report)
    report.findings(record("consolidate", was.entry(document_of(out, data, "doorlopend"))))


def _final(contract: Contract, reason: str) -> Contract:
    """Return `contract` to be signed; raises AmendmentInvalid while something is open or nobody says why unreviewed."""
    from izacontract import dutch
    from izacontract.amend import messages as m
    from izacontract.build.check import UNREVIEWED, not_reviewed

    findings = []
    if contract.open_points:
        points = dutch.listing([point.field for point in contract.open_points])
        findings.append(m.OPEN.before_final(points=points))
    if not reason:
        # no lawyer has read the words of the addendum itself either, which no clause of a library holds
        findings.append(UNREVIEWED.before_final(count=not_reviewed(contract) + 1))
    if findings:
        raise m.AmendmentInvalid(findings)
    return replace(contract, status="definitief", unreviewed=reason)
