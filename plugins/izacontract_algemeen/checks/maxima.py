"""Checks tariffs against the NZa maximum and second maximum that the price list gives, to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.rules.index import index_of
from izacontract_algemeen.rules.index_calculation import share_of
from izacontract_algemeen.terms.prices import Performance, Tariffs

NOT_THE_SHARE = Message(
    "algemeen.tarief-anders-dan-percentage",
    "Het tarief € {tariff:.2f} van prestatie '{code}' is niet {percentage}% van het NZa-maximum € "
    "{maximum:.2f}: dat is "
    "€ {right:.2f}.",
    "Tariff € {tariff:.2f} of performance '{code}' is not {percentage}% of the NZa maximum € {maximum:.2f}; "
    "that is € {right:.2f}.",
    "Typ tarief: {right}, of verbeter maximum of percentage_van_maximum.",
    "Type tarief: {right}, or mend maximum or percentage_van_maximum.",
)
ABOVE_SECOND = Message(
    "algemeen.tarief-boven-tweede-maximum",
    "Het tarief € {tariff:.2f} van prestatie '{code}' ligt boven het tweede maximum van € {second:.2f} (Wmg, "
    "artikel 35).",
    "Tariff € {tariff:.2f} of performance '{code}' is above the second maximum of € {second:.2f} (Wmg, article 35).",
    "Typ ten hoogste tarief: {second}, of verbeter tweede_maximum.",
    "Type tarief: {second} at most, or mend tweede_maximum.",
)
SECOND_TOO_LOW = Message(
    "algemeen.tweede-maximum-te-laag",
    "Het tweede maximum € {second:.2f} van prestatie '{code}' is niet hoger dan het maximum € {maximum:.2f}.",
    "The second maximum € {second:.2f} of performance '{code}' is not above the maximum € {maximum:.2f}.",
    "Neem beide bedragen over uit de tariefbeschikking van de NZa.",
    "Copy both amounts from the NZa's tariff decision.",
)
OTHER_MAXIMUM = Message(
    "algemeen.maximum-anders-dan-bekend",
    "Het maximum € {typed:.2f} van prestatie '{code}' is niet het NZa-maximum dat bekend is: € {known:.2f}.",
    "Maximum € {typed:.2f} of performance '{code}' is not the NZa maximum that is known: € {known:.2f}.",
    "Typ maximum: {known}, met het tarief dat daarbij hoort.",
    "Type maximum: {known}, with the tariff that belongs to it.",
)
WITHOUT_EFFECT = Message(
    "algemeen.bedrag-zonder-werking",
    "'{key}' van prestatie '{code}' heeft geen werking bij deze tariefafspraak.",
    "'{key}' of performance '{code}' has no effect under this tariff agreement.",
    "Haal de waarde weg, geef de prestatie het regime nza-maximum, of noem haar code onder max_max_prestaties.",
    "Remove the value, give the performance the regime nza-maximum, or name its code under max_max_prestaties.",
)
OLD_WITHOUT_OVA = Message(
    "algemeen.tweede-maximum-zonder-ova",
    "Het tarief € {tariff:.2f} van prestatie '{code}' is lager dan het oude tarief € {old:.2f} met loon- en "
    "prijsontwikkeling "
    "(€ {right:.2f}).",
    "Tariff € {tariff:.2f} of performance '{code}' is below the old tariff € {old:.2f} with wage and price development "
    "(€ {right:.2f}).",
    "Typ tarief: {right}, of spreek af waarom de OVA niet in dit tarief komt (IZA, onderdeel J, § 5).",
    "Type tarief: {right}, or agree why the OVA does not come into this tariff (IZA, onderdeel J, § 5).",
)
NO_REASON = Message(
    "algemeen.percentage-zonder-onderbouwing",
    "Het tarief van {codes} ligt onder het NZa-maximum, zonder onderbouwing en zonder prijselement.",
    "The tariff of {codes} is below the NZa maximum, without reasons and without a price element.",
    "Vul tarieven.onderbouwing in, of noem het verschil onder overige_prijselementen: de zorgverzekeraar onderbouwt "
    "een korting (IZA, onderdeel J, § 5).",
    "Fill in tarieven.onderbouwing, or name the difference under overige_prijselementen: the insurer substantiates a "
    "discount (IZA, onderdeel J, § 5).",
)


def check_request(request: ContractRequest, given: Tariffs, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with the amounts of each performance and with a percentage below 100 without a reason."""
    if isinstance(given.performances, OpenPoint):
        return []
    found = [
        finding
        for place, line in enumerate(given.performances)
        if not _is_free_alone(line, given)
        for finding in (
            *_amounts(place, line, given),
            *_known_maximum(place, line, given, request, parameters),
            *_old_tariff(place, line, given, request),
            *_without_effect(place, line, given),
        )
    ]
    return [*found, *_reasons(request, given)]


