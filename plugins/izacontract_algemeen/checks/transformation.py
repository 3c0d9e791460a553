"""Checks the transformation plan: participants, market leaders, approval and term; the funds are checked beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open, last_day_of_years
from izacontract_algemeen.checks import funds
from izacontract_algemeen.rules.transformation import approved, same
from izacontract_algemeen.terms.transformation import TransformationFunds, TransformationPlan

PLAN = "transformatieplan"
PATIENTS_REGISTERED_FROM = "algemeen.patientbetrokkenheid-vanaf"
"""From this day it is registered whether patients took part in a plan."""

FIRST_SUBMITTED = "algemeen.middelen-eerste-dag"
"""From this day plans are submitted, and so assessed in steps."""

NO_PARTICIPANTS = Message(
    "algemeen.plan-zonder-deelnemers",
    "Het transformatieplan noemt geen deelnemers.",
    "The transformation plan names no participants.",
    "Noem bij deelnemers ten minste de zorgaanbieder (IZA, onderdeel J, § 3).",
    "Name at least the provider at deelnemers (IZA, onderdeel J, § 3).",
)
PROVIDER_MISSING = Message(
    "algemeen.aanbieder-geen-deelnemer",
    "Zorgaanbieder '{name}' staat niet bij de deelnemers aan het transformatieplan.",
    "Provider '{name}' is not among the participants of the transformation plan.",
    "Zet de zorgaanbieder met precies deze naam bij deelnemers, of laat transformatieplan weg.",
    "Add the provider by exactly this name to deelnemers, or leave transformatieplan out.",
)
NOT_TWO_LEADERS = Message(
    "algemeen.marktleiders-niet-twee",
    "Er zijn {count} marktleiders genoemd; het zijn er precies twee.",
    "{count} market leaders are named; there are exactly two.",
    "Noem de twee zorgverzekeraars met de meeste verzekerden in de regio van het plan (IZA, onderdeel J, § 3).",
    "Name the two insurers with the most insured people in the region of the plan (IZA, onderdeel J, § 3).",
)
SAME_LEADER_TWICE = Message(
    "algemeen.marktleiders-gelijk",
    "Beide marktleiders heten '{name}'.",
    "Both market leaders are called '{name}'.",
    "Noem twee verschillende zorgverzekeraars.",
    "Name two different insurers.",
)
LEADERS_OF_ONE_GROUP = Message(
    "algemeen.marktleiders-een-concern",
    "Beide marktleiders horen bij deze zorgverzekeraar ('{first}' en '{second}').",
    "Both market leaders belong to this insurer ('{first}' and '{second}').",
    "Noem één marktleider van dit concern en één van een ander concern.",
    "Name one market leader of this group and one of another group.",
)
LEADER_NOT_NAMED = Message(
    "algemeen.marktleider-niet-genoemd",
    "De zorgverzekeraar is volgens rol_verzekeraar marktleider, maar staat niet bij marktleiders.",
    "The insurer is market leader according to rol_verzekeraar, but is not among marktleiders.",
    "Zet de naam van een van de rechtspersonen of van het concern bij marktleiders, of kies 'volger'.",
    "Add the name of one of the legal entities or of the group to marktleiders, or choose 'volger'.",
)
FOLLOWER_NAMED = Message(
    "algemeen.volger-is-marktleider",
    "De zorgverzekeraar is volgens rol_verzekeraar volger, maar '{name}' staat bij marktleiders.",
    "The insurer is a follower according to rol_verzekeraar, but '{name}' is among marktleiders.",
    "Kies 'marktleider', of noem bij marktleiders twee andere zorgverzekeraars.",
    "Choose 'marktleider', or name two other insurers at marktleiders.",
)
HALF_APPROVED = Message(
    "algemeen.goedkeuring-half",
    "Bij een goedkeuring horen een dag en een kenmerk; '{missing}' ontbreekt.",
    "An approval has a day and a reference; '{missing}' is missing.",
    "Vul '{missing}' ook in, of laat goedgekeurd_op en goedkeuring allebei weg.",
    "Fill in '{missing}' as well, or leave both goedgekeurd_op and goedkeuring out.",
)
PLAN_ENDS_FIRST = Message(
    "algemeen.plan-einde-voor-begin",
    "Het transformatieplan eindigt op {end:%d-%m-%Y}, vóór de eerste dag {begin:%d-%m-%Y}.",
    "The transformation plan ends on {end:%d-%m-%Y}, before its first day {begin:%d-%m-%Y}.",
    "Controleer begin en einde van het plan.",
    "Check begin and einde of the plan.",
)
PLAN_TOO_LONG = Message(
    "algemeen.plan-langer-dan-vijf-jaar",
    "Het transformatieplan loopt tot en met {end:%d-%m-%Y}; zijn resultaten horen er binnen vijf jaar te zijn.",
    "The transformation plan runs through {end:%d-%m-%Y}; its results should be there within five years.",
    "Laat het plan uiterlijk op {last:%d-%m-%Y} eindigen, of toets het bewijs bij vijf_jaar (IZA, onderdeel J, § 3).",
    "Let the plan end on {last:%d-%m-%Y} at the latest, or check the evidence at vijf_jaar (IZA, onderdeel J, § 3).",
)
PATIENTS_UNKNOWN = Message(
    "algemeen.patientbetrokkenheid-onbekend",
    "Niet is ingevuld of patiënten bij het transformatieplan zijn betrokken; dat wordt sinds {since:%d-%m-%Y} "
    "vastgelegd.",
    "It is not filled in whether patients took part in the transformation plan; this is registered since "
    "{since:%d-%m-%Y}.",
    "Vul bij patientbetrokkenheid ja of nee in.",
    "Fill in ja or nee at patientbetrokkenheid.",
)
ASSESSMENT_STOPPED = Message(
    "algemeen.beoordeling-gestopt",
    "Plan '{reference}' heeft geen goedkeuring; sinds {stopped:%d-%m-%Y} worden nieuwe plannen niet meer beoordeeld.",
    "Plan '{reference}' has no approval, and since {stopped:%d-%m-%Y} new plans are no longer assessed.",
    "Transformatiemiddelen kunnen niet; gelijkgerichtheid wel. Een definitief contract vraagt een goedkeuring.",
    "Funds are not possible; alignment is. A final contract asks for an approval.",
)
APPROVED_AFTER_STOP = Message(
    "algemeen.goedgekeurd-na-stop",
    "De goedkeuring is van {day:%d-%m-%Y}; sinds {stopped:%d-%m-%Y} worden nieuwe plannen niet meer beoordeeld.",
    "The approval is of {day:%d-%m-%Y}; since {stopped:%d-%m-%Y} new plans are no longer assessed.",
    "Controleer dag en kenmerk; alleen voor twee wachtende plannen gold een uitzondering.",
    "Check day and reference; only two waiting plans were excepted.",
)


AFFECTED_AND_NOBODY = Message(
    "algemeen.geraakten-tegenstrijdig",
    "Volgens niemand_geraakt raakt het plan niemand anders, maar geraakten noemt partijen.",
    "According to niemand_geraakt the plan affects nobody else, but geraakten names parties.",
    "Laat niemand_geraakt weg, of laat geraakten weg.",
    "Leave niemand_geraakt out, or leave geraakten out.",
)
AFFECTED_TAKES_PART = Message(
    "algemeen.geraakte-is-deelnemer",
    "'{name}' staat bij geraakten en ook bij deelnemers.",
    "'{name}' is among geraakten and among deelnemers.",
    "Noem bij geraakten alleen partijen die niet meedoen.",
    "Name at geraakten only parties that do not take part.",
)
MUNICIPALITY_MISSING = Message(
    "algemeen.gemeente-geen-deelnemer",
    "Gemeente '{name}' staat niet bij de deelnemers aan het transformatieplan.",
    "Municipality '{name}' is not among the participants of the transformation plan.",
    "Zet haar met precies deze naam bij deelnemers, of laat haar bij gemeenten weg.",
    "Add it by exactly this name to deelnemers, or leave it out of gemeenten.",
)
STEPS_OUT_OF_ORDER = Message(
    "algemeen.plan-stappen-volgorde",
    "{later} ({second:%d-%m-%Y}) ligt vóór {earlier} ({first:%d-%m-%Y}).",
    "{later} ({second:%d-%m-%Y}) lies before {earlier} ({first:%d-%m-%Y}).",
    "Eerst komt de snelle toets, dan het voorgenomen en dan het definitieve besluit: verbeter de dagen.",
    "First comes the quick test, then the intended and then the final decision: mend the days.",
)
INTENDED_UNKNOWN = Message(
    "algemeen.voorgenomen-besluit-onbekend",
    "De dag van het voorgenomen besluit is niet opgegeven.",
    "The day of the intended decision is missing.",
    "Vul voorgenomen_op in; alleen een plan dat al vóór {since:%d-%m-%Y} liep, kan zonder (Beoordelingskader, stap 3).",
    "Fill in voorgenomen_op; only a plan that ran before {since:%d-%m-%Y} can do without (Beoordelingskader, step 3).",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about the transformation plan and about the funds."""
    plan = request.section(TransformationPlan)
    if plan is None:
        return funds.check_request(request, parameters)
    return [
        *participants(plan, request),
        *others(plan),
        *steps(plan, parameters),
        *market_leaders(plan, request),
        *approval(plan, request, parameters),
        *term(plan, parameters),
        *patients(plan, parameters),
        *funds.check_request(request, parameters),
    ]


