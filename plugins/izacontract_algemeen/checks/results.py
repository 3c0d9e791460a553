"""Checks payment on results and monitoring: each KPI by itself, and the sum against the insurer's share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, Severity, is_open
from izacontract_algemeen.rules.transformation import LAST_BEGIN_WITH_PRICE_AGREEMENT, after_price_agreement
from izacontract_algemeen.terms.results import Monitoring, Result
from izacontract_algemeen.terms.transformation import TransformationFunds, TransformationPlan

RESULTS = "betaling_bij_resultaat"
Period = tuple[date, date]

FUNDS_WITHOUT_RESULTS = Message(
    "algemeen.middelen-zonder-resultaten",
    "Transformatiemiddelen worden per mijlpaal betaald, maar betaling_bij_resultaat is nog leeg.",
    "Funds are paid per milestone, but betaling_bij_resultaat is still empty.",
    "Vul ten minste één KPI in; samen zijn de bedragen gelijk aan aandeel_verzekeraar (IZA, § 4.2.3).",
    "Fill in at least one KPI; together the amounts equal aandeel_verzekeraar (IZA, § 4.2.3).",
)
SUM_DIFFERS = Message(
    "algemeen.resultaten-niet-gelijk-aan-aandeel",
    "De bedragen per KPI zijn samen € {total:.2f}, maar het aandeel van de zorgverzekeraar is € {share:.2f}.",
    "The amounts per KPI add up to € {total:.2f}, but the insurer's share is € {share:.2f}.",
    "Verdeel het aandeel tot op de cent over de KPI's; het verschil is {difference:.2f}.",
    "Divide the share over the KPIs to the cent; the difference is {difference:.2f}.",
)
KPI_TWICE = Message(
    "algemeen.kpi-dubbel",
    "KPI '{kpi}' staat er meer dan één keer.",
    "KPI '{kpi}' stands here more than once.",
    "Geef elke KPI een eigen naam.",
    "Give each KPI its own name.",
)
BASELINE_IS_TARGET = Message(
    "algemeen.nulwaarde-is-streefwaarde",
    "Bij KPI '{kpi}' zijn nulwaarde en streefwaarde gelijk ({value}).",
    "Baseline and target of KPI '{kpi}' are equal ({value}).",
    "Vul een streefwaarde in die hoger of lager is dan de nulwaarde.",
    "Fill in a target above or below the baseline.",
)
NO_THRESHOLD = Message(
    "algemeen.drempel-ontbreekt",
    "KPI '{kpi}' betaalt vanaf een drempel, maar noemt geen drempel.",
    "KPI '{kpi}' pays from a threshold but names none.",
    "Vul bij drempel een waarde tussen nulwaarde en streefwaarde in, of kies 'naar-rato' of 'geen'.",
    "Fill in a value between baseline and target at drempel, or choose 'naar-rato' or 'geen'.",
)
THRESHOLD_OUTSIDE = Message(
    "algemeen.drempel-buiten-bereik",
    "De drempel van KPI '{kpi}' ({threshold}) ligt niet tussen nulwaarde {baseline} en streefwaarde {target}.",
    "The threshold of KPI '{kpi}' ({threshold}) is not between baseline {baseline} and target {target}.",
    "Kies een drempel daartussen; kies 'naar-rato' om vanaf de nulwaarde te betalen en 'geen' om dat pas op de "
    "streefwaarde te doen.",
    "Choose a threshold in between; choose 'naar-rato' to pay from the baseline and 'geen' to pay at the target only.",
)
THRESHOLD_UNUSED = Message(
    "algemeen.drempel-zonder-werking",
    "KPI '{kpi}' noemt een drempel, maar die werkt niet bij '{partial}'.",
    "KPI '{kpi}' names a threshold, but it has no effect with '{partial}'.",
    "Kies bij gedeeltelijk 'drempel', of laat drempel weg.",
    "Choose 'drempel' at gedeeltelijk, or leave drempel out.",
)
EFFORT_WITHOUT_REASON = Message(
    "algemeen.inspanning-zonder-reden",
    "KPI '{kpi}' betaalt transformatiemiddelen voor een inspanning, maar noemt geen reden.",
    "KPI '{kpi}' pays funds for an effort but gives no reason.",
    "Dat mag; het Beoordelingskader vraagt waar mogelijk een resultaat. Leg bij reden uit waarom dat hier niet kan.",
    "That is allowed; the Beoordelingskader asks for a result where possible. Explain at reden why it is not, here.",
)
DELIVERED_TOO_EARLY = Message(
    "algemeen.uiterlijk-voor-peildatum",
    "Bij KPI '{kpi}' ligt uiterlijk ({delivered:%d-%m-%Y}) niet na de peildatum ({measured:%d-%m-%Y}).",
    "For KPI '{kpi}' uiterlijk ({delivered:%d-%m-%Y}) is not after peildatum ({measured:%d-%m-%Y}).",
    "Kies voor het bewijs een dag na de peildatum.",
    "Choose a day for the evidence after the measuring day.",
)
MEASURED_OUTSIDE = Message(
    "algemeen.peildatum-buiten-looptijd",
    "De peildatum van KPI '{kpi}' ({measured:%d-%m-%Y}) valt buiten de looptijd van het contract en van de middelen.",
    "The measuring day of KPI '{kpi}' ({measured:%d-%m-%Y}) lies outside the term of the contract and of the funds.",
    "Kies een peildatum binnen de looptijd van het contract of van de transformatiemiddelen.",
    "Choose a measuring day within the term of the contract or of the funds.",
)
TITLE_TOO_LATE = Message(
    "algemeen.betaaltitel-na-prijsafspraak",
    "KPI '{kpi}' wordt na {day:%d-%m-%Y} betaald; een prijsafspraak als '{title}' kan dan niet meer (IZA, § 4.2.3).",
    "KPI '{kpi}' is paid after {day:%d-%m-%Y}, when no price agreement such as '{title}' is possible (IZA, § 4.2.3).",
    "Laat betaaltitel bij deze KPI weg en typ in transformatiemiddelen.nza_kenmerk de prestatie van de NZa.",
    "Leave betaaltitel out at this KPI and type the NZa performance in transformatiemiddelen.nza_kenmerk.",
)
PAYEE_MEASURES = Message(
    "algemeen.aanbieder-meet-zelf",
    "De zorgaanbieder meet KPI '{kpi}', waarvoor hij zelf wordt betaald.",
    "The provider measures KPI '{kpi}', for which it is paid itself.",
    "Overweeg bij meter een accountant of een onafhankelijke partij.",
    "Consider an accountant or an independent party at meter.",
)
NOTHING_TO_MONITOR = Message(
    "algemeen.monitoring-zonder-onderwerp",
    "Er is monitoring ingevuld, maar geen transformatieplan of betaling bij resultaat om te volgen.",
    "Monitoring is filled in, but there is no transformation plan or payment on results to follow.",
    "Vul transformatieplan of betaling_bij_resultaat in, of laat monitoring weg; nu vervalt het artikel.",
    "Fill in transformatieplan or betaling_bij_resultaat, or leave monitoring out; as it stands the article drops out.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults, open points and warnings about results and monitoring."""
    results = request.listed(Result)
    found = [finding for place, result in enumerate(results) for finding in single(result, place, request)]
    found += titles(request, results, parameters)
    return [*unique(results), *found, *total(results, request), *monitored(results, request)]


