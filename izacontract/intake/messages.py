"""What intake says about a file, its keys and its values, each message with its code."""

from __future__ import annotations

from izacontract.message import Message

EMPTY_FILE = Message(
    "bestand.leeg",
    "De aanvraag is leeg.",
    "The request is empty.",
    "Begin met een voorbeeld en vul het in; de README noemt er vijf.",
    "Start from an example and fill it in; the README names five.",
)
TOO_LARGE = Message(
    "bestand.te-groot",
    "Het bestand telt {size} bytes; {largest} is het meeste.",
    "The file has {size} bytes; {largest} is the most.",
    "Een aanvraag is een korte tekst: controleer of dit het goede bestand is.",
    "A request is a short text: check that this is the right file.",
)
TOO_LONG_FOR_SLOW = Message(
    "bestand.te-groot",
    "Het bestand telt {size} tekens; met wat hier staat mag het er {most} tellen.",
    "The file has {size} characters; with what stands here it may have {most}.",
    "Zet een tekst met een tab, backslash, &, *, !, | of > in een lang bestand op één regel tussen enkele "
    "aanhalingstekens, of haal een lange prijslijst uit Excel met: izacontract prices import",
    "In a long file put a text with a tab, backslash, &, *, !, | or > on one line between single quotes, or take a "
    "long price list from Excel with: izacontract prices import",
)
TOO_MANY_VALUES = Message(
    "bestand.te-veel-waarden",
    "Het bestand bevat meer dan {most} sleutels en waarden.",
    "The file holds more than {most} keys and values.",
    "Een aanvraag is een korte tekst: controleer of dit het goede bestand is.",
    "A request is a short text: check that this is the right file.",
)
TOO_MANY_KEYS = Message(
    "bestand.te-veel-sleutels",
    "Het bestand bevat meer dan {most} verschillende sleutels.",
    "The file holds more than {most} different keys.",
    "Controleer of dit een aanvraag is; de sleutels die bestaan, toont: izacontract schema ZORGSOORT",
    "Check that this is a request; the keys that exist are shown by: izacontract schema SECTOR",
)
BINARY = Message(
    "bestand.geen-tekst",
    "Dit is geen tekstbestand, maar {why}.",
    "This is not a text file, but {why}.",
    "Geef een aanvraag in YAML, JSON of Excel (.xlsx) op.",
    "Name a request in YAML, JSON or Excel (.xlsx).",
)
NOT_UTF8 = Message(
    "bestand.geen-utf8",
    "Het bestand is niet in UTF-8 opgeslagen{encoding}.",
    "The file was not saved as UTF-8{encoding}.",
    "Sla het opnieuw op en kies daarbij de codering UTF-8.",
    "Save it again and choose the encoding UTF-8.",
)
CHARACTER = Message(
    "bestand.teken",
    "Teken {code} kan niet in een aanvraag staan.",
    "Character {code} cannot stand in a request.",
    "Verwijder dat teken; het is vaak meegekomen bij kopiëren en plakken.",
    "Remove that character; it often comes along with copy and paste.",
)
NO_KEYS = Message(
    "bestand.geen-sleutels",
    "Dit is geen aanvraag: het bestand bevat geen sleutels zoals 'overeenkomst:'.",
    "This is not a request: the file holds no keys such as 'overeenkomst:'.",
    "Zet elk gegeven achter zijn sleutel, zoals in de voorbeelden van de README.",
    "Put each fact behind its key, as in the examples of the README.",
)
NOT_YAML = Message(
    "bestand.geen-yaml",
    "Dit is geen goede YAML: {why}.",
    "This is not valid YAML: {why}.",
    "{hint}",
    "{hint}",
)
REPEATED_KEY = Message(
    "sleutel.dubbel",
    "Sleutel '{key}' staat er twee keer; de eerste staat op regel {line}.",
    "Key '{key}' is there twice; the first is on line {line}.",
    "Voeg de twee samen tot één.",
    "Join the two into one.",
)
KEY_NOT_A_WORD = Message(
    "sleutel.geen-woord",
    "Hier staat een groep of lijst waar een sleutel hoort.",
    "A group or list stands where a key belongs.",
    "Zet een tekst die met een accolade of blokhaak begint tussen aanhalingstekens.",
    "Put a text that starts with a brace or bracket between quotes.",
)
LINKED = Message(
    "waarde.verwijzing",
    "'{mark}{name}' is in YAML een verwijzing; die kent een aanvraag niet.",
    "'{mark}{name}' is a link in YAML; a request knows none.",
    "Typ de waarde zelf, of zet een tekst die met {mark} begint tussen aanhalingstekens.",
    "Type the value itself, or put a text that starts with {mark} between quotes.",
)
TAGGED = Message(
    "waarde.type-aanduiding",
    "'{tag}' is in YAML een type-aanduiding; die kent een aanvraag niet.",
    "'{tag}' is a tag in YAML; a request knows none.",
    "Zet een tekst die met ! begint tussen aanhalingstekens.",
    "Put a text that starts with ! between quotes.",
)
FOREIGN = Message(
    "waarde.soort",
    "Een waarde van het type {type} past niet in een aanvraag.",
    "A value of type {type} does not fit in a request.",
    "Geef een tekst, getal, datum, ja/nee, lijst of groep.",
    "Give a text, number, date, yes/no, list or group.",
)

