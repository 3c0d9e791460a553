"""What the conformance check says: one message for each thing that a plugin may do wrong, with what to do about it."""

from __future__ import annotations

from typing import Final

from izacontract.clauses.linted import Lint
from izacontract.errors import Finding, IzacontractError, Position, Severity, Told
from izacontract.message import Message

UNRELEASED: Final = "niet-uitgebracht"

HINTS: Final = {
    "bron-ontbreekt": Told(
        "Noem onder sources ten minste één document met vindplaats en de dag van raadplegen.",
        "Name under sources at least one document with its section and the day it was consulted.",
    ),
    "uitleg": Told(
        "Schrijf in clause.yaml twee tot vijf zinnen in gewone taal.",
        "Write two to five sentences in plain language in clause.yaml.",
    ),
    "verwijzing": Told(
        "Verbeter de id of de naam van het lid in ref(...).", "Mend the id or the name of the lid in ref(...)."
    ),
    "verwijzing-vooraan": Told(
        "Begin de zin met andere woorden, zoals 'Volgens'.", "Begin the sentence with other words, such as 'Volgens'."
    ),
    "tekst": Told(
        "Verbeter de tekst op die regel, of declareer de variabele in de kop.",
        "Mend the text on that line, or declare the variable in the header.",
    ),
    "variabele-ongebruikt": Told(
        "Gebruik de variabele in de tekst, of haal haar uit de kop.",
        "Use the variable in the text, or take it out of the header.",
    ),
    "begrip-ongebruikt": Told(
        "Gebruik het begrip in een tekst, of haal het uit de kop.",
        "Use the term in a text, or take it out of the header.",
    ),
    "begrip-onbekend": Told(
        "Omschrijf het begrip onder terms, zet de naam in names.yaml, of schrijf een kleine letter.",
        "Define the term under terms, put the name in names.yaml, or write a small letter.",
    ),
    "dit-artikel": Told("Schrijf ref met de id van de clausule.", "Write ref with the id of the clause."),
    "clausule-onbekend": Told("Verbeter de id in commitments.yaml.", "Mend the id in commitments.yaml."),
    "lid-onbekend": Told(
        "Verbeter de naam achter #, of geef elk lid in de tekst zijn naam.",
        "Mend the name after #, or give the lid in every text its name.",
    ),
    "vast-lid": Told(
        'Zet het lid met zijn naam, {{ lid("...") }}, in de tekst: wet of akkoord vraagt het.',
        'Put the lid with its name, {{ lid("...") }}, in the text: law or an accord asks it.',
    ),
    "positie-lid": Told(
        "Noem onder replaces een lid dat de clausule heeft en dat niet vastligt.",
        "Name under replaces a lid that the clause has and that is not fixed.",
    ),
    "positie-rang": Told("Geef elke positie een eigen rang.", "Give each position a rank of its own."),
    "positie-kop": Told(
        "Zet het begrip of de parameter in de kop van de clausule zelf.",
        "Put the term or parameter in the header of the clause itself.",
    ),
    "parameter-ongelezen": Told(
        "Lees de parameter in een tekst, regel of controle, of zet er information: true bij.",
        "Read the parameter in a text, rule or check, or mark it information: true.",
    ),
    "parameter-toch-gelezen": Told("Haal information: true weg.", "Take information: true away."),
    "uitgebracht-gewijzigd": Told(
        "Herstel de tekst en schrijf de nieuwe woorden in een bestand met een latere dag als naam.",
        "Restore the text and write the new words in a file named for a later day.",
    ),
    "uitgebracht-weg": Told("Zet de uitgebrachte tekst terug.", "Put the released text back."),
    UNRELEASED: Told(
        "Leg de teksten vast voordat u ze uitbrengt: izacontract clauses release MAP",
        "Lock the texts before you publish them: izacontract clauses release FOLDER",
    ),
}
"""What to do about each thing that lint finds, by its code."""

