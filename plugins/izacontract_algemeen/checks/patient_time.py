"""Checks the section on MTVP: the first quarter of participation and the chosen measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.terms.patient_time import PatientTime

FIRST_DAY = "algemeen.mtvp-eerste-dag"
DAYS_OF_A_YEAR = 366

START_TOO_EARLY = Message(
    "algemeen.mtvp-start-te-vroeg",
    "Deelname aan MTVP kan niet beginnen in {kwartaal}: het eerste mogelijke kwartaal is {eerste}.",
    "Participation in MTVP cannot start in {kwartaal}: the first possible quarter is {eerste}.",
    "Vul bij startkwartaal {eerste} of een later kwartaal in.",
    "Fill in {eerste} or a later quarter at startkwartaal.",
)
START_AFTER_END = Message(
    "algemeen.mtvp-start-na-einde",
    "De deelname aan MTVP begint in {kwartaal}, na de laatste dag van het contract ({einde}).",
    "Participation in MTVP starts in {kwartaal}, after the last day of the contract ({einde}).",
    "Controleer startkwartaal en einde; zo is er in dit contract geen kwartaal waarover wordt betaald.",
    "Check startkwartaal and einde; as it stands no quarter of this contract is paid for.",
)
NO_MEASURE = Message(
    "algemeen.mtvp-zonder-maatregel",
    "Er is geen maatregel gekozen, terwijl de zorgaanbieder aan MTVP deelneemt.",
    "No measure was chosen, although the provider takes part in MTVP.",
    "Noem bij maatregelen ten minste één maatregel, zoals taakherschikking.",
    "Name at least one measure at maatregelen, such as taakherschikking.",
)
MEASURE_TWICE = Message(
    "algemeen.mtvp-maatregel-dubbel",
    "De maatregel '{maatregel}' staat er meer dan één keer.",
    "The measure '{maatregel}' stands here more than once.",
    "Laat elke maatregel één keer staan.",
    "Keep each measure once.",
)


COUNT_TOO_OLD = Message(
    "algemeen.mtvp-peildatum-oud",
    "De ingeschreven verzekerden zijn geteld op {peildatum:%d-%m-%Y}, meer dan een jaar vóór het begin van het "
    "contract.",
    "The registered patients were counted on {peildatum:%d-%m-%Y}, more than a year before the contract begins.",
    "Vul het aantal van een latere dag in, met die dag bij peildatum.",
    "Fill in the number of a later day, with that day at peildatum.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults in the section on MTVP, and a warning when it starts after the contract."""
    terms = request.section(PatientTime)
    return [] if terms is None else [*start(terms, request, parameters), *count(terms, request), *measures(terms)]


def start(terms: PatientTime, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield what is wrong with the first quarter; quarters sort as text."""
    quarter = terms.start_quarter
    end = request.agreement.end
    if isinstance(quarter, OpenPoint):
        return
    first = quarter_of(parameters.day(FIRST_DAY))
    if quarter < first:
        yield START_TOO_EARLY.finding("mtvp", "startkwartaal", kwartaal=quarter, eerste=first)
    elif not is_open(end) and quarter > quarter_of(end):
        yield START_AFTER_END.warning("mtvp", "startkwartaal", kwartaal=quarter, einde=f"{end:%d-%m-%Y}")


def count(terms: PatientTime, request: ContractRequest) -> Iterator[Finding]:
    """Yield a warning when the registered patients were counted more than a year before the contract begins."""
    day, begin = terms.count_day, request.agreement.begin
    if not isinstance(day, OpenPoint) and not is_open(begin) and (begin - day).days > DAYS_OF_A_YEAR:
        yield COUNT_TOO_OLD.warning("mtvp", "peildatum", peildatum=day)


def quarter_of(day: date) -> str:
    """Return the quarter of `day` as people type it: "2023-Q2"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def measures(terms: PatientTime) -> Iterator[Finding]:
    """Yield a fault when nothing was chosen, and one for each measure that repeats an earlier one."""
    chosen = terms.measures
    if isinstance(chosen, OpenPoint):
        return
    takes_part = not isinstance(terms.participation, OpenPoint) and terms.participation
    if not chosen and takes_part:
        yield NO_MEASURE.finding("mtvp", "maatregelen")
    for place, measure in enumerate(chosen):
        if measure in chosen[:place]:
            yield MEASURE_TWICE.finding("mtvp", "maatregelen", place, maatregel=measure)
