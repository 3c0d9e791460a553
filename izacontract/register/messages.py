"""What can be wrong with a register, its file or what is asked of it; the docs list each by code."""

from __future__ import annotations

from typing import Final

from izacontract.errors import ExitStatus, PlainError
from izacontract.message import Message


class RegisterRefused(PlainError):
    """The register does not take what was asked, and is as it was."""

    usual = ("register.geweigerd", ExitStatus.REQUEST)


NO_REGISTER: Final = Message(
    "register.niet-genoemd",
    "Er is geen register genoemd.",
    "No register is named.",
    "Noem het met --register BESTAND, of in de variabele IZACONTRACT_REGISTER.",
    "Name it with --register FILE, or in the variable IZACONTRACT_REGISTER.",
)
NO_FOLDER: Final = Message(
    "register.geen-map",
    "Het register {where} kan niet worden gemaakt: de map bestaat niet.",
    "The register {where} cannot be made: its folder does not exist.",
    "Maak de map, of noem een ander bestand met --register.",
    "Make the folder, or name another file with --register.",
)
NOT_A_URL: Final = Message(
    "register.adres",
    "{where} is geen adres van een register.",
    "{where} is not the address of a register.",
    "Noem een bestand, zoals register.db, of een adres als postgresql://gebruiker@server/inkoop.",
    "Name a file, such as register.db, or an address like postgresql://user@server/purchasing.",
)
NO_DRIVER: Final = Message(
    "register.stuurprogramma",
    "Voor een register op PostgreSQL ontbreekt een bibliotheek ({missing}).",
    "A register on PostgreSQL needs a library that is missing ({missing}).",
    "Installeer haar met: {command}",
    "Install it with: {command}",
)
NOT_A_REGISTER: Final = Message(
    "register.ander-bestand",
    "{where} is geen register van izacontract.",
    "{where} is not a register of izacontract.",
    "Noem een ander bestand met --register; dit is niet aangeraakt.",
    "Name another file with --register; this one was not touched.",
)
NEWER: Final = Message(
    "register.nieuwer",
    "Het register {where} heeft indeling {found}; deze izacontract kent indeling {known}.",
    "The register {where} has shape {found}; this izacontract knows shape {known}.",
    "Werk izacontract bij. Het register is niet aangeraakt.",
    "Update izacontract. The register was not touched.",
)
TOO_OLD: Final = Message(
    "register.te-oud",
    "Het register {where} heeft indeling {found}, die deze izacontract niet meer kan omzetten.",
    "The register {where} has shape {found}, which this izacontract cannot convert any more.",
    "Zet het eerst om met een eerdere uitgave. Het register is niet aangeraakt.",
    "Convert it with an earlier release first. The register was not touched.",
)
BUSY: Final = Message(
    "register.bezet",
    "Het register {where} bleef {seconds} seconden bezet door een ander.",
    "The register {where} was kept busy by somebody else for {seconds} seconds.",
    "Probeer het opnieuw. Op een netwerkschijf: zet het register op PostgreSQL.",
    "Try again. On a network drive: put the register on PostgreSQL.",
)
UNUSABLE: Final = Message(
    "register.onbruikbaar",
    "Het register {where} is niet te lezen of te schrijven: {why}.",
    "The register {where} cannot be read or written: {why}.",
    "Controleer het adres, de rechten en de ruimte op schijf.",
    "Check the address, the permissions and the space on disk.",
)
MADE: Final = Message(
    "register.gemaakt",
    "Het register {where} bestond nog niet en is gemaakt.",
    "The register {where} did not exist and was made.",
    "Bedoelde u een ander, verwijder dit dan en controleer IZACONTRACT_REGISTER of --register.",
    "If you meant another one, remove this and check IZACONTRACT_REGISTER or --register.",
)
NOT_RECORDED: Final = Message(
    "register.niet-bijgewerkt",
    "Wat deze opdracht maakte staat er, maar het register is niet bijgewerkt. {why}",
    "What this command made is there, but the register was not updated. {why}",
    "{hint} Zet het er daarna zelf in met: izacontract register add AANVRAAG, DOCUMENT of MAP",
    "{hint} Then add it yourself with: izacontract register add REQUEST, DOCUMENT or FOLDER",
)
NO_REFERENCE: Final = Message(
    "register.geen-kenmerk",
    "Zonder kenmerk komt een contract niet in het register ({what}).",
    "A contract without a reference does not go into the register ({what}).",
    "Vul overeenkomst.kenmerk in.",
    "Fill in overeenkomst.kenmerk.",
)
OTHER_CONTRACT: Final = Message(
    "register.ander-contract",
    "Kenmerk {reference} staat in het register voor een ander contract: {why}. Het register is hiervoor niet "
    "bijgewerkt.",
    "Reference {reference} is in the register for another contract: {why}. The register was not updated for this one.",
    "Geef dit contract een eigen kenmerk, of verwijder het andere met: izacontract register remove {reference} "
    "--reason REDEN",
    "Give this contract a reference of its own, or remove the other with: izacontract register remove {reference} "
    "--reason REASON",
)
UNKNOWN: Final = Message(
    "register.onbekend",
    "Kenmerk {reference} staat niet in het register.",
    "Reference {reference} is not in the register.",
    "{meant}Voeg het contract toe met: izacontract register add AANVRAAG",
    "{meant}Add the contract with: izacontract register add REQUEST",
)
STANDS: Final = Message(
    "register.getekend",
    "Kenmerk {reference} is getekend; het register houdt wat getekend is, al zegt dit iets anders over: {what}.",
    "Reference {reference} was signed; the register keeps what was signed, although this says otherwise of: {what}.",
    "Een wijziging na ondertekening hoort in een allonge; een nieuw contract krijgt een eigen kenmerk.",
    "A change after signing belongs in an addendum; a new contract gets a reference of its own.",
)
ADDENDUM_STANDS: Final = Message(
    "register.allonge-staat",
    "Allonge {number} bij {reference} is getekend; het register houdt de getekende, deze is een andere.",
    "Addendum {number} to {reference} was signed; the register keeps the signed one, this is another.",
    "Geef een volgende wijziging een volgend nummer: vary met --after en de getekende allonge.",
    "Give a further change the next number: vary with --after and the signed addendum.",
)
NO_ADDENDUM: Final = Message(
    "register.geen-allonge",
    "Allonge {number} bij {reference} staat niet in het register. Wel: {known}.",
    "Addendum {number} to {reference} is not in the register. There are: {known}.",
    "Zet haar erin met: izacontract register add ALLONGE.docx",
    "Add it with: izacontract register add ADDENDUM.docx",
)
ADDENDUM_SIGNED: Final = Message(
    "register.allonge-getekend",
    "Allonge {number} bij {reference} is al getekend, op {day}.",
    "Addendum {number} to {reference} was signed already, on {day}.",
    "Was dat een vergissing, neem haar dan terug met: izacontract register undo {reference} --reason REDEN",
    "If that was a mistake, take it back with: izacontract register undo {reference} --reason REASON",
)
NOT_SIGNED: Final = Message(
    "register.allonge-te-vroeg",
    "{reference} is {now}; een allonge wijzigt een getekend contract, dus allonge {number} kan niet zijn getekend.",
    "{reference} is {now}; an addendum changes a contract that was signed, so addendum {number} cannot be signed.",
    "Leg eerst vast dat het contract is getekend: izacontract register set {reference} getekend --on DAG",
    "Record first that the contract was signed: izacontract register set {reference} getekend --on DAY",
)
NOT_A_STATUS: Final = Message(
    "register.status",
    "'{typed}' is geen status.",
    "'{typed}' is not a status.",
    "Kies een van: {known}.",
    "Choose one of: {known}.",
)
NOT_ALLOWED: Final = Message(
    "register.stap",
    "{reference} is {now}; van daar kan het niet naar {wanted}.",
    "{reference} is {now}; from there it cannot become {wanted}.",
    "Wel kan: {allowed}.",
    "Possible: {allowed}.",
)
NO_STEP: Final = Message(
    "register.geen-stap",
    "{reference} is {now} en heeft nog geen stap gezet die is terug te nemen.",
    "{reference} is {now} and has taken no step yet that can be taken back.",
    "Bekijk wat er is gedaan met: izacontract register show {reference}",
    "See what was done with: izacontract register show {reference}",
)
FOLLOWS: Final = Message(
    "register.loopt",
    "{reference}: loopt is geen stap die u vastlegt.",
    "{reference}: loopt is not a step to record.",
    "Een getekend contract loopt vanzelf van zijn eerste tot en met zijn laatste dag; leg getekend vast.",
    "A signed contract runs by itself from its first day through its last; record getekend.",
)
TOO_EARLY: Final = Message(
    "register.dag-eerder",
    "{reference} werd {now} op {last}; {wanted} op {day} ligt daarvoor.",
    "{reference} became {now} on {last}; {wanted} on {day} is before that.",
    "Controleer de dag na --on.",
    "Check the day after --on.",
)
IN_FUTURE: Final = Message(
    "register.dag-later",
    "{what} op {day} ligt in de toekomst.",
    "{what} on {day} is in the future.",
    "Leg vast wat gebeurd is, op de dag dat het gebeurde; alleen beëindigd mag op een latere dag.",
    "Record what happened, on the day that it happened; only beëindigd may be on a later day.",
)
NEEDS_NOTE: Final = Message(
    "register.reden",
    "{reference} eindigt zonder dat het getekend is; zeg waarom.",
    "{reference} ends without having been signed; say why.",
    "Bijvoorbeeld: --note 'geen overeenstemming over het tarief'",
    "For example: --note 'no agreement on the tariff'",
)
BEFORE_BEGIN: Final = Message(
    "register.dag-voor-begin",
    "{reference} begint op {begin} en kan niet op {day} eindigen.",
    "{reference} begins on {begin} and cannot end on {day}.",
    "Controleer de dag na --on: het is de laatste dag waarop het contract loopt.",
    "Check the day after --on: it is the last day on which the contract runs.",
)
NO_WORDS: Final = Message(
    "register.leeg",
    "{what} is leeg.",
    "{what} is empty.",
    "Typ een tekst van ten hoogste {most} tekens.",
    "Type a text of {most} characters at most.",
)
TOO_LONG: Final = Message(
    "register.te-lang",
    "{what} is {length} tekens lang.",
    "{what} is {length} characters long.",
    "Typ een tekst van ten hoogste {most} tekens.",
    "Type a text of {most} characters at most.",
)
NOTHING_TO_ADD: Final = Message(
    "register.niets",
    "{file} is geen aanvraag, geen Word-bestand van izacontract en geen map van een batch.",
    "{file} is no request, no Word file of izacontract and no folder of a batch.",
    "Noem een aanvraag, een verzegeld .docx-bestand of een map met manifest.jsonl.",
    "Name a request, a sealed .docx file or a folder with manifest.jsonl.",
)