NOT_FILLED: Final = Message(
    "plugin.tekst-vult-niet",
    "De tekst is niet te vullen met voorbeeldwaarden ({values}): {why}",
    "The text cannot be filled with sample values ({values}): {why}",
    "Verbeter de tekst of de declaratie van haar variabelen.",
    "Mend the text or the declaration of its variables.",
)
NO_SECTOR: Final = Message(
    "plugin.clausule-zonder-zorgsoort",
    "Clausule {clause} is alleen voor zorgsoorten die er niet zijn: {sectors}.",
    "Clause {clause} is only for sectors that are not there: {sectors}.",
    "Verbeter sectors in clause.yaml, of laat het weg als de clausule voor elke zorgsoort is.",
    "Mend sectors in clause.yaml, or leave it out when the clause is for every sector.",
)
FOREIGN_ID: Final = Message(
    "plugin.vreemde-id",
    "'{id}' begint niet met de naam van de plugin.",
    "'{id}' does not begin with the name of the plugin.",
    "Noem het {plugin}.naam, zodat het nooit met dat van een andere plugin botst.",
    "Call it {plugin}.name, so that it never clashes with that of another plugin.",
)
INCOMPLETE: Final = Message(
    "plugin.parameter-onvolledig",
    "Parameter {id} heeft geen {key}.",
    "Parameter {id} has no {key}.",
    "Vul {key} in; bij een cijfer zonder status weet niemand hoe zeker het is.",
    "Fill in {key}; nobody knows how certain a figure without a status is.",
)
NO_EXAMPLE: Final = Message(
    "plugin.zonder-voorbeeld",
    "Zorgsoort '{sector}' heeft geen voorbeeldaanvraag.",
    "Sector '{sector}' has no example request.",
    "Zet example.yaml in de map van libraries; de voorbeeldweergave en deze controle gebruiken het.",
    "Put example.yaml in the folder of libraries; the preview and this check use it.",
)
EXAMPLE_REFUSED: Final = Message(
    "plugin.voorbeeld-geweigerd",
    "De voorbeeldaanvraag van '{sector}' wordt geweigerd: {why}",
    "The example request of '{sector}' is refused: {why}",
    "Verbeter example.yaml, of de controle die haar weigert.",
    "Mend example.yaml, or the check that refuses it.",
)
UNANSWERED: Final = Message(
    "plugin.clausule-zonder-antwoord",
    "Geen regel zegt of clausule {clause} in een contract voor {sector} hoort ({what}).",
    "No rule says whether clause {clause} belongs in a contract for {sector} ({what}).",
    "Geef in propose_clauses voor elke eigen clausule put_in of leave_out, met de reden.",
    "Give put_in or leave_out for each clause of your own in propose_clauses, with the reason.",
)
UNSTABLE: Final = Message(
    "plugin.niet-bepaald",
    "Dezelfde aanvraag geeft niet elke keer hetzelfde: {why}.",
    "The same request does not give the same each time: {why}.",
    "Sorteer wat uit een set komt, en gebruik in regels geen klok, toeval of bewaarde toestand.",
    "Sort what comes out of a set, and use no clock, chance or kept state in rules.",
)
OUTSIDE_WORLD: Final = Message(
    "plugin.buiten-de-aanvraag",
    "Een regel of controle {what} ({place}).",
    "A rule or check {what} ({place}).",
    "Een regel kijkt alleen naar de aanvraag en de parameters; lees wat vaststaat bij het importeren.",
    "A rule looks at the request and the parameters only; read what is fixed on import.",
)
NOT_DUTCH: Final = Message(
    "plugin.niet-nederlands",
    "{what} is niet in het Nederlands: '{text}'.",
    "{what} is not in Dutch: '{text}'.",
    "Schrijf wat mensen lezen in het Nederlands; de Engelse tekst van een melding staat apart.",
    "Write what people read in Dutch; the English text of a message stands apart.",
)
EMPTY: Final = Message(
    "plugin.lege-tekst",
    "{what} is leeg.",
    "{what} is empty.",
    "Schrijf één zin.",
    "Write one sentence.",
)
UNKNOWN_PATH: Final = Message(
    "plugin.onbekend-pad",
    "De regel van {clause} zegt in looked_at '{key}', dat in geen aanvraag kan staan.",
    "The rule of {clause} says '{key}' in looked_at, which no request can hold.",
    "Verbeter de sleutel.",
    "Mend the key.",
)


def about(plugin: str, finding: Finding, place: str = "") -> Finding:
    """Return `finding` as one about `plugin`, at `place` (a file, with or without a line) when it has one."""
    file, _, line = place.rpartition(":")
    position = Position(file, int(line), 1) if file and line.isdigit() else Position(place, 0, 0) if place else None
    return Finding(finding.severity, finding.code, finding.message, finding.hint, (plugin,), position)


def of_error(plugin: str, error: IzacontractError) -> Finding:
    """Return the finding that `error` stopped `plugin`; the message of an error says the place itself."""
    hint = error.hint if error.hint.nl else Told("Verbeter het genoemde bestand.", "Mend the file that is named.")
    return Finding(Severity.FAULT, error.code, error.message, hint, (plugin,))


def of_lint(plugin: str, found: Lint) -> Finding:
    """Return the finding that lint gave; a text that is not released yet is no fault."""
    severity = Severity.WARNING if found.code == UNRELEASED else Severity.FAULT
    told = (found.message.nl.rstrip("."), found.message.en.rstrip("."))
    if found.file in found.message.nl:  # it says the line too
        message, place = Told(*(f"{text}." for text in told)), ""
    else:
        message, place = Told(*(f"{text[:1].upper()}{text[1:]}." for text in told)), found.file
    return about(plugin, Finding(severity, f"clausule.{found.code}", message, HINTS[found.code]), place)
