"""What can be wrong with the desk itself; the docs list each by code."""

from __future__ import annotations

from typing import Final

from izacontract.errors import ExitStatus, PlainError
from izacontract.message import Message


class DeskRefused(PlainError):
    """The desk does not do what was asked, and everything is as it was."""

    usual = ("bureau.geweigerd", ExitStatus.REQUEST)


NO_FOLDER: Final = Message(
    "bureau.map",
    "De map {folder} kan geen bureau zijn: {why}.",
    "The folder {folder} cannot be a desk: {why}.",
    "Noem na --desk een map waarin u mag schrijven; zij wordt gemaakt als zij er niet is.",
    "Name a folder after --desk in which you may write; it is made when it is not there.",
)
NO_DESK: Final = Message(
    "bureau.geen-bureau",
    "De map {folder} is geen bureau.",
    "The folder {folder} is no desk.",
    "Noem de map die u bij serve noemt; een nieuw bureau maakt: izacontract serve --desk {folder}",
    "Name the folder that you name at serve; a new desk is made by: izacontract serve --desk {folder}",
)
SETTINGS: Final = Message(
    "bureau.instellingen",
    "De instellingen in {file} zijn niet te gebruiken: {why}.",
    "The settings in {file} cannot be used: {why}.",
    "De sleutels staan in de handleiding van het bureau; haal weg wat er niet bij hoort.",
    "The manual of the desk lists the keys; remove what does not belong.",
)
OPEN_TO_ALL: Final = Message(
    "bureau.open",
    "Op {host} kan iedereen in het netwerk dit bureau gebruiken, want het kent geen aanmelding.",
    "On {host} everybody in the network can use this desk, for it knows no sign-in.",
    "Laat --host en --base-url weg, of noem in bureau.yaml de proxy waar uw mensen zich aanmelden (aanmelden).",
    "Leave --host and --base-url out, or name in bureau.yaml the proxy at which your people sign in (aanmelden).",
)
NOT_OURS: Final = Message(
    "bureau.naam",
    "'{name}' is geen naam die het bureau aan een bestand geeft.",
    "'{name}' is no name that the desk gives to a file.",
    "Kies het contract op de beginpagina.",
    "Choose the contract on the first page.",
)
GONE: Final = Message(
    "bureau.weg",
    "{name} staat niet meer op het bureau.",
    "{name} is not on the desk any more.",
    "Ga naar de beginpagina; een collega kan het hebben vervangen.",
    "Go to the first page; a colleague may have replaced it.",
)
NO_TABLE: Final = Message(
    "bureau.tabel-ontbreekt",
    "Er is geen tabel, of geen aanvraag voor wat voor alle rijen geldt.",
    "There is no table, or no request for what holds for all rows.",
    "Kies een tabel in Excel of CSV, en een aanvraag als basis.",
    "Choose a table in Excel or CSV, and a request as its base.",
)
NOT_IN_TABLE: Final = Message(
    "bureau.kolom-ontbreekt",
    "Deze kolommen heeft de tabel niet, of zij staan in een lijst: {columns}.",
    "The table does not have these columns, or they stand in a list: {columns}.",
    "Verander het bestand zelf en stuur het opnieuw; de andere waarden staan er al in.",
    "Change the file itself and send it again; the other values stand in it already.",
)
NO_FILE: Final = Message(
    "bureau.bestand-ontbreekt",
    "Er is geen bestand bij dat hier hoort.",
    "There is no file among them that belongs here.",
    "Kies een bestand dat eindigt op een van: {known}.",
    "Choose a file that ends in one of: {known}.",
)
NOTHING_ANSWERED: Final = Message(
    "bureau.niets-beantwoord",
    "Er is nog geen wijziging beantwoord.",
    "No change was answered yet.",
    "Kies bij minstens één wijziging wat u ervan vindt; een tegenvoorstel heeft ook een tekst.",
    "Choose at one change at least what you think of it; a counter-proposal has a text too.",
)
INCOMPLETE: Final = Message(
    "bureau.onvolledig",
    "Er ontbreekt nog iets: {what}.",
    "Something is missing: {what}.",
    "Ga terug en vul het in.",
    "Go back and fill it in.",
)
IS_THERE: Final = Message(
    "bureau.bestaat",
    "Er is al een contract {name}.",
    "There is a contract {name} already.",
    "Kies een ander kenmerk, of open dat contract.",
    "Choose another reference, or open that contract.",
)
NO_DAY: Final = Message(
    "bureau.dag",
    "'{typed}' is geen dag.",
    "'{typed}' is no day.",
    "Kies een dag, of typ haar als 2027-03-01.",
    "Choose a day, or type it as 2027-03-01.",
)
DAYS_TURNED: Final = Message(
    "bureau.dagen-omgekeerd",
    "De laatste dag, {last}, ligt vóór de eerste, {first}.",
    "The last day, {last}, is before the first, {first}.",
    "Draai de dagen om.",
    "Turn the days around.",
)
TOO_LITTLE: Final = Message(
    "bureau.te-weinig",
    "Er is nog te weinig bekend voor een contract.",
    "Too little is known for a contract.",
    "Vul ten minste de eerste en de laatste dag in, en verbeter de fouten in de aanvraag.",
    "Fill in at least the first and the last day, and mend the faults in the request.",
)
NO_SECTOR: Final = Message(
    "bureau.zorgsoort",
    "{name} noemt geen zorgsoort die hier bestaat (overeenkomst.sector: {known}).",
    "{name} names no sector that exists here (overeenkomst.sector: {known}).",
    "Verander dat in het bestand en stuur het opnieuw in bij Nieuw.",
    "Change that in the file and send it again at New.",
)
TOO_MANY: Final = Message(
    "bureau.te-veel",
    "Het formulier heeft meer velden dan een aanvraag ooit heeft.",
    "The form has more fields than a request ever has.",
    "Stuur de aanvraag als bestand in bij Nieuw.",
    "Send the request as a file at New.",
)
NOT_MADE: Final = Message(
    "bureau.niet-gemaakt",
    "Dit bestand kon niet worden gemaakt: {why}",
    "This file could not be made: {why}",
    "Probeer het opnieuw; blijft het zo, laat de beheerder dan de map van het bureau nakijken.",
    "Try again; if it stays so, let your administrator look at the folder of the desk.",
)
NOT_APPROVED: Final = Message(
    "bureau.akkoord",
    "Akkoord op een positie geeft hier een jurist, en dat staat er nog niet: {names}.",
    "Here a lawyer approves of a position, and that is not there yet: {names}.",
    "Laat akkoord_door leeg. Staat de aanvraag op het bureau, vraag dan een collega met de rol jurist om onder"
    " Afwijkingen akkoord te geven.",
    "Leave akkoord_door empty. Once the request is on the desk, ask a colleague in the role of lawyer to approve under"
    " Deviations.",
)
NO_LIBRARY: Final = Message(
    "bureau.bibliotheek",
    "Er is geen map met teksten van uw huis, waarin een beoordeling kan staan.",
    "There is no folder with your own texts in which a review can stand.",
    "Noem haar in bureau.yaml als bibliotheek en start het bureau opnieuw.",
    "Name it in bureau.yaml as bibliotheek and start the desk again.",
)
