"""What intake says about workbooks, their sheets and their cells, each message with its code."""

from __future__ import annotations

from izacontract.message import Message

NO_WORKBOOK = Message(
    "excel.geen-werkmap",
    "Dit is geen Excel-werkmap, maar {why}.",
    "This is not an Excel workbook, but {why}.",
    "{hint}",
    "{hint}",
)
DAMAGED = Message(
    "excel.beschadigd",
    "De werkmap is niet te lezen; zij is beschadigd of onvolledig opgeslagen.",
    "The workbook cannot be read; it is damaged or was not saved completely.",
    "Open haar in Excel en sla haar opnieuw op als .xlsx.",
    "Open it in Excel and save it again as .xlsx.",
)
WORKBOOK_TOO_LARGE = Message(
    "excel.te-groot",
    "De werkmap is uitgepakt {size} bytes groot; {largest} is het meeste.",
    "The workbook is {size} bytes large when unpacked; {largest} is the most.",
    "Neem de ingevulde cellen over in een nieuwe werkmap; controleer of dit het goede bestand is.",
    "Copy the filled-in cells to a new workbook; check that this is the right file.",
)
MACROS = Message(
    "excel.macro",
    "De werkmap bevat macro's; die worden niet uitgevoerd, alleen wat in de cellen staat telt.",
    "The workbook holds macros; they are not run, only what stands in the cells counts.",
    "Vult een macro cellen in, voer haar dan eerst in Excel uit en sla de werkmap op. Anders hoeft u niets te doen.",
    "When a macro fills in cells, run it in Excel first and save the workbook. Otherwise there is nothing to do.",
)
OTHER_FILES = Message(
    "excel.koppeling",
    "De werkmap haalt gegevens uit iets anders: {files}; dat wordt niet geopend.",
    "The workbook takes data from something else: {files}; that is not opened.",
    "Wat de werkmap daaruit kent, is van de laatste keer dat Excel haar opsloeg: werk haar bij, of plak de waarden in.",
    "What the workbook knows of it is from the last time Excel saved it: update it, or paste the values.",
)
NO_OFFICE = Message(
    "excel.geen-libreoffice",
    "Voor een .ods-bestand is LibreOffice nodig, en dat is op deze computer niet gevonden.",
    "An .ods file needs LibreOffice, which was not found on this computer.",
    "Sla het bestand op als Excel-werkmap (.xlsx), of installeer LibreOffice (Debian en Ubuntu: apt install "
    "libreoffice-calc-nogui). Staat LibreOffice elders, noem het programma dan in {chosen}.",
    "Save the file as an Excel workbook (.xlsx), or install LibreOffice (Debian and Ubuntu: apt install "
    "libreoffice-calc-nogui). If LibreOffice stands elsewhere, name its program in {chosen}.",
)
OFFICE_FAILED = Message(
    "excel.ods-mislukt",
    "LibreOffice kon dit .ods-bestand niet lezen: {why}.",
    "LibreOffice could not read this .ods file: {why}.",
    "Open het in LibreOffice en sla het op als Excel-werkmap (.xlsx), zonder wachtwoord. Lukt geen enkel .ods-bestand, "
    "kijk dan of LibreOffice Calc is geïnstalleerd (Debian en Ubuntu: apt install libreoffice-calc-nogui).",
    "Open it in LibreOffice and save it as an Excel workbook (.xlsx), without a password. If no .ods file can be read, "
    "see whether LibreOffice Calc is installed (Debian and Ubuntu: apt install libreoffice-calc-nogui).",
)
FORMULA = Message(
    "cel.formule",
    "De cel bevat een formule.",
    "The cell holds a formula.",
    "Vervang de formule door haar uitkomst: kopieer de cel en plak alleen de waarde. Begint een tekst met =, "
    "maak de cel dan op als Tekst.",
    "Replace the formula by its result: copy the cell and paste the value only. If a text begins with =, "
    "format the cell as text.",
)
TOTALS = Message(
    "cel.totaalrij",
    "Rij {row} telt niet mee: het is de totaalrij van tabel {table}.",
    "Row {row} does not count: it holds the totals of table {table}.",
    "U hoeft niets te doen; zet iets wat meetelt boven de totaalrij.",
    "There is nothing to do; put what counts above the totals.",
)
CELL_ERROR = Message(
    "cel.foutwaarde",
    "De cel bevat de foutwaarde {value}.",
    "The cell holds the error {value}.",
    "Typ de waarde zelf, of maak de cel leeg.",
    "Type the value itself, or empty the cell.",
)
CELL_TIME = Message(
    "cel.tijd",
    "De cel bevat een tijdstip: {value}.",
    "The cell holds a time: {value}.",
    "Typ alleen de dag, of maak de cel op als Tekst en typ de waarde opnieuw.",
    "Type the day only, or format the cell as text and type the value again.",
)
NUMBER_IN_TEXT = Message(
    "cel.getal-in-tekst",
    "{value} staat er als getal; een voorloopnul kan zo verdwenen zijn.",
    "{value} is stored as a number; a leading zero may have been lost.",
    "Maak de cel op als Tekst en typ de waarde opnieuw, met voorloopnullen.",
    "Format the cell as text and type the value again, with leading zeros.",
)
DAY_IN_TEXT = Message(
    "cel.datum-in-tekst",
    "Excel heeft hier een datum van gemaakt: {value}.",
    "Excel has made this a date: {value}.",
    "Maak de cel op als Tekst en typ de waarde opnieuw.",
    "Format the cell as text and type the value again.",
)
DAY_IN_NUMBER = Message(
    "cel.datum-in-getal",
    "Hier hoort een getal, maar Excel heeft er een datum van gemaakt: {value}.",
    "A number belongs here, but Excel has made it a date: {value}.",
    "Maak de cel op als Getal en typ de waarde opnieuw.",
    "Format the cell as a number and type the value again.",
)
CODE_IN_CELL = Message(
    "cel.code-cijfers",
    "'{value}' bestaat niet uit precies {length} cijfers.",
    "'{value}' is not exactly {length} digits.",
    "{hint}",
    "{hint}",
)
TWO_READINGS = Message(
    "cel.twee-lezingen",
    "'{value}' kan {first} zijn, of {second}.",
    "'{value}' can be {first}, or {second}.",
    "Typ {first} of {second}.",
    "Type {first} or {second}.",
)
READ = Message(
    "cel.gelezen",
    "Gelezen: {count} {what}, zoals {example}.",
    "Read: {count} {what}, such as {example}.",
    "Klopt dat, dan hoeft u niets te doen; typ anders de waarde opnieuw.",
    "If that is right, there is nothing to do; otherwise type the value again.",
)
TEXT_IN_NUMBER = Message(
    "cel.tekst-in-getal",
    "'{value}' is hier geen getal.",
    "'{value}' is no number here.",
    "Typ alleen het getal, zoals 1250,50, of maak de cel leeg.",
    "Type the number only, as in 1250.50, or empty the cell.",
)
LINE_BREAK = Message(
    "cel.regeleinde",
    "De tekst '{value}' loopt over meer regels; zo komt zij ook in het contract.",
    "The text '{value}' runs over several lines; so it will in the contract.",
    "Haal het regeleinde weg, tenzij u het zo bedoelt.",
    "Remove the line break, unless you mean it.",
)
NOT_COUNTED = Message(
    "cel.telt-niet-mee",
    "'{value}' telt niet mee: {why}.",
    "'{value}' does not count: {why}.",
    "Hoort het in het contract, zet het dan in kolom {column}; een aantekening kan blijven staan.",
    "If it belongs in the contract, put it in column {column}; a note may stay.",
)
NUMBER_IN_DAY = Message(
    "cel.getal-in-datum",
    "Hier hoort een datum, geen getal: {value}.",
    "A date belongs here, not a number: {value}.",
    "Maak de cel op als Datum en kijk of de goede dag er staat, of typ de dag opnieuw, zoals {day}.",
    "Format the cell as a date and see whether the right day shows, or type the day again, as in {day}.",
)
YES_NO_ELSEWHERE = Message(
    "cel.waar-onwaar",
    "De cel bevat WAAR of ONWAAR; hier hoort geen ja of nee.",
    "The cell holds TRUE or FALSE; no yes or no belongs here.",
    "Typ de waarde opnieuw; maak de cel voor een tekst op als Tekst.",
    "Type the value again; format the cell as text for a text.",
)
PERCENT_ELSEWHERE = Message(
    "cel.procentopmaak",
    "De cel toont {shown}%, maar hier hoort geen procentteken; haar waarde is {value}.",
    "The cell shows {shown}%, but no percent sign belongs here; its value is {value}.",
    "Maak de cel op als Getal en typ het getal opnieuw.",
    "Format the cell as a number and type the number again.",
)
PERCENT_TWICE = Message(
    "cel.procent-twee-lezingen",
    "De cel toont {shown}%; dat kan zo bedoeld zijn, of met een procentteken getypt als {typed}%.",
    "The cell shows {shown}%; that may be meant so, or it was typed with a percent sign, as {typed}%.",
    "Is het {typed}%, typ dan {typed}, zonder procentteken. Is het {shown}%, maak de cel op als Percentage en typ "
    "{shown}%.",
    "If it is {typed}%, type {typed}, without a percent sign. If it is {shown}%, format the cell as a percentage and "
    "type {shown}%.",
)
MERGED = Message(
    "blad.samengevoegd",
    "De cellen {cells} zijn samengevoegd.",
    "The cells {cells} are merged.",
    "Hef de samenvoeging op en vul elke cel apart in.",
    "Unmerge them and fill in each cell on its own.",
)
HIDDEN = Message(
    "blad.verborgen",
    "Blad '{sheet}' is verborgen en is {read}.",
    "Sheet '{sheet}' is hidden and was {read}.",
    "Maak het zichtbaar en kijk wat erin staat, of haal het weg.",
    "Show it and see what is in it, or remove it.",
)
UNKNOWN_SHEET = Message(
    "blad.onbekend",
    "Blad '{sheet}' hoort niet in {what}.",
    "Sheet '{sheet}' does not belong in {what}.",
    "{hint} Haal het blad anders weg.",
    "{hint} Otherwise remove the sheet.",
)
SHEET_TWICE = Message(
    "blad.dubbel",
    "De bladen '{first}' en '{sheet}' horen allebei bij '{key}'.",
    "The sheets '{first}' and '{sheet}' both belong to '{key}'.",
    "Voeg de rijen samen op één blad.",
    "Join the rows on one sheet.",
)
NO_REQUEST_SHEET = Message(
    "blad.ontbreekt",
    "Geen enkel blad heeft een kop met 'gegeven' of 'sleutel' en met 'waarde'.",
    "No sheet has a header with 'gegeven' or 'sleutel' and with 'waarde'.",
    "Begin met een lege aanvraag: izacontract new ZORGSOORT -o aanvraag.xlsx. Een tabel met een contract per rij "
    "leest izacontract batch.",
    "Start from an empty request: izacontract new SECTOR -o aanvraag.xlsx. A table with a contract on each row is for "
    "izacontract batch.",
)
NO_KEY = Message(
    "cel.zonder-sleutel",
    "Bij '{value}' staat niet welk gegeven het is.",
    "Beside '{value}' it does not say which value it is.",
    "Zet in dezelfde rij de naam van het gegeven of zijn sleutel, of maak de cel leeg.",
    "Put the name of the value or its key in the same row, or empty the cell.",
)
UNKNOWN_LABEL = Message(
    "sleutel.naam-onbekend",
    "Een gegeven '{label}' bestaat hier niet.",
    "A value called '{label}' does not exist here.",
    "{hint}",
    "{hint}",
)
LABEL_TWICE = Message(
    "sleutel.naam-meer",
    "'{label}' kan meer dan één gegeven zijn: {keys}.",
    "'{label}' can be more than one value: {keys}.",
    "Zet de rij onder de kop van haar onderdeel, of zet een van deze sleutels in een kolom met de kop 'sleutel'.",
    "Put the row below the heading of its section, or put one of these keys in a column with the head 'sleutel'.",
)
KEY_OR_LABEL = Message(
    "sleutel.andere-naam",
    "De rij heet '{label}' ({meant}), maar in de kolom met sleutels staat '{key}'.",
    "The row is called '{label}' ({meant}), but the column with keys says '{key}'.",
    "Zijn er rijen verplaatst of gesorteerd zonder de verborgen kolom met sleutels, doe dat dan ongedaan; of zet de "
    "goede sleutel erbij.",
    "If rows were moved or sorted without the hidden column of keys, undo that; or put the right key there.",
)
NO_COLUMN = Message(
    "cel.zonder-kolom",
    "Boven '{value}' staat geen kolomnaam.",
    "There is no column name above '{value}'.",
    "Zet de sleutel in de kop van de kolom, of maak de cel leeg.",
    "Put the key at the head of the column, or empty the cell.",
)
DOUBLE_KEY = Message(
    "sleutel.dubbel-ingevuld",
    "'{key}' is twee keer ingevuld; de eerste keer in {place}.",
    "'{key}' is filled in twice; the first time in {place}.",
    "Laat één van de twee staan.",
    "Keep one of the two.",
)
GROUP_VALUE = Message(
    "sleutel.groep",
    "'{key}' is een groep en heeft zelf geen waarde.",
    "'{key}' is a group and has no value of its own.",
    "Sleutels eronder: {known}.",
    "Keys below it: {known}.",
)
LIST_VALUE = Message(
    "sleutel.lijst",
    "'{key}' hoort bij een lijst.",
    "'{key}' belongs to a list.",
    "Zet elk onderdeel op een eigen rij in {where} '{sheet}'.",
    "Put each item on a row of its own in {where} '{sheet}'.",
)
NO_HEAD = Message(
    "kolom.kop-ontbreekt",
    "De rij met de sleutels van de kolommen ontbreekt.",
    "The row with the keys of the columns is missing.",
    "Zet boven de uitleg een rij met: {columns}.",
    "Put a row above the explanation with: {columns}.",
)
UNKNOWN_COLUMN = Message(
    "kolom.onbekend",
    "Kolom '{key}' bestaat hier niet.",
    "Column '{key}' does not exist here.",
    "{hint}",
    "{hint}",
)
DOUBLE_COLUMN = Message(
    "kolom.dubbel",
    "Kolom '{key}' staat er twee keer; de eerste keer in {place}.",
    "Column '{key}' is there twice; the first time in {place}.",
    "Laat één van de twee staan.",
    "Keep one of the two.",
)