UNKNOWN_KEY = Message(
    "sleutel.onbekend",
    "Sleutel '{key}' bestaat hier niet.",
    "Key '{key}' does not exist here.",
    "{hint}",
    "{hint}",
)
FORMER_KEY = Message(
    "sleutel.hernoemd",
    "Sleutel '{former}' heet nu '{key}'; onder de oude naam telt hij alleen in deze uitgave nog mee.",
    "Key '{former}' is now called '{key}'; under its former name it counts in this release only.",
    "Schrijf '{key}' in plaats van '{former}'.",
    "Write '{key}' instead of '{former}'.",
)
FORMER_KEY_TOO = Message(
    "sleutel.hernoemd-dubbel",
    "'{former}' is de oude naam van '{key}', en die staat er ook.",
    "'{former}' is the former name of '{key}', which is there as well.",
    "Haal '{former}' weg.",
    "Remove '{former}'.",
)
OTHER_SECTOR = Message(
    "sleutel.andere-zorgsoort",
    "'{key}' hoort bij een andere zorgsoort; dit is een contract voor {sector}.",
    "'{key}' belongs to another sector; this is a contract for {sector}.",
    "Haal '{key}' weg, of wijzig overeenkomst.sector.",
    "Remove '{key}', or change overeenkomst.sector.",
)
REFUSED_KEY = Message(
    "sleutel.past-niet",
    "'{key}' past niet in een contract voor {sector}. {reason}",
    "'{key}' has no place in a contract for {sector}. {reason}",
    "Haal '{key}' weg.",
    "Remove '{key}'.",
)
UNACCEPTED_KEY = Message(
    "sleutel.past-niet-bij-zorgsoort",
    "'{key}' hoort niet bij een contract voor {sector}.",
    "'{key}' does not belong in a contract for {sector}.",
    "Haal '{key}' weg, of controleer overeenkomst.sector.",
    "Remove '{key}', or check overeenkomst.sector.",
)
MISSING = Message(
    "sleutel.ontbreekt",
    "'{key}' ontbreekt.",
    "'{key}' is missing.",
    "Vul in: {help}",
    "Fill in: {help}",
)
NOT_A_GROUP = Message(
    "waarde.geen-groep",
    "Hier hoort een groep met sleutels.",
    "A group with keys belongs here.",
    "Zet de gegevens ingesprongen onder '{key}:'. Sleutels: {known}.",
    "Put the facts indented under '{key}:'. Keys: {known}.",
)
NOT_A_LIST = Message(
    "waarde.geen-lijst",
    "Hier hoort een lijst, ook bij één onderdeel.",
    "A list belongs here, also for a single item.",
    "Begin elk onderdeel op een eigen regel met een streepje en een spatie, of zet ze tussen blokhaken: [een, twee].",
    "Start each item on its own line with a dash and a space, or put them between brackets: [one, two].",
)
NOT_A_LIST_OF_GROUPS = Message(
    "waarde.geen-lijst",
    "Hier hoort een lijst, ook bij één onderdeel.",
    "A list belongs here, also for a single item.",
    "Zet onder de sleutel elk onderdeel op een eigen regel: - {{{item}}}",
    "Put each item on its own line under the key: - {{{item}}}",
)
NOT_AN_ITEM = Message(
    "waarde.geen-groep",
    "Dit onderdeel van de lijst hoort een groep met sleutels te zijn.",
    "This item of the list should be a group with keys.",
    "Typ achter het streepje de gegevens van het onderdeel: - {{{item}}}",
    "Type the facts of the item behind the dash: - {{{item}}}",
)
NOT_ONE_VALUE = Message(
    "waarde.niet-enkel",
    "Hier hoort één waarde, geen lijst of groep.",
    "One value belongs here, not a list or group.",
    "Typ één waarde; zet een tekst die met een accolade of blokhaak begint tussen aanhalingstekens.",
    "Type one value; put a text that starts with a brace or bracket between quotes.",
)
NOT_A_CHOICE = Message(
    "waarde.keuze",
    "'{value}' is hier geen keuze.",
    "'{value}' is no choice here.",
    "{hint}",
    "{hint}",
)
TOO_FEW = Message(
    "waarde.te-weinig",
    "Hier horen er ten minste {least}.",
    "At least {least} belong here.",
    "Vul de lijst aan.",
    "Complete the list.",
)
TOO_MANY = Message(
    "waarde.te-veel",
    "Hier passen er ten hoogste {most}.",
    "At most {most} fit here.",
    "Kort de lijst in.",
    "Shorten the list.",
)
WRONG = Message(
    "waarde.onjuist",
    "De waarde past hier niet: {reason}.",
    "The value does not fit here: {reason}.",
    "Zie welke waarden passen met: izacontract schema ZORGSOORT",
    "See which values fit with: izacontract schema SECTOR",
)