def single(result: Result, place: int, request: ContractRequest) -> Iterator[Finding]:
    """Yield what is wrong with one KPI by itself."""
    yield from values(result, place)
    yield from days(result, place, request)
    if result.kind == "inspanning" and result.reason is None and request.section(TransformationFunds) is not None:
        yield EFFORT_WITHOUT_REASON.warning(RESULTS, place, "reden", kpi=result.kpi)
    if not is_open(result.measured_by) and result.measured_by == "aanbieder":
        yield PAYEE_MEASURES.warning(RESULTS, place, "meter", kpi=result.kpi)


def values(result: Result, place: int) -> Iterator[Finding]:
    """Yield what is wrong with baseline, target and threshold."""
    baseline, target, threshold = result.baseline, result.target, result.threshold
    by_threshold = not is_open(result.partial) and result.partial == "drempel"
    if by_threshold and threshold is None:
        yield NO_THRESHOLD.finding(RESULTS, place, "drempel", kpi=result.kpi)
    if not by_threshold and not is_open(result.partial) and threshold is not None:
        yield THRESHOLD_UNUSED.warning(RESULTS, place, "drempel", kpi=result.kpi, partial=result.partial)
    if isinstance(baseline, OpenPoint) or isinstance(target, OpenPoint):
        return
    if baseline == target:
        yield BASELINE_IS_TARGET.finding(RESULTS, place, "streefwaarde", kpi=result.kpi, value=target)
    elif (
        by_threshold
        and isinstance(threshold, Decimal)
        and not min(baseline, target) < threshold < max(baseline, target)
    ):
        yield THRESHOLD_OUTSIDE.finding(
            RESULTS, place, "drempel", kpi=result.kpi, threshold=threshold, baseline=baseline, target=target
        )


