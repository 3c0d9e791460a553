"""A contract made by hand, with every kind of block, for the printers' own tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from izacontract.model.contract import (
    SCHEMA,
    Annex,
    Article,
    Block,
    Contract,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    Party,
    PlacedClause,
    Placeholder,
    Reference,
    Table,
    Value,
    Words,
)
from izacontract.model.values import INSURER, OpenPoint

SINCE = date(2023, 1, 1)
HOSTILE = 'A&B <w:t> {{ 7*7 }} {% if x %} {_{ "x" \u20ac \U0001f600'
LINES = "eerste regel\ntweede\tregel"
OPEN = OpenPoint("volume.bedrag", "euro", INSURER)
ARTICLE_REFERENCE = Reference("artikel 3", "proef.index", parts=(("artikel 3", "article:indexatie"),))
ANNEX_REFERENCE = Reference("bijlage B", "proef.bijlage-prijzen", parts=(("bijlage B", "annex:bijlage-prijzen"),))
LID_REFERENCE = Reference("artikel 2.2", "proef.voorwerp", parts=(("artikel ", None), ("2.2", "proef.voorwerp#2")))
RANGE_REFERENCE = Reference(
    "artikel 2.1 tot en met 2.2",
    "proef.voorwerp",
    parts=(("artikel ", None), ("2.1", "proef.voorwerp#1"), (" tot en met ", None), ("2.2", "proef.voorwerp#2")),
)
ANNEX_LID_REFERENCE = Reference(
    "bijlage B.2", "proef.bijlage-prijzen", parts=(("bijlage ", None), ("B.2", "proef.bijlage-prijzen#2"))
)


def words(*pieces: str | Inline) -> tuple[Inline, ...]:
    """Return inline text, in which a plain string stands for words."""
    return tuple(Words(piece) if isinstance(piece, str) else piece for piece in pieces)


def lid(number: str, *pieces: str | Inline, mark: str = "", parts: tuple[Onderdeel, ...] = ()) -> Lid:
    """Return a lid of `pieces`."""
    return Lid(number, words(*pieces), parts, mark)


def clause(name: str, *blocks: Block) -> PlacedClause:
    """Return the clause `proef.<name>` with `blocks`."""
    return PlacedClause(f"proef.{name}", name.capitalize(), SINCE, blocks)


def prices(rows: int) -> Table:
    """Return a price list of `rows` rows with amounts to the right."""
    return Table(
        ("Prestatie", "Omschrijving", "Nieuw tarief"),
        ("left", "left", "right"),
        tuple(
            (
                words(Value(f"MSZ-A{row:02}", "code")),
                words(Value("Polikliniekbezoek cardiologie met nazorg en telemonitoring", "omschrijving")),
                words(Value(f"\u20ac\u00a0{1000 + row}.250,00", "nieuw") if row else Placeholder(str(OPEN), "tarief")),
            )
            for row in range(rows)
        ),
    )


def contract() -> Contract:
    """Return a contract with opening, closing, three articles and two annexes, and all kinds of blocks."""
    opening = (
        Article("", "partijen", "Partijen", (clause(
            "partijen",
            lid("1.", Value("De Linde Zorgverzekeringen N.V.", "naam"), ", gevestigd te Utrecht; en"),
            lid("2.", Value("Stichting Ziekenhuis IJsselstreek", "naam"), ", gevestigd te Zwolle,"),
            lid("", "komen het volgende overeen."),
        ),)),
        Article("", "overwegingen", "Overwegingen", (clause(
            "overwegingen",
            lid("1.", "Partijen hebben afspraken gemaakt over zorg;"),
            lid("2.", "Partijen werken die in deze Overeenkomst uit."),
        ),)),
    )  # fmt: skip
    articles = (
        Article("1", "begripsbepalingen", "Begripsbepalingen", (clause(
            "begrippen",
            lid("", "In deze Overeenkomst wordt verstaan onder:"),
            Definitions((("Contractjaar", words("een kalenderjaar.")),
                         ("Tarief", words("het bedrag in ", ANNEX_REFERENCE, ".")))),
        ),)),
        Article("2", "voorwerp", "Voorwerp en rangorde", (
            clause(
                "voorwerp",
                lid("2.1", "De Zorgaanbieder levert de Zorg van ", ARTICLE_REFERENCE, ".", mark="proef.voorwerp#1"),
                lid("2.2", "De Zorgaanbieder meldt aan de Zorgverzekeraar:", mark="proef.voorwerp#2", parts=(
                    Onderdeel("a.", words("een wachttijd, en daarbij:"), (
                        Onderdeel("1°", words("de duur;")),
                        Onderdeel("2°", words("de oorzaak;")),
                    )),
                    Onderdeel("b.", words("een storing, als bedoeld in ", RANGE_REFERENCE, ".")),
                )),
            ),
            clause(
                "rangorde",
                lid("2.3", "Voorrang hebben:", mark="proef.rangorde#1", parts=(
                    Onderdeel("a.", words("de wet;")),
                    Onderdeel("b.", words(ANNEX_LID_REFERENCE, ".")),
                )),
            ),
        )),
        Article("3", "indexatie", "Indexatie & doorvertaling <OVA>", (clause(
            "index",
            lid("3.1", "Het plafond is ", Placeholder(str(OPEN), "volume.bedrag"), " per Contractjaar.",
                mark="proef.index#1"),
            lid("3.2", "Getypt is ", Value(HOSTILE, "x"), " en ", Value(LINES, "y"), ".", mark="proef.index#2"),
            lid("3.3", "Zie ", LID_REFERENCE, ".", mark="proef.index#3"),
        ),)),
    )  # fmt: skip
    closing = (
        Article("", "ondertekening", "Ondertekening", (clause(
            "ondertekening", lid("", "Aldus overeengekomen en in tweevoud ondertekend."),
        ),)),
    )  # fmt: skip
    annexes = (
        Annex("A", "bijlage-partijen", "Partijen en contactpersonen", (
            clause("bijlage-partijen", lid("", "De contactpersonen zijn:"), prices(3), prices(2)),
        )),
        Annex("B", "bijlage-prijzen", "Prijslijst", (clause(
            "bijlage-prijzen",
            lid("B.1", "De Tarieven zijn:", mark="proef.bijlage-prijzen#1"),
            prices(45),
            lid("B.2", "De delen zijn:", mark="proef.bijlage-prijzen#2", parts=(
                Onderdeel("a.", words("loon;")), Onderdeel("b.", words("materieel.")),
            )),
            prices(2),
        ),)),
    )  # fmt: skip
    details = (("KvK-nummer", "90000011"), ("UZOVI-code", "9981"))
    return Contract(
        schema=SCHEMA,
        reference="PROEF-2025-0001",
        title="Zorgovereenkomst medisch-specialistische zorg",
        sector="proef",
        sector_title="medisch-specialistische zorg",
        status="concept",
        begin=date(2025, 1, 1),
        end=date(2025, 12, 31),
        reference_day=date(2025, 1, 1),
        fingerprint="0" * 64,
        insurers=(Party("zorgverzekeraar", "De Linde Zorgverzekeringen N.V.", details),),
        provider=Party("zorgaanbieder", "Stichting Ziekenhuis IJsselstreek", (("AGB-code", "06999202"),)),
        opening=opening,
        articles=articles,
        closing=closing,
        annexes=annexes,
        decisions=(),
        findings=(),
        open_points=(OPEN,),
        sources=(),
    )


def with_lid(*pieces: str | Inline) -> Contract:
    """Return the contract with one article of one lid of `pieces`."""
    article = Article("1", "los", "Los", (clause("los", lid("1.1", *pieces, mark="proef.los#1")),))
    return replace(contract(), opening=(), articles=(article,), closing=(), annexes=())