UNKNOWN_SECTOR = Message(
    "overeenkomst.zorgsoort",
    "Zorgsoort '{sector}' is niet geïnstalleerd.",
    "Sector '{sector}' is not installed.",
    "{hint}",
    "{hint}",
)
UNUSUAL_AGB = Message(
    "zorgaanbieder.agb-ongebruikelijk",
    "AGB-code {agb} begint met {start}; bij {sector} is dat gewoonlijk {usual}.",
    "AGB code {agb} starts with {start}; for {sector} that is usually {usual}.",
    "Controleer de code en de zorgsoort; zijn beide goed, dan kan dit blijven staan.",
    "Check the code and the sector; when both are right, this may stay.",
)
CITIZEN_NUMBER = Message(
    "privacy.bsn",
    "De tekst bevat negen cijfers die een burgerservicenummer kunnen zijn.",
    "The text holds nine digits that may be a citizen service number.",
    "Een contract noemt geen verzekerden: verwijder het nummer als het van een persoon is.",
    "A contract names no insured persons: remove the number if it is a person's.",
)
UNSEEN_CHARACTER = Message(
    "waarde.onzichtbaar-teken",
    "Hierin staat een teken dat u niet ziet: {code} ({name}).",
    "This holds a character that you do not see: {code} ({name}).",
    "Typ de waarde opnieuw: voor wie ernaar zoekt, is zij nu een andere dan u leest.",
    "Type the value anew: to whoever searches for it, it is another one now than you read.",
)
LOOKALIKE = Message(
    "waarde.lijkend-teken",
    "Hierin staat '{character}', dat op een gewone letter of een gewoon cijfer kan lijken: {code} ({name}).",
    "This holds '{character}', which may look like a usual letter or digit: {code} ({name}).",
    "Typ de waarde opnieuw met gewone letters en cijfers. Hoort het teken er, dan kan dit blijven staan.",
    "Type the value anew with usual letters and digits. When the character belongs there, this may stay.",
)
NO_EFFECT = Message(
    "waarde.zonder-werking",
    "'{key}' is ingevuld, maar telt hier niet. {why}",
    "'{key}' is filled in, but does not count here. {why}",
    "Haal de waarde weg, of geef het antwoord waarbij zij telt.",
    "Take the value away, or give the answer with which it counts.",
)
SHORT_REASON = Message(
    "weggelaten.reden-te-kort",
    "De reden is te kort: {length} van ten minste {least} tekens.",
    "The reason is too short: {length} of at least {least} characters.",
    "Leg uit waarom de clausule vervalt; de reden staat in het memo.",
    "Explain why the clause is left out; the memo gives the reason.",
)
OMITTED_TWICE = Message(
    "weggelaten.dubbel",
    "Clausule '{clause}' staat twee keer bij 'weggelaten'.",
    "Clause '{clause}' is listed twice under 'weggelaten'.",
    "Laat één van beide staan.",
    "Keep one of the two.",
)
