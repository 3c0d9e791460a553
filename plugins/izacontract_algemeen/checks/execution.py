"""Finds what cannot stand, or deserves a second look, in deadlines, disputes and work by the self-employed."""

from __future__ import annotations

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_algemeen.checks import deadlines as between
from izacontract_algemeen.terms.execution import Deadlines, Disputes, SelfEmployed

LONGEST_PAYMENT = 60
LONGEST_PAYMENT_TO_SMALL = 30

PAYMENT_TOO_LATE = Message(
    "algemeen.betaaltermijn-te-lang",
    "Een betaaltermijn van {dagen} dagen is te lang; {hoogste} dagen is het meeste (BW 6:119a).",
    "A payment term of {dagen} days is too long; {hoogste} days is the most (Dutch Civil Code 6:119a).",
    "Vul een termijn van ten hoogste {hoogste} dagen in.",
    "Fill in a term of at most {hoogste} days.",
)
PAYMENT_TOO_LATE_FOR_SMALL = Message(
    "algemeen.betaaltermijn-mkb",
    "Een betaaltermijn van {dagen} dagen is te lang voor een kleine of middelgrote zorgaanbieder; {hoogste} dagen is "
    "het meeste (BW 6:119a).",
    "A payment term of {dagen} days is too long for a small or medium-sized provider; {hoogste} days is the most "
    "(Dutch Civil Code 6:119a).",
    "Vul een termijn van ten hoogste {hoogste} dagen in, of zet zorgaanbieder.mkb op nee als de zorgaanbieder een "
    "grote onderneming is.",
    "Fill in a term of at most {hoogste} days, or set zorgaanbieder.mkb to nee when the provider is a large company.",
)
NOTICE_WITHOUT_RENEWAL = Message(
    "algemeen.opzegging-zonder-verlenging",
    "De opzegtermijn staat in de aanvraag, maar het contract wordt niet stilzwijgend verlengd.",
    "The request has a notice period, but the contract does not renew itself.",
    "Laat termijnen.opzegging weg, of kies overeenkomst.verlenging: stilzwijgend-een-jaar.",
    "Leave termijnen.opzegging out, or choose overeenkomst.verlenging: stilzwijgend-een-jaar.",
)
INSTITUTE_WITHOUT_USE = Message(
    "algemeen.instantie-zonder-functie",
    "De instantie komt niet in het contract, want na {route} beslist de rechter.",
    "The institute does not enter the contract: after {route} the court decides.",
    "Laat geschillen.instantie weg, of kies bindend-advies of arbitrage bij geschillen.daarna.",
    "Leave geschillen.instantie out, or choose bindend-advies or arbitrage under geschillen.daarna.",
)
NO_FAIR_SHARE = Message(
    "algemeen.anw-geen-deelname",
    "De zelfstandigen draaien niet evenredig mee in avond-, nacht- en weekenddiensten.",
    "The self-employed do not take a proportional share of evening, night and weekend shifts.",
    "Het contract vraagt daarom een plan; ga na of dat haalbaar is (IZA, onderdeel H, § 4 en 9, p. 87 en 90).",
    "The contract therefore asks for a plan; see whether it is feasible (IZA, onderdeel H, § 4 and 9, p. 87 and 90).",
)
SHARE_WITHOUT_WORK = Message(
    "algemeen.anw-zonder-inzet",
    "De aanvraag noemt deelname aan diensten, maar geen inzet van zelfstandigen.",
    "The request tells about taking part in shifts, but not about work by the self-employed.",
    "Zet zelfstandigen.inzet op ja, of laat zelfstandigen.anw_deelname weg.",
    "Set zelfstandigen.inzet to ja, or leave zelfstandigen.anw_deelname out.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about deadlines, disputes and the self-employed."""
    return [*deadlines(request), *between.check_request(request), *disputes(request), *self_employed(request)]


def deadlines(request: ContractRequest) -> list[Finding]:
    """Return what is wrong with the deadlines: payment beyond the law (BW 6:119a), notice without renewal."""
    terms = request.section(Deadlines)
    if terms is None:
        return []
    found = payment_term(terms.payment, small=request.value("zorgaanbieder.mkb"))
    renewal = request.value("overeenkomst.verlenging")
    if "notice" in terms.model_fields_set and not is_open(terms.notice, renewal) and renewal == "geen":
        found.append(NOTICE_WITHOUT_RENEWAL.warning("termijnen", "opzegging"))
    return found


def payment_term(days: int, *, small: bool) -> list[Finding]:
    """Return the fault of a payment term beyond 60 days, or beyond 30 to a small or medium provider.

    Both bounds are still allowed. BW 6:119a, lid 5 and 6.
    """
    if is_open(days):
        return []
    if not is_open(small) and small and days > LONGEST_PAYMENT_TO_SMALL:
        return [
            PAYMENT_TOO_LATE_FOR_SMALL.finding("termijnen", "betaling", dagen=days, hoogste=LONGEST_PAYMENT_TO_SMALL)
        ]
    if days > LONGEST_PAYMENT:
        return [PAYMENT_TOO_LATE.finding("termijnen", "betaling", dagen=days, hoogste=LONGEST_PAYMENT)]
    return []


def disputes(request: ContractRequest) -> list[Finding]:
    """Return the warning about an institute that the chosen route never reaches."""
    terms = request.section(Disputes)
    if terms is None or is_open(terms.route, terms.then, terms.institute):
        return []
    if terms.institute is not None and terms.then == "rechter":
        return [INSTITUTE_WITHOUT_USE.warning("geschillen", "instantie", route=terms.route)]
    return []


def self_employed(request: ContractRequest) -> list[Finding]:
    """Return the warnings about shifts: no fair share, or a share of work that nobody does."""
    terms = request.section(SelfEmployed)
    if terms is None or terms.shares_shifts is None or is_open(terms.engaged, terms.shares_shifts):
        return []
    if not terms.engaged:
        return [SHARE_WITHOUT_WORK.warning("zelfstandigen", "anw_deelname")]
    return [] if terms.shares_shifts else [NO_FAIR_SHARE.warning("zelfstandigen", "anw_deelname")]
