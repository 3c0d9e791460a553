"""What the reading of a table says, each message with its code."""

from __future__ import annotations

from izacontract.message import Message

NO_TABLE = Message(
    "tabel.soort",
    "'{name}' is geen tabel die izacontract leest.",
    "'{name}' is no table that izacontract reads.",
    "Geef een werkmap (.xlsx of .ods) of een tekstbestand met puntkomma's (.csv).",
    "Name a workbook (.xlsx or .ods) or a text file with semicolons (.csv).",
)
EMPTY_TABLE = Message(
    "tabel.leeg",
    "De tabel heeft geen rij met een contract.",
    "The table has no row with a contract.",
    "Vul onder de kop per contract één rij in.",
    "Fill in one row for each contract below the header.",
)
NO_KENMERK = Message(
    "tabel.zonder-kenmerk",
    "De kop heeft geen kolom 'kenmerk'.",
    "The header has no column 'kenmerk'.",
    "Zet het kenmerk van elk contract in een kolom 'kenmerk'; zie: izacontract batch --template ZORGSOORT tabel.xlsx. "
    "Eén aanvraag leest izacontract generate.",
    "Put the reference of each contract in a column 'kenmerk'; see: izacontract batch --template SECTOR tabel.xlsx. "
    "A single request is for izacontract generate.",
)
ROW_WITHOUT_KENMERK = Message(
    "rij.zonder-kenmerk",
    "De rij heeft geen kenmerk.",
    "The row has no 'kenmerk'.",
    "Geef elk contract een eigen kenmerk, of maak de hele rij leeg.",
    "Give each contract a 'kenmerk' of its own, or empty the whole row.",
)
KENMERK_TWICE = Message(
    "rij.dubbel-kenmerk",
    "Kenmerk '{kenmerk}' staat op meer rijen: {rows}.",
    "Kenmerk '{kenmerk}' is on more than one row: {rows}.",
    "Geef elk contract een eigen kenmerk, of haal de dubbele rijen weg.",
    "Give each contract a 'kenmerk' of its own, or remove the double rows.",
)
SHARED_CODE = Message(
    "tabel.gedeelde-code",
    "{count} rijen delen hun {what} met een andere rij: {examples}.",
    "{count} rows share their {what} with another row: {examples}.",
    "Klopt dat, dan mag het zo blijven. Anders: geef elke rij in kolom '{key}' een eigen waarde, of haal haar uit de "
    "basisaanvraag.",
    "If that is right it may stay. Otherwise give each row its own value in column '{key}', or remove it from the "
    "base request.",
)
SHARED_ACCOUNT = Message(
    "tabel.gedeelde-iban",
    "{count} rijen van verschillende zorgaanbieders hebben dezelfde IBAN: {examples}.",
    "{count} rows of different providers have the same IBAN: {examples}.",
    "Er wordt dan op één rekening betaald. Klopt dat, dan mag het zo blijven. Anders: geef elke rij in kolom '{key}' "
    "een eigen rekening, of haal haar uit de basisaanvraag.",
    "They are then paid on one account. If that is right it may stay. Otherwise give each row its own account in "
    "column '{key}', or remove it from the base request.",
)
ITEM_WITHOUT_CONTRACT = Message(
    "lijst.zonder-contract",
    "Kenmerk '{kenmerk}' heeft geen rij in de tabel.",
    "Kenmerk '{kenmerk}' has no row in the table.",
    "{hint}",
    "{hint}",
)
ITEM_WITHOUT_KENMERK = Message(
    "lijst.zonder-kenmerk",
    "De rij heeft geen kenmerk, dus is niet te zien bij welk contract zij hoort.",
    "The row has no 'kenmerk', so nothing says to which contract it belongs.",
    "Vul het kenmerk van het contract in, of maak de hele rij leeg.",
    "Fill in the 'kenmerk' of the contract, or empty the whole row.",
)
EMPTIED_WITH_ITEMS = Message(
    "lijst.leeg-en-gevuld",
    "De lijst '{key}' is hier leeg verklaard, maar heeft ook rijen.",
    "The list '{key}' is declared empty here, but has rows as well.",
    "Haal '(leeg)' weg, of de andere rijen.",
    "Remove '(leeg)', or the other rows.",
)
UNKNOWN_FILE = Message(
    "tabel.onbekende-lijst",
    "'{name}' hoort bij deze tabel, maar '{key}' is geen lijst.",
    "'{name}' belongs to this table, but '{key}' is no list.",
    "{hint} Geef het bestand anders een andere naam.",
    "{hint} Otherwise give the file another name.",
)
FILE_TWICE = Message(
    "tabel.lijst-dubbel",
    "'{first}' en '{name}' zijn allebei de lijst '{key}'.",
    "'{first}' and '{name}' are both the list '{key}'.",
    "Voeg de rijen samen in één bestand.",
    "Join the rows in one file.",
)
BAD_CSV = Message(
    "tabel.geen-csv",
    "Deze regel is niet te lezen: {why}.",
    "This line cannot be read: {why}.",
    "Zet een waarde met een aanhalingsteken tussen aanhalingstekens en schrijf het erin dubbel.",
    "Put a value with a quote between quotes, and write the quote in it twice.",
)
NOT_UTF8 = Message(
    "tabel.geen-utf8",
    "Het bestand is niet als UTF-8 te lezen, en ook niet met zekerheid als bestand van Windows.",
    "The file cannot be read as UTF-8, nor with certainty as a file of Windows.",
    "Sla het in Excel opnieuw op als 'CSV UTF-8', of geef de werkmap (.xlsx) zelf op.",
    "Save it in Excel again as 'CSV UTF-8', or name the workbook (.xlsx) itself.",
)
WINDOWS = Message(
    "tabel.windows",
    "Het bestand is gelezen in de letters van Windows, zoals '{example}'.",
    "The file was read in the letters of Windows, as in '{example}'.",
    "Staat dat woord er goed, dan hoeft u niets te doen; sla het bestand anders op als 'CSV UTF-8'.",
    "If that word is right, there is nothing to do; otherwise save the file as 'CSV UTF-8'.",
)
UNACCEPTED_COLUMNS = Message(
    "kolom.past-niet",
    "{count} kolommen horen niet bij een contract voor {sector}: {keys}.",
    "{count} columns do not belong in a contract for {sector}: {keys}.",
    "Controleer of dit de goede basisaanvraag is (overeenkomst.sector); haal die kolommen anders weg.",
    "Check that this is the right base request (overeenkomst.sector); otherwise remove those columns.",
)
UNACCEPTED_COLUMN = Message(
    "kolom.past-niet",
    "'{key}' hoort niet bij een contract voor {sector}.",
    "'{key}' does not belong in a contract for {sector}.",
    "Haal de kolom weg, of controleer overeenkomst.sector in de basisaanvraag.",
    "Remove the column, or check overeenkomst.sector in the base request.",
)