def _is_free_alone(line: Performance, given: Tariffs) -> bool:
    """Return whether nothing here can be wrong with `line`: its regime is no maximum, and it gives no other amount."""
    amounts = line.maximum, line.second_maximum, line.previous, line.percentage_of_maximum
    regime = given.regime_of(line)
    return not isinstance(regime, OpenPoint) and regime != "nza-maximum" and Decimal not in map(type, amounts)


def expected(line: Performance, given: Tariffs) -> Decimal | None:
    """Return the tariff of `line` that follows from maximum and percentage; None where none does."""
    regime, percentage = given.regime_of(line), given.percentage_of(line)
    if isinstance(percentage, OpenPoint) or isinstance(regime, OpenPoint) or regime != "nza-maximum":
        return None
    right, second = share_of(line.maximum, percentage), line.second_maximum
    if isinstance(right, OpenPoint) or not given.at_second_maximum(line):
        return None if isinstance(right, OpenPoint) else right
    return None if isinstance(second, OpenPoint) or percentage <= 100 else min(right, second)


def _amounts(place: int, line: Performance, given: Tariffs) -> Iterator[Finding]:
    at = ("tarieven", "prestaties", place)
    right = expected(line, given)
    if right is not None and not isinstance(line.tariff, OpenPoint) and line.tariff != right:
        yield NOT_THE_SHARE.finding(
            *at,
            "tarief",
            tariff=line.tariff,
            code=line.code,
            percentage=given.percentage_of(line),
            maximum=line.maximum,
            right=right,
        )
    if not given.at_second_maximum(line) or isinstance(second := line.second_maximum, OpenPoint):
        return
    if not isinstance(line.maximum, OpenPoint) and second <= line.maximum:
        yield SECOND_TOO_LOW.finding(*at, "tweede_maximum", second=second, code=line.code, maximum=line.maximum)
    elif right is None and not isinstance(line.tariff, OpenPoint) and line.tariff > second:
        yield ABOVE_SECOND.finding(*at, "tarief", tariff=line.tariff, code=line.code, second=second)


def _known_maximum(
    place: int, line: Performance, given: Tariffs, request: ContractRequest, parameters: Parameters
) -> Iterator[Finding]:
    """Give a fault where the maximum that was typed is not the one that a library holds for this contract's day."""
    name = f"{request.sector}.nza-maximum-{line.code.lower()}"
    regime = given.regime_of(line)
    if isinstance(line.maximum, OpenPoint) or isinstance(regime, OpenPoint) or name not in parameters.by_id:
        return
    known = parameters.amount(name, request.reference_day)
    if known is not None and known != line.maximum and regime == "nza-maximum":
        at = ("tarieven", "prestaties", place, "maximum")
        yield OTHER_MAXIMUM.finding(*at, typed=line.maximum, code=line.code, known=known)


def _old_tariff(place: int, line: Performance, given: Tariffs, request: ContractRequest) -> Iterator[Finding]:
    """Give a warning where a tariff up to the second maximum lags behind the old one with wages and prices."""
    if line.previous is None or not given.at_second_maximum(line):
        return
    tariff, second, indexed = line.tariff, line.second_maximum, index_of(request).on(line.previous, ()).new
    if isinstance(tariff, OpenPoint) or isinstance(second, OpenPoint) or isinstance(indexed, OpenPoint):
        return
    if tariff < min(indexed, second):
        at = ("tarieven", "prestaties", place, "tarief")
        right = min(indexed, second)
        yield OLD_WITHOUT_OVA.warning(*at, tariff=tariff, code=line.code, old=line.previous, right=right)


def _without_effect(place: int, line: Performance, given: Tariffs) -> Iterator[Finding]:
    """Give a warning for each amount that nothing in the contract looks at."""
    regime = given.regime_of(line)
    if is_open(regime, given.second_maximum, given.second_maximum_codes):
        return
    maximum, second = regime == "nza-maximum", given.at_second_maximum(line)
    amounts = (
        ("maximum", line.maximum, maximum),
        ("percentage_van_maximum", line.percentage_of_maximum, maximum and not second),
        ("tweede_maximum", line.second_maximum, second),
        ("oud_tarief", line.previous, second),
    )
    for key, amount, has_effect in amounts:
        if isinstance(amount, Decimal) and not has_effect:
            yield WITHOUT_EFFECT.warning("tarieven", "prestaties", place, key, key=key, code=line.code)


def _reasons(request: ContractRequest, given: Tariffs) -> list[Finding]:
    """Return what a final text is refused for: a tariff below the maximum without reasons and elements."""
    if given.reasons is not None:
        return []
    index = index_of(request)
    lines = given.under("nza-maximum")
    below = [
        f"'{line.code}'"
        for line in (() if isinstance(lines, OpenPoint) else lines)
        if not given.at_second_maximum(line)
        and not isinstance(percentage := given.percentage_of(line), OpenPoint)
        and percentage < 100
        and not index.of(line)
    ]
    return [NO_REASON.before_final("tarieven", "percentage_van_maximum", codes=", ".join(below))] if below else []
