"""What a frame must have before a contract can be printed in it: styles, lists and places."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from izacontract.errors import FrameError
from izacontract.render.ooxml import NAMESPACE

PLACES = ("inhoud", "aanhef", "artikelen", "ondertekening", "bijlagen")
"""The tags that take the place of a whole paragraph of the body, `{{p artikelen }}`; each stands once."""

VALUES = ("titel", "kenmerk", "zorgsoort", "status", "begin", "einde", "partijen")
"""The tags that a frame may use as often as it likes, `{{ kenmerk }}`."""

STYLES = (
    "toc 1", "Aanhefkop", "Aanheflid", "Aanhefonderdeel", "Aanhefsubonderdeel", "Tekst", "Slottekst",
    "Artikelkop", "Lid", "Onderdeel", "Subonderdeel", "Artikeltekst", "Begrip",
    "Bijlagekop", "Bijlagelid", "Bijlageonderdeel", "Bijlagesubonderdeel",
    "Tabelkop", "Tabelgetalkop", "Tabeltekst", "Tabelgetal", "Tabelafstand",
    "Open punt", "Begripsterm", "Contracttabel",
)  # fmt: skip
"""The styles that the printer uses, by the name that Word shows."""

IN_A_LIST = (
    "Artikelkop", "Lid", "Onderdeel", "Subonderdeel", "Bijlagekop", "Bijlagelid", "Bijlageonderdeel",
    "Bijlagesubonderdeel", "Aanheflid", "Aanhefonderdeel", "Aanhefsubonderdeel",
)  # fmt: skip
"""The styles that print a number only when a list of the frame is joined to them."""

W = f"{{{NAMESPACE}}}"


def no_word_file() -> FrameError:
    """Return the fault of a frame that is no Word file."""
    return FrameError(
        "Het sjabloon is geen Word-bestand (.docx).",
        "The frame is no Word file (.docx).",
        "Sla het in Word op als Word-document (*.docx).",
        "Save it in Word as a Word document (*.docx).",
        code="sjabloon.bestand",
    )


def unreadable_tag(part: str, reason: object) -> FrameError:
    """Return the fault of a frame with a tag in `part` that cannot be read or filled, with Jinja's `reason`."""
    return FrameError(
        f"Een code in het sjabloon ({part}) is niet te lezen: {reason}.",
        f"A tag in the frame ({part}) cannot be read: {reason}.",
        "Schrijf codes als {{ kenmerk }} of {{p artikelen }}; kopieer ze uit het standaardsjabloon.",
        "Write tags as {{ kenmerk }} or {{p artikelen }}; copy them from the standard frame.",
        code="sjabloon.code",
    )


def check_names(used: Collection[str]) -> None:
    """Refuse a frame that asks for a value that no contract has; `used` are the names in its tags."""
    known = (*VALUES, *PLACES)
    if unknown := sorted(set(used) - set(known)):
        raise FrameError(
            f"Het sjabloon vraagt om onbekende waarden: {', '.join(unknown)}.",
            f"The frame asks for unknown values: {', '.join(unknown)}.",
            f"Bekend zijn: {', '.join(known)}.",
            f"Known are: {', '.join(known)}.",
            code="sjabloon.onbekende-waarde",
        )


def check_filled(part: str, xml: str) -> etree._Element:
    """Return the root of a part after a trial fill; refuses one that filling breaks."""
    try:
        return etree.fromstring(xml.encode())
    except etree.XMLSyntaxError as error:
        raise FrameError(
            f"Het sjabloon ({part}) geeft na het invullen geen leesbaar Word-bestand.",
            f"The frame ({part}) is no readable Word file once it is filled in.",
            "Zet elke {%p ... %} op een eigen regel en sluit elke {%p for %} met {%p endfor %}.",
            "Put each {%p ... %} on a line of its own and close each {%p for %} with {%p endfor %}.",
            code="sjabloon.code",
        ) from error


def check_places(body: etree._Element | None) -> None:
    """Refuse a frame whose places are absent, doubled, or anywhere but on a line of their own in the body.

    `body` is the document part after a trial fill that left a processing instruction in each place, or None when the
    part has no tags at all.
    """
    parents: dict[str, list[etree._Element | None]] = {place: [] for place in PLACES}
    for node in body.iter(etree.ProcessingInstruction) if body is not None else ():
        if node.target in parents:
            parents[node.target].append(node.getparent())
    for place, found in parents.items():
        if len(found) != 1 or found[0] is None or found[0].tag != f"{W}body":
            raise FrameError(
                f"In het sjabloon moet {{{{p {place} }}}} één keer staan, op een eigen regel buiten tabellen.",
                f"The frame must hold {{{{p {place} }}}} once, on a line of its own outside tables.",
                "Typ de code in een lege alinea, met de p direct na de accolades.",
                "Type the tag in an empty paragraph, with the p right after the braces.",
                code="sjabloon.plaats",
            )


def styles_in(xml: bytes) -> dict[str, str]:
    """Return the id of every style in the styles part by its name.

    Raises FrameError for a style that is missing, or one that should print a number and hangs on no list.
    """
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError as error:
        raise no_word_file() from error
    styles: dict[str, str] = {}
    listed: set[str] = set()
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            styles[name.get(f"{W}val", "")] = style.get(f"{W}styleId", "")
            if style.find(f"{W}pPr/{W}numPr/{W}numId") is not None:
                listed.add(name.get(f"{W}val", ""))
    if missing := [name for name in STYLES if name not in styles]:
        raise FrameError(
            f"Het sjabloon mist stijlen: {', '.join(missing)}.",
            f"The frame lacks styles: {', '.join(missing)}.",
            "Begin met het standaardsjabloon en verander de opmaak van de stijlen, niet hun naam.",
            "Start from the standard frame and change the looks of the styles, not their names.",
            code="sjabloon.stijl",
        )
    if loose := [name for name in IN_A_LIST if name not in listed]:
        raise FrameError(
            f"In het sjabloon hangen stijlen niet aan een lijst en krijgen dus geen nummer: {', '.join(loose)}.",
            f"Styles in the frame are not joined to a list and so print no number: {', '.join(loose)}.",
            "Koppel de stijl in Word aan een niveau van de lijst met meerdere niveaus.",
            "Link the style in Word to a level of the multilevel list.",
            code="sjabloon.lijst",
        )
    return styles
