"""What taking over can say of a change, and why it stops; the docs list every message by its code."""

from __future__ import annotations

from typing import Final

from izacontract.message import Message

OTHER_CONTRACT: Final = Message(
    "overnemen.ander-contract",
    "{file} heeft kenmerk {theirs}, maar {request} heeft kenmerk {ours}.",
    "{file} has reference {theirs}, but {request} has reference {ours}.",
    "Noem na --into de aanvraag waarmee dit document is gemaakt.",
    "Name the request of which this document was made after --into.",
)
UNKNOWN_CHANGE: Final = Message(
    "overnemen.onbekende-wijziging",
    "{file} heeft geen wijziging {name}.",
    "{file} has no change {name}.",
    "Bekijk de wijzigingen met: izacontract verify {file}",
    "See the changes with: izacontract verify {file}",
)
TWICE: Final = Message(
    "overnemen.twee-antwoorden",
    "Wijziging {name} krijgt twee antwoorden.",
    "Change {name} gets two answers.",
    "Kies er één: aanvaarden, weigeren of een tegenvoorstel.",
    "Choose one: accept, refuse or counter.",
)
EMPTY_COUNTER: Final = Message(
    "overnemen.leeg-tegenvoorstel",
    "Het tegenvoorstel bij {name} heeft geen tekst.",
    "The counter-proposal to {name} has no text.",
    "Typ --counter ID=TEKST, of weiger de wijziging met --refuse ID.",
    "Type --counter ID=TEXT, or refuse the change with --refuse ID.",
)
SENT_OTHERWISE: Final = Message(
    "overnemen.anders-verzonden",
    "De aanvraag zegt bij {clause} nu iets anders dan wat verzonden is; de wijziging heeft daar geen plaats.",
    "The request now says something else at {clause} than was sent; the change has no place there.",
    "Gebruik de aanvraag zoals zij was toen u verzond, of verwerk deze wijziging zelf.",
    "Use the request as it was when you sent it, or deal with this change yourself.",
)
SEVERAL_PLACES: Final = Message(
    "overnemen.meer-plaatsen",
    "'{key}' staat op meer plaatsen in het contract en is alleen hier gewijzigd; elders ongewijzigd: {places}.",
    "'{key}' stands in more places in the contract and was changed here only; unchanged elsewhere: {places}.",
    "Vraag wat bedoeld is. Moet het overal anders, wijzig dan '{key}' in de aanvraag; alleen hier: maak een afwijking.",
    "Ask what is meant. For a change everywhere, change '{key}' in the request; here only: make a deviation.",
)
REFUSED_BY_CHECKS: Final = Message(
    "overnemen.geweigerd",
    "De controles weigeren '{key}' = {value}: {why}",
    "The checks refuse '{key}' = {value}: {why}",
    "Spreek een andere waarde af, of doe een tegenvoorstel met --counter.",
    "Agree on another value, or make a counter-proposal with --counter.",
)
WORDS_REFUSED: Final = Message(
    "overnemen.tekst-geweigerd",
    "De controles weigeren deze tekst: {why}",
    "The checks refuse this text: {why}",
    "{hint}",
    "{hint}",
)
COMPUTED: Final = Message(
    "overnemen.berekend",
    "'{value}' komt niet rechtstreeks uit een sleutel van de aanvraag: het is berekend, of het staat in de clausule.",
    "'{value}' does not come straight from a key of the request: it is computed, or stands in the clause.",
    "Wijzig de waarde waaruit het volgt, of verwerk de wijziging zelf in de aanvraag.",
    "Change the value that it follows from, or put the change in the request yourself.",
)
AMBIGUOUS: Final = Message(
    "overnemen.niet-eenduidig",
    "Meer dan één sleutel kan hier '{value}' geven: {keys}.",
    "More than one key can give '{value}' here: {keys}.",
    "Wijzig zelf in de aanvraag de sleutel die bedoeld is.",
    "Change the key that is meant in the request yourself.",
)
NO_NAME: Final = Message(
    "overnemen.lid-zonder-naam",
    "Dit lid van {clause} heeft geen naam, zodat een afwijking het niet kan aanwijzen.",
    "This lid of {clause} has no name, so that no deviation can point at it.",
    "Zet de afspraak zelf in bijzondere_bepalingen (plaats: {clause}), of weiger de wijziging.",
    "Put the agreement in bijzondere_bepalingen (plaats: {clause}) yourself, or refuse the change.",
)
IN_PARTS: Final = Message(
    "overnemen.onderdelen",
    "Dit lid van {clause} heeft onderdelen (a, b, c); een afwijking vervangt alleen een lid zonder onderdelen.",
    "This lid of {clause} has parts (a, b, c); a deviation replaces only a lid without parts.",
    "Zet de afspraak zelf in bijzondere_bepalingen (plaats: {clause}), of weiger de wijziging.",
    "Put the agreement in bijzondere_bepalingen (plaats: {clause}) yourself, or refuse the change.",
)
NO_WAY: Final = Message(
    "overnemen.geen-plaats",
    "Hiervoor heeft een aanvraag geen plaats: {what}.",
    "A request has no place for this: {what}.",
    "Verwerk de wijziging zelf in de aanvraag of in uw sjabloon, of weiger haar.",
    "Put the change in the request or in your frame yourself, or refuse it.",
)
OTHERWISE_THERE: Final = Message(
    "overnemen.al-afgeweken",
    "Van dit lid van {clause} staat al een afwijking in de aanvraag.",
    "For this lid of {clause} a deviation stands in the request already.",
    "Wijzig die afwijking zelf.",
    "Change that deviation yourself.",
)
