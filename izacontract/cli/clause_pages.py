"""How clauses, parameters and what lint finds are shown: as columns, as a page, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from izacontract.errors import Told
from izacontract.render.answers import json_answer, source_json

if TYPE_CHECKING:
    from izacontract.clauses.linted import Lint
    from izacontract.model.clause import Clause, ClausePosition, ClauseVersion, Source
    from izacontract.model.parameter import Parameter, ParameterValue
    from izacontract.model.sector import Sector

CLAUSES: Final = "izacontract/clauses/1"
CLAUSE: Final = "izacontract/clause/1"
PARAMETERS: Final = "izacontract/parameters/1"
LINT: Final = "izacontract/lint/1"

HEADER: Final = (
    Told("id", "id"),
    Told("titel", "title"),
    Told("plaats", "slot"),
    Told("opname", "presence"),
    Told("zorgsoorten", "sectors"),
    Told("teksten sinds", "texts since"),
)
PRESENCES: Final = {
    "always": Told("altijd", "always"),
    "mandatory": Told("verplicht", "mandatory"),
    "conditional": Told("voorwaardelijk", "conditional"),
    "optional": Told("op verzoek", "optional"),
}
PLACES: Final = {
    "opening": Told("vooraan", "opening"),
    "article": Told("artikelen", "articles"),
    "closing": Told("slot", "closing"),
    "annex": Told("bijlagen", "annexes"),
}

Dated = tuple["Parameter", "ParameterValue"]


def holds(clause: Clause, sector: Sector | None, day: date | None) -> bool:
    """Return whether contracts of `sector` may hold `clause`, and it has a text on `day`; None asks nothing."""
    return (sector is None or sector.may_hold(clause)) and (day is None or clause.text_on(day) is not None)


def clause_list(clauses: Iterable[Clause], day: date | None, language: str) -> str:
    """Return one line a clause below a header: id, title, slot, presence, sectors, days of its texts."""
    header = tuple(title.in_language(language) for title in HEADER)
    return columns([header, *(_row(clause, day, language) for clause in clauses)])


def clause_list_json(clauses: Iterable[Clause], day: date | None) -> str:
    """Return the clauses as JSON in the shape `izacontract/clauses/1`."""
    return json_answer({"schema": CLAUSES, "clauses": [_brief(clause, day) for clause in clauses]})


def clause_page(clause: Clause, version: ClauseVersion, language: str) -> str:
    """Return a clause with the text of `version` as a page to read; its labels are in `language`."""

    def told(nl: str, en: str) -> str:
        return Told(nl, en).in_language(language)

    days = ", ".join(_since(clause, None))
    since, presence = version.since.isoformat(), PRESENCES[clause.presence.value].in_language(language)
    gone = clause.withdrawn.isoformat() if clause.withdrawn else ""
    ends = told(f"; ingetrokken per {gone}", f"; withdrawn on {gone}") if gone else ""
    reviewed = version.reviewed or told("nee, concept", "no, a draft")
    lines = [
        f"{clause.id}: {clause.title}",
        f"{told('plaats', 'slot')} {clause.slot}, {presence}, {told('zorgsoorten', 'sectors')}: "
        f"{_sectors(clause, language)}",
        f"{told('versies', 'versions')}: {days}{ends}",
        "",
        clause.explanation.strip(),
        "",
        f"{told(f'Tekst sinds {since}', f'Text since {since}')}: {version.change}",
        f"{told('Juridisch beoordeeld', 'Legal review')}: {reviewed}",
        "",
        version.text.strip(),
        "",
        *(f"{told('Bron', 'Source')}: {_cited(source, language)}" for source in version.sources),
        *(
            f"{told('Vast lid', 'Fixed lid')} {lid}: {_cited(source, language)}"
            for lid, source in version.fixed.items()
        ),
        *(line for position in clause.positions for line in _position(position, version, language)),
    ]
    return "\n".join(lines)


def clause_json(clause: Clause, version: ClauseVersion) -> str:
    """Return a clause with the text of `version` as JSON in the shape `izacontract/clause/1`."""
    return json_answer(
        {
            "schema": CLAUSE,
            **_brief(clause, None),
            "explanation": clause.explanation,
            "since": version.since.isoformat(),
            "change": version.change,
            "reviewed": version.reviewed,
            "text": version.text,
            "variables": {
                name: {"type": v.type, "key": v.key, "parameter": v.parameter, "optional": v.optional}
                for name, v in version.variables.items()
            },
            "terms": [{"term": term.term, "meaning": term.meaning} for term in version.terms],
            "sources": [source_json(source) for source in version.sources],
            "fixed": {lid: source_json(source) for lid, source in version.fixed.items()},
            "positions": [
                {
                    "name": position.name,
                    "title": position.title,
                    "rank": position.rank,
                    "replaces": list(position.replaces),
                    "condition": position.condition,
                    "explanation": position.explanation,
                    "may_agree": position.may_agree,
                    "text": text.text if (text := position.text_on(version.since)) else None,
                }
                for position in clause.positions
            ],
        }
    )


def _position(position: ClausePosition, version: ClauseVersion, language: str) -> list[str]:
    def told(nl: str, en: str) -> str:
        return Told(nl, en).in_language(language)

    text = position.text_on(version.since) or position.versions[-1]
    return [
        "",
        f"{told('Positie', 'Position')} {position.rank}: {position.name} ({position.title})",
        position.explanation,
        f"{told('Mag als', 'May be taken if')}: {position.condition}",
        f"{told('Wie mag instemmen', 'Who may agree')}: {position.may_agree}",
        f"{told('In plaats van', 'Instead of')}: {', '.join(position.replaces)}",
        "",
        text.text.strip(),
    ]


def parameter_list(values: Iterable[Dated], language: str) -> str:
    """Return one line a dated value: id, period, value with unit, status, origin, source."""
    today = Told("heden", "now").in_language(language)
    return columns(
        [
            (
                parameter.id,
                f"{value.since.isoformat()} - {value.until.isoformat() if value.until else today}",
                f"{value.value} {parameter.unit}",
                value.status,
                _origin(parameter, value),
                value.source.citation,
            )
            for parameter, value in values
        ]
    )


def parameter_list_json(values: Iterable[Dated]) -> str:
    """Return the dated values as JSON in the shape `izacontract/parameters/1`."""
    found = [
        {
            "id": parameter.id,
            "title": parameter.title,
            "unit": parameter.unit,
            "since": value.since.isoformat(),
            "until": value.until.isoformat() if value.until else None,
            "value": str(value.value),
            "status": value.status,
            "origin": _origin(parameter, value),
            "source": source_json(value.source),
        }
        for parameter, value in values
    ]
    return json_answer({"schema": PARAMETERS, "parameters": found})


def lint_list(found: Iterable[Lint], language: str) -> str:
    """Return one line a thing to mend: file, what is wrong, code."""
    return "\n".join(f"{item.file}: {item.message.in_language(language)} [{item.code}]" for item in found)


def warning_counts(warnings: Iterable[Lint], language: str) -> str:
    """Return one line a kind of warning, with how many there are: "12  bron zonder kenmerk [bron-zonder-kenmerk]"."""
    from izacontract.clauses.lint_duties import MISSING
    from izacontract.clauses.lint_sources import WARNINGS

    counted = Counter(item.code for item in warnings)
    kinds = {**WARNINGS, MISSING: Told("termijn zonder verplichting", "term without a duty")}
    rows = [(code, told.in_language(language)) for code, told in kinds.items() if code in counted]
    return "\n".join(f"{counted[code]:>5}  {told} [{code}]" for code, told in rows)


def lint_list_json(found: Iterable[Lint], warnings: Iterable[Lint], language: str) -> str:
    """Return the things to mend, and apart from them the warnings, as JSON in the shape `izacontract/lint/1`."""

    def rows(items: Iterable[Lint]) -> list[dict[str, str]]:
        return [{"file": one.file, "code": one.code, "message": one.message.in_language(language)} for one in items]

    return json_answer({"schema": LINT, "findings": rows(found), "warnings": rows(warnings)})


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return `rows` as lines whose cells stand under each other; "" without rows."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)


def _since(clause: Clause, day: date | None) -> list[str]:
    versions: Iterable[ClauseVersion] = [clause.version_on(day)] if day else clause.versions
    return [version.since.isoformat() for version in versions]


def _sectors(clause: Clause, language: str) -> str:
    return ", ".join(sorted(clause.sectors)) if clause.sectors else Told("alle", "all").in_language(language)


def _row(clause: Clause, day: date | None, language: str) -> tuple[str, ...]:
    presence = PRESENCES[clause.presence.value].in_language(language)
    return clause.id, clause.title, clause.slot, presence, _sectors(clause, language), ", ".join(_since(clause, day))


def _brief(clause: Clause, day: date | None) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "plugin": clause.plugin,
        "slot": clause.slot,
        "presence": clause.presence.value,
        "sectors": sorted(clause.sectors) if clause.sectors is not None else None,
        "topic": clause.topic,
        "versions": _since(clause, day),
        "withdrawn": clause.withdrawn.isoformat() if clause.withdrawn else None,
    }


def _origin(parameter: Parameter, value: ParameterValue) -> str:
    """Return what brings the value: its plugin, or the house library."""
    return value.origin or parameter.id.partition(".")[0]


def _cited(source: Source, language: str) -> str:
    """Write a source with its place in the concept, and say when nobody opened it."""
    concept = Told(f"in het concept: {source.concept}", f"in the draft: {source.concept}") if source.concept else None
    opened = None if source.consulted else Told("niet geraadpleegd", "not consulted")
    notes = "; ".join(note.in_language(language) for note in (concept, opened) if note)
    return f"{source.citation} [{notes}]" if notes else source.citation
