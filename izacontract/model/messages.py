"""What the core says about values and requests, each message with its code."""

from __future__ import annotations

from izacontract.message import Message

DECIMAL_COMMA = Message(
    "waarde.decimale-komma",
    "'{value}' heeft een decimale komma.",
    "'{value}' has a decimal comma.",
    "Typ een punt: {better}",
    "Type a point: {better}",
)
NOT_A_NUMBER = Message(
    "waarde.geen-getal",
    "'{value}' is geen getal.",
    "'{value}' is not a number.",
    "Typ alleen cijfers, met een punt voor de decimalen en zonder punten per duizend, zoals 1250.50.",
    "Type digits only, with a point before the decimals and no thousands separators, as in 1250.50.",
)
NUMBER_WITH_MORE = Message(
    "waarde.getal-met-teken",
    "'{value}' is meer dan een getal.",
    "'{value}' is more than a number.",
    "Typ alleen het getal, zonder teken, eenheid, spatie of punt per duizend: {better}",
    "Type the number only, without sign, unit, space or thousands separator: {better}",
)
SHARE_IN_PERCENT = Message(
    "waarde.aandeel-in-procent",
    "'{value}' is geen deel van één.",
    "'{value}' is not a part of one.",
    "{percent}% schrijft u als {better}.",
    "{percent}% is written as {better}.",
)
CURLY_QUOTES = Message(
    "waarde.kromme-aanhalingstekens",
    "{value} staat tussen kromme aanhalingstekens.",
    "{value} stands between curly quotes.",
    'Vervang ze door rechte: "{better}".',
    'Replace them by straight ones: "{better}".',
)
NOT_WHOLE = Message(
    "waarde.geen-geheel-getal",
    "{value} is geen geheel getal.",
    "{value} is not a whole number.",
    "Typ een getal zonder decimalen.",
    "Type a number without decimals.",
)
MORE_THAN_CENTS = Message(
    "waarde.meer-dan-centen",
    "{value} heeft meer dan twee decimalen.",
    "{value} has more than two decimals.",
    "Rond het bedrag af op hele centen, zoals {rounded}.",
    "Round the amount to whole cents, as in {rounded}.",
)
MORE_THAN_PRINTED = Message(
    "waarde.te-veel-decimalen",
    "{value} heeft meer decimalen dan het contract afdrukt: ten hoogste {most}.",
    "{value} has more decimals than the contract prints: {most} at most.",
    "Rond het getal zelf af, zoals {rounded:f}.",
    "Round the number yourself, as in {rounded:f}.",
)
POINT_PER_THOUSAND = Message(
    "waarde.punt-per-duizend",
    "{value} heeft drie cijfers achter de punt.",
    "{value} has three digits after the point.",
    "Scheidt de punt duizendtallen, typ dan {thousands}; scheidt hij decimalen, typ dan {rounded}.",
    "If the point separates thousands, type {thousands}; if it separates decimals, type {rounded}.",
)
NOT_A_DAY = Message(
    "waarde.geen-datum",
    "'{value}' is geen datum.",
    "'{value}' is not a date.",
    "Typ jaar, maand en dag: {better}.",
    "Type year, month and day: {better}.",
)
NOT_A_YEAR = Message(
    "waarde.geen-jaar",
    "{value} is geen jaar van dit contract.",
    "{value} is not a year for this contract.",
    "Typ vier cijfers, zoals 2026.",
    "Type four digits, as in 2026.",
)
NOT_A_QUARTER = Message(
    "waarde.geen-kwartaal",
    "'{value}' is geen kwartaal.",
    "'{value}' is not a quarter.",
    "Typ het jaar en het kwartaal: {better}.",
    "Type the year and the quarter: {better}.",
)
NOT_YES_NO = Message(
    "waarde.geen-ja-nee",
    "'{value}' is geen ja of nee.",
    "'{value}' is not yes or no.",
    "Typ ja of nee (of true of false).",
    "Type ja or nee (or true or false).",
)
NOT_A_TEXT = Message(
    "waarde.geen-tekst",
    "Hier hoort een tekst, geen lijst of groep.",
    "A text belongs here, not a list or group.",
    "Typ één regel tekst, zo nodig tussen aanhalingstekens.",
    "Type one line of text, between quotes if need be.",
)
NO_WORD = Message(
    "waarde.geen-tekst",
    "Hier hoort een tekst; {value} zonder aanhalingstekens is er geen.",
    "A text belongs here; {value} without quotes is none.",
    "Typ de tekst zelf. Is dit de tekst, zet hem dan tussen aanhalingstekens.",
    "Type the text itself. When this is the text, put it between quotes.",
)
EMPTY_TEXT = Message(
    "waarde.leeg",
    "De tekst is leeg.",
    "The text is empty.",
    "Vul de tekst in of laat de sleutel weg.",
    "Fill in the text or leave the key out.",
)
MORE_LINES = Message(
    "waarde.meer-regels",
    "Hier hoort één regel, zonder regeleinde of tab.",
    "One line belongs here, without a line end or tab.",
    "Zet de tekst op één regel.",
    "Put the text on one line.",
)
PLACE_WITHOUT_KIND = Message(
    "waarde.plaats-zonder-soort",
    "'{value}' zegt niet wat er wordt geteld.",
    "'{value}' does not say what is counted.",
    "Typ bijvoorbeeld: artikel {value}",
    "Type for example: artikel {value}",
)
NOT_A_FILE_NAME = Message(
    "waarde.geen-bestandsnaam",
    "'{value}' is geen naam van een bestand in de map van de aanvraag.",
    "'{value}' is not the name of a file in the folder of the request.",
    "Zet het bestand naast de aanvraag en typ alleen zijn naam, zoals protocol.pdf.",
    "Put the file beside the request and type its name only, such as protocol.pdf.",
)
NOT_A_SHA256 = Message(
    "waarde.geen-sha256",
    "Dit is geen controlegetal: SHA-256 heeft 64 cijfers en letters a tot en met f.",
    "This is no checksum: SHA-256 has 64 digits and letters a to f.",
    "Laat de sleutel weg als het bestand naast de aanvraag staat, of reken het getal uit met: sha256sum BESTAND",
    "Leave the key out when the file is beside the request, or compute the number with: sha256sum FILE",
)
TEXT_TOO_LONG = Message(
    "waarde.te-lang",
    "De tekst telt {length} tekens; {longest} is het meeste.",
    "The text has {length} characters; {longest} is the most.",
    "Kort de tekst in of verwijs naar een document.",
    "Shorten the text or refer to a document.",
)
UNPRINTABLE = Message(
    "waarde.onafdrukbaar",
    "Teken {place} van de tekst ({code}) kan niet in een contract staan.",
    "Character {place} of the text ({code}) cannot stand in a contract.",
    "Verwijder dat teken; het is vaak meegekomen bij kopiëren en plakken.",
    "Remove that character; it often comes along with copy and paste.",
)
CODE_UNQUOTED = Message(
    "waarde.code-zonder-aanhalingstekens",
    "{name} {value} is als getal getypt; een voorloopnul kan zo verdwijnen.",
    "{name} {value} was typed as a number; a leading zero may get lost.",
    'Zet de {length} cijfers tussen aanhalingstekens, zoals "{value}".',
    'Put the {length} digits between quotes, as in "{value}".',
)
CODE_DIGITS = Message(
    "waarde.code-cijfers",
    "{name} '{value}' bestaat niet uit precies {length} cijfers: het zijn er {count}.",
    "{name} '{value}' is not exactly {length} digits: it has {count}.",
    "Neem de code over uit het register, met voorloopnullen; in een YAML-bestand tussen rechte aanhalingstekens.",
    "Copy the code from the register, with leading zeros; in a YAML file between straight quotes.",
)
IBAN = Message(
    "waarde.iban",
    "IBAN '{value}' klopt niet: landcode, lengte of controlecijfer is onjuist (ISO 13616).",
    "IBAN '{value}' is wrong: country, length or check digits do not fit (ISO 13616).",
    "Controleer het rekeningnummer bij de zorgaanbieder.",
    "Check the account number with the provider.",
)
NOT_ABOVE = Message(
    "waarde.niet-groter",
    "{value} is niet groter dan {limit}.",
    "{value} is not above {limit}.",
    "Vul een waarde boven {limit} in.",
    "Fill in a value above {limit}.",
)
TOO_LOW = Message(
    "waarde.te-laag",
    "{value} is lager dan {limit}.",
    "{value} is below {limit}.",
    "Vul een waarde van ten minste {limit} in.",
    "Fill in a value of at least {limit}.",
)
TOO_HIGH = Message(
    "waarde.te-hoog",
    "{value} is hoger dan {limit}.",
    "{value} is above {limit}.",
    "Vul een waarde van ten hoogste {limit} in.",
    "Fill in a value of at most {limit}.",
)
TOO_NEAR_ZERO = Message(
    "waarde.te-klein",
    "{value} is te klein om te kloppen: 0, of ten minste {limit} boven of onder 0.",
    "{value} is too small to be right: 0, or at least {limit} above or below it.",
    "Een percentage wordt in procent getypt: 4.18 is 4,18%.",
    "A percentage is typed in percent: 4.18 is 4.18%.",
)
SHIFTED_POINT = Message(
    "waarde.punt-verschoven",
    "{value} past hier niet: gewoonlijk is dit {usual}.",
    "{value} does not fit here: usually this is {usual}.",
    "Bedoelt u {better}? Typ dan {better}.",
    "Did you mean {better}? Then type {better}.",
)
UNUSUAL = Message(
    "waarde.ongewoon",
    "{value} is hier ongewoon: gewoonlijk is dit {usual}.",
    "{value} is unusual here: usually this is {usual}.",
    "Controleer de waarde; klopt zij, dan kan zij blijven staan.",
    "Check the value; when it is right, it may stay.",
)
