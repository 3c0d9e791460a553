"""Checks a request for mental health care: outcomes, talks, growth paths, the list of crucial offer, free tariffs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_ggz.rules import AZWA_FROM, outcomes_from
from izacontract_ggz.terms import GrowthPath, MentalHealthCare

OUTCOMES_MISSING = Message(
    "ggz.geen-uitkomstinformatie",
    "De zorgaanbieder beschikt niet over uitkomstinformatie, terwijl die vanaf {day:%d-%m-%Y} in dit contract hoort.",
    "The provider has no outcome information, while it is due in this contract from {day:%d-%m-%Y} on.",
    "De tekst vraagt nu een stappenplan; spreek af wanneer de informatie er is (IZA, onderdeel A, § 10, b, p. 40).",
    "The text now asks for a plan in steps; agree on the day the information is there (IZA, onderdeel A, § 10, b, "
    "p. 40).",
)
TWICE = Message(
    "ggz.dubbel",
    "'{naam}' staat twee keer in de lijst.",
    "'{naam}' stands twice in the list.",
    "Laat één regel per aanbod staan.",
    "Keep one row per offer.",
)
TALK_LATE = Message(
    "ggz.verkennend-gesprek-laat",
    "Het verkennend gesprek vindt naar het streven plaats binnen {weeks} weken; het IZA noemt {shortest} week "
    "(onderdeel F, p. 75) en {shortest} tot {longest} weken (onderdeel F, § 2, c, p. 71).",
    "The exploratory talk is aimed at within {weeks} weeks; the IZA names {shortest} week (onderdeel F, p. 75) and "
    "{shortest} to {longest} weeks (onderdeel F, § 2, c, p. 71).",
    "Vul bij verkennend_gesprek_weken {shortest} of {longest} in, of controleer de afspraak; het is een streven.",
    "Fill in {shortest} or {longest} at verkennend_gesprek_weken, or check what was agreed; it is an aim.",
)
NO_TALK = Message(
    "ggz.kerninstelling-zonder-verkennend-gesprek",
    "De zorgaanbieder is kerninstelling maar werkt volgens de aanvraag niet mee aan verkennende gesprekken; de "
    "kerninstelling zet die in de regio op (IZA, onderdeel F, § 2, p. 72).",
    "The provider is the core institution but by the request takes no part in exploratory talks; the core institution "
    "sets them up in the region (IZA, onderdeel F, § 2, p. 72).",
    "Vul ggz.verkennend_gesprek: ja in, of haal kerninstelling uit ggz.rollen.",
    "Fill in ggz.verkennend_gesprek: ja, or take kerninstelling out of ggz.rollen.",
)
SHORTEST, LONGEST = "ggz.verkennend-gesprek-kortste", "ggz.verkennend-gesprek-langste"
NO_COMPLEX_CARE = Message(
    "ggz.aanbod-zonder-complexe-zorg",
    "complexe_zorg_aanbod is ingevuld, maar volgens de aanvraag verleent de zorgaanbieder geen complexe zorg; het "
    "aanbod komt niet in het contract.",
    "complexe_zorg_aanbod is filled in, but by the request the provider gives no complex care; the contract leaves it "
    "out.",
    "Vul ggz.complexe_zorg: ja in, of laat complexe_zorg_aanbod weg.",
    "Fill in ggz.complexe_zorg: ja, or leave complexe_zorg_aanbod out.",
)

FORM_TWICE = Message(
    "ggz.groeipad-dubbel",
    "Het groeipad voor '{vorm}' staat er meer dan één keer.",
    "The growth path for '{vorm}' stands here more than once.",
    "Laat per vorm één regel staan: vorm: hybride en vorm: groep.",
    "Keep one row per form: vorm: hybride and vorm: groep.",
)
FORM_MISSING = Message(
    "ggz.groeipad-vorm-ontbreekt",
    "Het groeipad zegt niets over '{vorm}'; het AZWA vraagt er een voor hybride en voor groepsbehandeling (C6, 5, "
    "p. 49-50).",
    "The growth path says nothing about '{vorm}'; the AZWA asks one for hybrid and one for group treatment (C6, 5, "
    "p. 49-50).",
    "Voeg een regel toe met vorm: {vorm}, basisjaar: {year}, beginwaarde, streefwaarde, maat, meetdag en bewijs.",
    "Add a row with vorm: {vorm}, basisjaar: {year}, beginwaarde, streefwaarde, maat, meetdag and bewijs.",
)
OTHER_BASE_YEAR = Message(
    "ggz.groeipad-basisjaar",
    "Het groeipad voor '{vorm}' telt vanaf {given}; het AZWA telt ten opzichte van {year} (C6, 5, p. 50).",
    "The growth path for '{vorm}' counts from {given}; the AZWA counts against {year} (C6, 5, p. 50).",
    "Vul basisjaar: {year} in, met de beginwaarde van dat jaar, of controleer de afspraak.",
    "Fill in basisjaar: {year}, with the base value of that year, or check what was agreed.",
)
LITTLE_GROWTH = Message(
    "ggz.groeipad-laag",
    "Het groeipad voor '{vorm}' gaat van {base} naar {target} procent; het AZWA vraagt ten minste {growth}% groei: als "
    "deel van de beginwaarde is dat {least} procent, in procentpunten meer (C6, 5, p. 50).",
    "The growth path for '{vorm}' goes from {base} to {target} percent; the AZWA asks growth of at least {growth}%: as "
    "a part of the base value that is {least} percent, in percentage points more (C6, 5, p. 50).",
    "Typ bij streefwaarde ten minste {least}, of controleer de afspraak.",
    "Type at least {least} at streefwaarde, or check what was agreed.",
)
MEASURED_OUTSIDE = Message(
    "ggz.groeipad-meetdag-buiten-looptijd",
    "Het groeipad voor '{vorm}' wordt gemeten op {day:%d-%m-%Y}, buiten de looptijd ({begin:%d-%m-%Y} tot en met "
    "{end:%d-%m-%Y}).",
    "The growth path for '{vorm}' is measured on {day:%d-%m-%Y}, outside the term ({begin:%d-%m-%Y} to "
    "{end:%d-%m-%Y}).",
    "Typ bij meetdag een dag binnen de looptijd, zoals {end}; een later doel hoort in het volgende contract.",
    "Type a day within the term at meetdag, such as {end}; a later target belongs in the next contract.",
)
GROWTH = {"hybride": "ggz.groeipad-hybride", "groep": "ggz.groeipad-groep"}
BASE_YEAR = {"hybride": "ggz.groeipad-basisjaar-hybride", "groep": "ggz.groeipad-basisjaar-groep"}

FREE_TARIFF = Message(
    "ggz.vrij-tarief",
    "De NZa stelt voor geestelijke gezondheidszorg maximumtarieven vast; een vrij tarief is daar niet geldig (Wmg, "
    "artikel 35).",
    "For mental health care the NZa sets maximum tariffs; a free tariff is not valid there (Wmg, article 35).",
    "Typ nza-maximum, met tarieven.percentage_van_maximum. Laat de NZa één prestatie vrij, typ dan alleen bij die "
    "prestatie regime: vrij, en in tarieven.nza_kenmerk de regel of beschikking die dat toestaat.",
    "Type nza-maximum, with tarieven.percentage_van_maximum. If the NZa leaves one performance free, type regime: vrij "
    "at that performance only, and in tarieven.nza_kenmerk the rule or decision that allows it.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about the section `ggz` and about free tariffs."""
    terms = request.section(MentalHealthCare)
    if terms is None:
        return []
    return [
        *no_outcomes(terms, request, parameters),
        *exploratory_talk(terms, parameters),
        *doubles(terms),
        *complex_care(terms),
        *growth_paths(terms, request, parameters),
        *free_tariff(request),
    ]