def days(result: Result, place: int, request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault for evidence not after the measuring day, and for a measuring day outside contract and funds."""
    measured, delivered = result.measured_on, result.delivered_by
    if isinstance(measured, OpenPoint):
        return
    if not isinstance(delivered, OpenPoint) and delivered <= measured:
        yield DELIVERED_TOO_EARLY.finding(
            RESULTS, place, "uiterlijk", kpi=result.kpi, measured=measured, delivered=delivered
        )
    known = periods(request)
    if known is not None and not any(begin <= measured <= end for begin, end in known):
        yield MEASURED_OUTSIDE.finding(RESULTS, place, "peildatum", kpi=result.kpi, measured=measured)


def periods(request: ContractRequest) -> list[Period] | None:
    """Return the terms in which a KPI may be measured, of the contract and of the funds; None while one is open."""
    agreement, funds = request.agreement, request.section(TransformationFunds)
    if is_open(agreement.begin, agreement.end):
        return None
    contract = (agreement.begin, agreement.end)
    if funds is None:
        return [contract]
    if isinstance(funds.begin, OpenPoint) or isinstance(funds.end, OpenPoint):
        return None
    return [contract, (funds.begin, funds.end)]


def titles(request: ContractRequest, results: Sequence[Result], parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault for each KPI that a price agreement pays though it is paid when that is no longer possible."""
    for place, result in enumerate(results):
        if is_open(result.claim_title) or not after_price_agreement(request, result, parameters):
            continue
        funds = request.section(TransformationFunds)
        performance = None if funds is None else funds.nza_reference
        if performance is None or is_open(performance) or result.claim_title != performance:
            at, day = (RESULTS, place, "betaaltitel"), parameters.day(LAST_BEGIN_WITH_PRICE_AGREEMENT)
            yield TITLE_TOO_LATE.finding(*at, kpi=result.kpi, day=day, title=result.claim_title)


def unique(results: Sequence[Result]) -> Iterator[Finding]:
    """Yield a fault for each KPI that repeats the name of an earlier one."""
    seen: set[str] = set()
    for place, result in enumerate(results):
        name = " ".join(str(result.kpi).split()).casefold()
        if name in seen:
            yield KPI_TWICE.finding(RESULTS, place, "kpi", kpi=result.kpi)
        seen.add(name)


def total(results: Sequence[Result], request: ContractRequest) -> Iterator[Finding]:
    """Yield an open point for funds without results, and a fault when the amounts are not the share (IZA, § 4.2.3)."""
    funds = request.section(TransformationFunds)
    if funds is None:
        return
    if not results:
        yield FUNDS_WITHOUT_RESULTS.finding(RESULTS, severity=Severity.OPEN)
        return
    amounts = [result.amount for result in results]
    known = [amount for amount in amounts if isinstance(amount, Decimal)]
    if isinstance(funds.share, OpenPoint) or len(known) < len(amounts):
        return
    found = sum(known, Decimal(0))
    if found != funds.share:
        yield SUM_DIFFERS.finding(RESULTS, total=found, share=funds.share, difference=funds.share - found)


def monitored(results: Sequence[Result], request: ContractRequest) -> Iterator[Finding]:
    """Yield a warning for monitoring that has nothing to follow."""
    if request.section(Monitoring) is None or results:
        return
    if request.section(TransformationPlan) is None and request.section(TransformationFunds) is None:
        yield NOTHING_TO_MONITOR.warning("monitoring")