def participants(plan: TransformationPlan, request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault when the provider is not among the participants (IZA, onderdeel J, § 3)."""
    if isinstance(plan.participants, OpenPoint) or is_open(request.provider.name):
        return
    name = request.provider.name
    if not plan.participants:
        yield NO_PARTICIPANTS.finding(PLAN, "deelnemers")
    elif same(name) not in map(same, plan.participants):
        yield PROVIDER_MISSING.finding(PLAN, "deelnemers", name=name)


def market_leaders(plan: TransformationPlan, request: ContractRequest) -> Iterator[Finding]:
    """Yield what is wrong with the two market leaders and with the insurer's role (IZA, onderdeel J, § 3)."""
    leaders = plan.market_leaders
    if isinstance(leaders, OpenPoint):
        return
    own = own_names(request)
    ours = [name for name in leaders if same(name) in own]
    if len(leaders) != 2:
        yield NOT_TWO_LEADERS.finding(PLAN, "marktleiders", count=len(leaders))
    elif same(leaders[0]) == same(leaders[1]):
        yield SAME_LEADER_TWICE.finding(PLAN, "marktleiders", 1, name=leaders[0])
    elif len(ours) == 2:
        yield LEADERS_OF_ONE_GROUP.finding(PLAN, "marktleiders", first=ours[0], second=ours[1])
    if is_open(plan.role) or not own:
        return
    if plan.role == "marktleider" and not ours:
        yield LEADER_NOT_NAMED.finding(PLAN, "rol_verzekeraar")
    if plan.role == "volger" and ours:
        yield FOLLOWER_NAMED.finding(PLAN, "rol_verzekeraar", name=ours[0])


def own_names(request: ContractRequest) -> frozenset[str]:
    """Return the names under which this insurer may be a market leader: its legal entities and its group."""
    insurer = request.insurer
    entities = () if is_open(insurer.entities) else insurer.entities
    names = [*(entity.name for entity in entities), insurer.group]
    return frozenset(same(name) for name in names if isinstance(name, str))


def approval(plan: TransformationPlan, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault for half an approval, and warnings about approval after the assessment stopped.

    The contract's reference day decides, never today. Funds without approval are a fault that `funds` finds.
    """
    if not approved(plan) and not (is_open(plan.approved_on) and is_open(plan.approval)):
        missing = "goedgekeurd_op" if is_open(plan.approved_on) else "goedkeuring"
        yield HALF_APPROVED.finding(PLAN, missing, missing=missing)
    stopped = parameters.day(funds.ASSESSMENT_STOPPED_ON)
    if isinstance(plan.approved_on, OpenPoint):
        after = not is_open(request.agreement.begin) and request.reference_day >= stopped
        if is_open(plan.approval) and after and request.section(TransformationFunds) is None:
            yield ASSESSMENT_STOPPED.warning(PLAN, "goedkeuring", reference=plan.reference, stopped=stopped)
    elif plan.approved_on >= stopped:
        yield APPROVED_AFTER_STOP.warning(PLAN, "goedgekeurd_op", day=plan.approved_on, stopped=stopped)


def term(plan: TransformationPlan, parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault when the plan ends before it begins, a warning when it lasts over five years (IZA, p. 101)."""
    if isinstance(plan.begin, OpenPoint) or isinstance(plan.end, OpenPoint):
        return
    last = last_day_of_years(plan.begin, parameters.count(funds.LONGEST_YEARS))
    if plan.end < plan.begin:
        yield PLAN_ENDS_FIRST.finding(PLAN, "einde", begin=plan.begin, end=plan.end)
    elif plan.end > last:
        yield PLAN_TOO_LONG.warning(PLAN, "einde", end=plan.end, last=last)


def patients(plan: TransformationPlan, parameters: Parameters) -> Iterator[Finding]:
    """Yield a warning when it is unknown whether patients took part, for a plan from when that is registered."""
    if plan.patients_involved is not None:
        return
    since = parameters.day(PATIENTS_REGISTERED_FROM)
    if isinstance(plan.approved_on, OpenPoint) or plan.approved_on >= since:
        yield PATIENTS_UNKNOWN.warning(PLAN, "patientbetrokkenheid", since=since)


def others(plan: TransformationPlan) -> Iterator[Finding]:
    """Yield a fault for affected parties when nobody is, or that take part, and for a municipality that does not."""
    if plan.nobody_affected and not is_open(plan.affected):
        yield AFFECTED_AND_NOBODY.finding(PLAN, "niemand_geraakt")
    if isinstance(plan.participants, OpenPoint):
        return
    taking_part = set(map(same, plan.participants))
    for place, row in enumerate(() if isinstance(plan.affected, OpenPoint) else plan.affected):
        if same(row.party) in taking_part:
            yield AFFECTED_TAKES_PART.finding(PLAN, "geraakten", place, "partij", name=row.party)
    for place, name in enumerate(plan.municipalities):
        if same(name) not in taking_part:
            yield MUNICIPALITY_MISSING.finding(PLAN, "gemeenten", place, name=name)


def steps(plan: TransformationPlan, parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault for steps of the assessment out of order, a warning when the intended decision has no day."""
    days = {
        "snelle_toets_op": plan.tested_on,
        "voorgenomen_op": plan.intended_on,
        "goedgekeurd_op": plan.approved_on,
    }
    known = [(key, day) for key, day in days.items() if day is not None and not isinstance(day, OpenPoint)]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            yield STEPS_OUT_OF_ORDER.finding(PLAN, later, earlier=earlier, later=later, first=first, second=second)
    since, begin = parameters.day(FIRST_SUBMITTED), plan.begin
    if plan.intended_on is None and approved(plan) and not isinstance(begin, OpenPoint) and begin >= since:
        yield INTENDED_UNKNOWN.warning(PLAN, "voorgenomen_op", since=since)
