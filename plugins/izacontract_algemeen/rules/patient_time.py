"""Decides on the annex with the MTVP plan; the clause itself belongs to the sector that carries it."""

from __future__ import annotations

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_algemeen.terms.patient_time import PatientTime

ANNEX = "algemeen.bijlage-mtvp"
PARTICIPATION = ("mtvp.deelname",)

QUARTERS = ("eerste", "tweede", "derde", "vierde")


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the annex with the plan when the provider takes part (IZA, annex E, 3a)."""
    terms = request.section(PatientTime)
    if terms is None:
        return [leave_out(ANNEX, because="de aanvraag bevat geen afspraken over MTVP", looked_at=("mtvp",))]
    participation = terms.participation
    if is_open(participation):
        because = "nog niet is ingevuld of de zorgaanbieder aan MTVP deelneemt"
        return [leave_out(ANNEX, because=because, looked_at=PARTICIPATION)]
    if not participation:
        return [leave_out(ANNEX, because="de zorgaanbieder neemt niet deel aan MTVP", looked_at=PARTICIPATION)]
    if any(omission.clause.endswith(".mtvp") for omission in request.omissions):
        because = "de afspraken over MTVP zijn uit het contract gelaten"
        return [leave_out(ANNEX, because=because, looked_at=("weggelaten",))]
    values = {
        "plan": (plan_row(terms),),
        "maatregelen": measure_rows(terms),
        "ondersteuning": request.value("mdz") is not None,
    }
    return [put_in(ANNEX, because="de zorgaanbieder neemt deel aan MTVP", values=values, looked_at=PARTICIPATION)]


def plan_row(terms: PatientTime) -> dict[str, object]:
    """Return the row that says from when, with whom and by which documents the provider takes part."""
    return {
        "start": quarter_in_words(terms.start_quarter),
        "organisatie": terms.regional_organisation,
        "regioplan": terms.regional_plan,
        "leidraad": terms.guideline,
    }


def measure_rows(terms: PatientTime) -> tuple[dict[str, object], ...] | OpenPoint:
    """Return a row per chosen measure in the order of the request; the text knows its name and aim."""
    if isinstance(terms.measures, OpenPoint):
        return terms.measures
    return tuple({"maatregel": measure, "doel": measure} for measure in terms.measures)


def quarter_in_words(quarter: str | OpenPoint) -> str | OpenPoint:
    """Return "eerste kwartaal van 2025" for "2025-Q1"; an open point stays one."""
    if isinstance(quarter, OpenPoint):
        return quarter
    year, number = quarter.split("-Q")
    return f"{QUARTERS[int(number) - 1]} kwartaal van {year}"
