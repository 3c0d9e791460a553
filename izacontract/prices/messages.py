"""What the reading of a price list says, each message with its code."""

from __future__ import annotations

from izacontract.message import Message

NO_HEADER = Message(
    "prijzen.zonder-kop",
    "Hier staat geen kop met een kolom voor de code en een voor tarief of maximum.",
    "There is no header here with a column for the code and one for tariff or maximum.",
    "Noem de kolommen zoals zij heten: --columns code=...,tarief=... (of maximum=...).",
    "Name the columns as they are called: --columns code=...,tarief=... (or maximum=...).",
)
WHICH_SHEET = Message(
    "prijzen.meer-bladen",
    "Meer dan een blad kan de prijslijst zijn: {sheets}.",
    "More than one sheet may be the price list: {sheets}.",
    "Kies er een met --sheet, bijvoorbeeld: --sheet '{first}'.",
    "Choose one with --sheet, for example: --sheet '{first}'.",
)
NO_SHEET = Message(
    "prijzen.geen-blad",
    "De werkmap heeft geen blad '{sheet}'.",
    "The workbook has no sheet '{sheet}'.",
    "Kies een van: {sheets}.",
    "Choose one of: {sheets}.",
)
NO_COLUMN = Message(
    "prijzen.geen-kolom",
    "De kop heeft geen kolom '{column}'.",
    "The header has no column '{column}'.",
    "Kies een van: {columns}.",
    "Choose one of: {columns}.",
)
TWO_COLUMNS = Message(
    "prijzen.twee-kolommen",
    "Meer dan een kolom kan '{key}' zijn: {columns}.",
    "More than one column may be '{key}': {columns}.",
    "Kies er een, bijvoorbeeld: --columns '{key}={first}'.",
    "Choose one, for example: --columns '{key}={first}'.",
)
UNUSED = Message(
    "prijzen.kolom-niet-gelezen",
    "Niet gelezen kolommen: {columns}.",
    "Columns that were not read: {columns}.",
    "Hoort er een bij de prijslijst, noem haar dan met --columns sleutel=kolom; sleutels: {keys}.",
    "If one belongs to the price list, name it with --columns key=column; keys: {keys}.",
)
NO_CODE = Message(
    "prijzen.zonder-code",
    "Deze rij heeft een bedrag en geen code.",
    "This row has an amount and no code.",
    "Vul de code in, of maak de rij leeg.",
    "Fill in the code, or empty the row.",
)
DOUBLE = Message(
    "prijzen.dubbel",
    "Code '{code}' staat ook op rij {row}.",
    "Code '{code}' is on row {row} too.",
    "Laat van de twee rijen alleen de juiste staan.",
    "Keep the right one of the two rows only.",
)
NOT_THE_SHARE = Message(
    "prijzen.tarief-anders",
    "Het tarief {tariff} van '{code}' is niet {percentage}% van het maximum {maximum}: dat is {right}.",
    "Tariff {tariff} of '{code}' is not {percentage}% of the maximum {maximum}; that is {right}.",
    "Typ tarief {right}, of verbeter maximum of percentage.",
    "Type tariff {right}, or mend maximum or percentage.",
)
NO_PERCENTAGE = Message(
    "prijzen.geen-percentage",
    "Het tarief {tariff} van '{code}' is geen deel van het maximum {maximum} dat in een percentage past.",
    "Tariff {tariff} of '{code}' is no part of the maximum {maximum} that fits in a percentage.",
    "Typ een tarief tussen 5% en 100% van het maximum, of geef de prestatie een tweede maximum.",
    "Type a tariff between 5% and 100% of the maximum, or give the performance a second maximum.",
)
GAPS = Message(
    "prijzen.open",
    "Zonder {key}: {codes}.",
    "Without {key}: {codes}.",
    "In een concept blijft het een open punt; vul het in voor een definitief contract.",
    "It stays an open point in a draft; fill it in for a final contract.",
)
EMPTY = Message(
    "prijzen.leeg",
    "De prijslijst heeft onder haar kop geen enkele prestatie.",
    "The price list has no performance below its header.",
    "Zet onder de kop per prestatie een rij.",
    "Put a row for each performance below the header.",
)
LEFT = Message(
    "prijzen.vervallen",
    "Vervallen codes: {codes}.",
    "Codes that left: {codes}.",
    "Controleer of zij ook niet meer worden geleverd.",
    "Check that they are no longer delivered either.",
)
CAME = Message(
    "prijzen.nieuw",
    "Nieuwe codes: {codes}.",
    "New codes: {codes}.",
    "Controleer omschrijving en tarief.",
    "Check description and tariff.",
)
TOTALS = Message(
    "prijzen.totaalrij",
    "Rij {rows} is een totaal en telt niet mee.",
    "Row {rows} is a total and does not count.",
    "Is het een prestatie, geef haar dan een code.",
    "If it is a performance, give it a code.",
)
