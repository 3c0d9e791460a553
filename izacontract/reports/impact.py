"""What is reported of the impact of a change; its JSON is public and versioned (`izacontract/impact/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from izacontract import dutch
from izacontract.errors import Told
from izacontract.impact.finding import ContractImpact, Impact
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Sheet
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, Reportable, plain

SCHEMA: Final = "izacontract/impact/1"
FILE: Final = Told("Bestand", "File")
REFERENCE: Final = Told("Kenmerk", "Reference")
CONTRACTS: Final = (
    REFERENCE,
    Told("Zorgaanbieder", "Provider"),
    Told("Zorgsoort", "Sector"),
    Told("Begin", "Begin"),
    Told("Einde", "End"),
    Told("Leden", "Leden"),
    Told("Bedragen", "Amounts"),
    Told("Verschil per jaar", "Difference per year"),
    FILE,
)
CONTRACT_WIDTHS: Final = (20, 34, 16, 12, 12, 8, 10, 18, 40)
LEDEN: Final = (
    REFERENCE,
    Told("Artikel", "Article"),
    Told("Clausule", "Clause"),
    Told("Was", "Was"),
    Told("Wordt", "Becomes"),
    Told("Waardoor", "Because"),
    FILE,
)
LEDEN_WIDTHS: Final = (20, 16, 30, 60, 60, 50, 40)
MONEY: Final = (
    REFERENCE,
    Told("Plaats", "Place"),
    Told("Bedrag", "Amount"),
    Told("Was", "Was"),
    Told("Wordt", "Becomes"),
    Told("Verschil", "Difference"),
    FILE,
)
MONEY_WIDTHS: Final = (20, 16, 44, 18, 18, 18, 40)
UNREAD: Final = (FILE, Told("Waarom niet gelezen", "Why it was not read"))


def impact_report(impact: Impact, language: str) -> Reportable:
    """Return what is reported of `impact`: per contract its leden and money, was and becomes."""
    report = _Report(impact, language)
    return Reportable(report.page, report.sheets, report.json)


class _Report:
    """Writes one report."""

    def __init__(self, impact: Impact, language: str) -> None:
        self._impact = impact
        self._language = language

    def page(self) -> Page:
        """Return the report to read."""
        title = self._say(f"Gevolgen: {self._impact.about}", f"Impact: {self._impact.about}")
        return Page(title, tuple(self._blocks()), self._language)

    def sheets(self) -> list[Sheet]:
        """Return the contracts, their leden, their money and what was not read, each as a sheet."""
        contracts = self._impact.contracts
        leden = [
            (one.reference, lid.place, lid.title, lid.old, lid.new, lid.because, one.file)
            for one in contracts
            for lid in one.leden
        ]
        money = [
            (
                *(one.reference, amount.place, amount.what),
                *("" if euros is None else euros for euros in (amount.old, amount.new, amount.difference)),
                one.file,
            )
            for one in contracts
            for amount in one.money
        ]
        rows = [
            (
                *(one.reference, one.provider, one.sector, one.begin, one.end, len(one.leden), len(one.money)),
                "" if one.ceiling is None else one.ceiling,
                one.file,
            )
            for one in contracts
        ]
        unread = [(one.name, one.because.in_language(self._language)) for one in self._impact.unread]
        return [
            Sheet(self._say("Contracten", "Contracts"), self._told(CONTRACTS), CONTRACT_WIDTHS, rows),
            Sheet(self._say("Leden", "Leden"), self._told(LEDEN), LEDEN_WIDTHS, leden),
            Sheet(self._say("Bedragen", "Amounts"), self._told(MONEY), MONEY_WIDTHS, money),
            Sheet(self._say("Niet gelezen", "Not read"), self._told(UNREAD), (50, 80), unread),
        ]

    def json(self) -> str:
        """Return the report as JSON in the shape `izacontract/impact/1`; amounts are texts with a decimal point."""
        return json_answer(
            {
                "schema": SCHEMA,
                "about": self._impact.about,
                "untouched": self._impact.untouched,
                "contracts": [_data(one) for one in self._impact.contracts],
                "unread": [
                    {"file": one.name, "because": {"nl": one.because.nl, "en": one.because.en}}
                    for one in self._impact.unread
                ],
            }
        )

    def _blocks(self) -> Iterator[PageBlock]:
        impact = self._impact
        touched, unread = len(impact.contracts), len(impact.unread)
        yield PageLine(
            plain(
                self._say(
                    f"{touched} {'contract' if touched == 1 else 'contracten'} geraakt, {impact.untouched} niet, "
                    f"{unread} niet gelezen.",
                    f"{touched} contracts touched, {impact.untouched} not, {unread} not read.",
                )
            )
        )
        for one in impact.contracts:
            yield Heading(f"{one.reference}: {one.provider} ({one.file})")
            if one.ceiling is not None:
                per_year = self._say("verschil in wat per jaar wordt betaald", "difference in what is paid per year")
                yield PageLine(plain(f"{per_year}: {dutch.euro(one.ceiling)}"), strong=True)
            for lid in one.leden:
                yield PageLine(plain(f"{lid.place}, {lid.title}: {lid.because}".removesuffix(": ")), apart=True)
                for label, words in ((self._say("was", "was"), lid.old), (self._say("wordt", "becomes"), lid.new)):
                    if words:
                        yield PageLine(plain(f"{label}: {words}"), depth=1)
            for amount in one.money:
                was, now, difference = map(_euro, (amount.old, amount.new, amount.difference))
                line = f"{amount.place}, {amount.what}: {was or '-'} {self._say('wordt', 'becomes')} {now or '-'}"
                yield PageLine(plain(line + (f" ({difference})" if difference else "")), depth=1)
        if impact.unread:
            yield Heading(self._say("Niet gelezen", "Not read"))
        for other in impact.unread:
            yield PageLine(plain(f"{other.name}: {other.because.in_language(self._language)}"))

    def _say(self, nl: str, en: str) -> str:
        return Told(nl, en).in_language(self._language)

    def _told(self, titles: tuple[Told, ...]) -> tuple[str, ...]:
        return tuple(title.in_language(self._language) for title in titles)


def _euro(amount: Decimal | None) -> str:
    return "" if amount is None else dutch.euro(amount)


def _data(one: ContractImpact) -> dict[str, object]:
    return {
        "file": one.file,
        "reference": one.reference,
        "provider": one.provider,
        "sector": one.sector,
        "begin": one.begin.isoformat(),
        "end": one.end.isoformat(),
        "difference_per_year": None if one.ceiling is None else str(one.ceiling),
        "leden": [
            {
                "clause": lid.clause,
                "place": lid.place,
                "old": lid.old,
                "new": lid.new,
                "because": lid.because,
            }
            for lid in one.leden
        ],
        "money": [
            {
                "clause": amount.clause,
                "place": amount.place,
                "what": amount.what,
                "old": None if amount.old is None else str(amount.old),
                "new": None if amount.new is None else str(amount.new),
                "difference": None if amount.difference is None else str(amount.difference),
            }
            for amount in one.money
        ],
    }