def no_outcomes(terms: MentalHealthCare, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give a warning when the request says that outcome information is not there though it is due."""
    agreement = request.agreement
    if terms.outcomes is None or is_open(terms.outcomes, agreement.begin, agreement.end, agreement.renewal):
        return
    day = outcomes_from(request, parameters)
    if not terms.outcomes and day is not None:
        yield OUTCOMES_MISSING.warning("ggz", "uitkomstinformatie", day=day)


def exploratory_talk(terms: MentalHealthCare, parameters: Parameters) -> Iterator[Finding]:
    """Give a warning for a talk that comes later than the IZA aims at, and for a core institution that holds none."""
    weeks, longest = terms.exploratory_talk_weeks, parameters.count(LONGEST)
    if terms.exploratory_talk is not False and not isinstance(weeks, OpenPoint) and weeks > longest:
        facts = {"weeks": weeks, "shortest": parameters.count(SHORTEST), "longest": longest}
        yield TALK_LATE.warning("ggz", "verkennend_gesprek_weken", **facts)
    if is_open(terms.roles, terms.exploratory_talk) or terms.exploratory_talk:
        return
    if "kerninstelling" in terms.roles:
        yield NO_TALK.warning("ggz", "rollen")


def doubles(terms: MentalHealthCare) -> Iterator[Finding]:
    """Give a fault for each crucial offer that stands earlier in the list too, whatever its capitals."""
    if is_open(terms.crucial_offer):
        return
    seen: set[str] = set()
    for index, offer in enumerate(terms.crucial_offer):
        if is_open(offer, offer.name):
            continue
        if offer.name.casefold() in seen:
            yield TWICE.finding("ggz", "cruciaal_aanbod", index, "naam", naam=offer.name)
        seen.add(offer.name.casefold())


def complex_care(terms: MentalHealthCare) -> Iterator[Finding]:
    """Give a fault for groups of complex care that the contract would leave out."""
    if is_open(terms.complex_care, terms.complex_groups):
        return
    if terms.complex_groups and not terms.complex_care:
        yield NO_COMPLEX_CARE.finding("ggz", "complexe_zorg_aanbod")


def growth_paths(terms: MentalHealthCare, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield what the growth paths lack, repeat, or agree on otherwise than the AZWA, whose measure is not known."""
    rows = terms.growth_paths
    if isinstance(rows, OpenPoint) or is_open(request.agreement.begin) or request.reference_day < AZWA_FROM:
        return
    forms = [row.form for row in rows]
    for form in GROWTH:
        if form not in forms:
            year = parameters.amount(BASE_YEAR[form], request.reference_day)
            yield FORM_MISSING.before_final("ggz", "groeipad", vorm=form, year=year)
    for index, row in enumerate(rows):
        if row.form in forms[:index]:
            yield FORM_TWICE.finding("ggz", "groeipad", index, "vorm", vorm=row.form)
        year = parameters.amount(BASE_YEAR[row.form], request.reference_day)
        if year is not None and not isinstance(row.base_year, OpenPoint) and row.base_year != year:
            at = ("ggz", "groeipad", index, "basisjaar")
            yield OTHER_BASE_YEAR.warning(*at, vorm=row.form, given=row.base_year, year=int(year))
        yield from _measured(index, row, request)
        growth = parameters.amount(GROWTH[row.form], request.reference_day)
        if growth is None or isinstance(row.base, OpenPoint) or isinstance(row.target, OpenPoint):
            continue
        least = (row.base * (100 + growth) / 100).quantize(Decimal("0.01"))
        if row.target < least:
            facts = {"vorm": row.form, "base": row.base, "target": row.target, "growth": growth, "least": least}
            # a path that does not go up contradicts the clause, which says that the share grows
            say = LITTLE_GROWTH.warning if row.target > row.base else LITTLE_GROWTH.before_final
            yield say("ggz", "groeipad", index, "streefwaarde", **facts)


def _measured(index: int, row: GrowthPath, request: ContractRequest) -> Iterator[Finding]:
    """Give a warning for a growth path that is measured on a day on which the contract does not hold."""
    begin, end, day = request.agreement.begin, request.agreement.end, row.measured_on
    if isinstance(day, OpenPoint) or is_open(begin, end, request.agreement.renewal):
        return
    if day < begin or (day > end and request.agreement.renewal == "geen"):
        facts = {"vorm": row.form, "day": day, "begin": begin, "end": end}
        yield MEASURED_OUTSIDE.warning("ggz", "groeipad", index, "meetdag", **facts)


def free_tariff(request: ContractRequest) -> Iterator[Finding]:
    """Give a fault for a free tariff of the whole contract, or of a performance without NZa reference (Wmg 35)."""
    contract, lines = request.value("tarieven.regime"), request.value("tarieven.prestaties")
    regimes = [] if lines is None or is_open(lines) else [line.regime for line in lines]
    if not is_open(contract) and contract == "vrij" and (not regimes or None in regimes):
        yield FREE_TARIFF.finding("tarieven", "regime")
    if is_open(request.value("tarieven.nza_kenmerk")):
        for place, regime in enumerate(regimes):
            if regime == "vrij":
                yield FREE_TARIFF.finding("tarieven", "prestaties", place, "regime")
