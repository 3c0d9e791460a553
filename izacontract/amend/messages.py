"""What can be wrong with an addendum and with the contract that it changes; the docs list each by code."""

from __future__ import annotations

from typing import Final

from izacontract.errors import RequestInvalid, Told
from izacontract.message import Message


class AmendmentInvalid(RequestInvalid):
    """The addendum cannot be made, or not be applied; `findings` says every reason."""

    @property
    def verdict(self) -> Told:
        """Return what is to be said of it, without the count of its findings."""
        return Told("Dit kan niet met een allonge", "This cannot be done by an addendum")


OTHER_SECTOR: Final = Message(
    "allonge.andere-zorgsoort",
    "De zorgsoort verandert van {old} in {new}; een allonge maakt van een overeenkomst geen andere.",
    "The sector changes from {old} to {new}; an addendum does not make another contract of it.",
    "Sluit een nieuwe overeenkomst, en beëindig zo nodig deze.",
    "Make a new contract, and end this one if need be.",
)
OTHER_REFERENCE: Final = Message(
    "allonge.ander-kenmerk",
    "Het kenmerk verandert van {old} in {new}; dan is niet zeker dat het om dezelfde overeenkomst gaat.",
    "The reference changes from {old} to {new}; then nothing says that it is the same contract.",
    "Geef beide hetzelfde kenmerk; voor een nieuwe overeenkomst is geen allonge nodig.",
    "Give both the same reference; a new contract needs no addendum.",
)
OTHER_PARTY: Final = Message(
    "allonge.andere-partij",
    "De partijen zijn niet dezelfde: {old} wordt {new}. Een andere tekst laat geen partij toetreden of vertrekken.",
    "The parties are not the same: {old} becomes {new}. No party joins or leaves by another text.",
    "Gebruik een contractsoverneming (artikel 6:159 BW), die ook de vertrekkende partij tekent, of een nieuwe "
    "overeenkomst; is alleen de naam gewijzigd, laat het KvK-nummer dan gelijk.",
    "Use a transfer of contract (article 6:159 of the Dutch Civil Code), which the leaving party signs too, or a new "
    "contract; keep the number in the trade register where only the name changed.",
)
OTHER_BEGIN: Final = Message(
    "allonge.andere-begindag",
    "De eerste dag verandert van {old} in {new}; een overeenkomst die loopt, begint niet alsnog op een andere dag.",
    "The first day changes from {old} to {new}; a contract that runs does not begin on another day after all.",
    "Laat overeenkomst.begin gelijk; vanaf welke dag een wijziging geldt, zegt --from.",
    "Keep overeenkomst.begin as it was; from which day a change holds, is said by --from.",
)
NO_DIFFERENCE: Final = Message(
    "allonge.geen-verschil",
    "{old} en {new} zeggen hetzelfde; er is niets te wijzigen.",
    "{old} and {new} say the same; there is nothing to change.",
    "Noem eerst de oude en dan de nieuwe aanvraag. Wat het contract niet afdrukt, hoort niet in een allonge.",
    "Name the old request first and then the new one. What the contract does not print is not for an addendum.",
)
BEFORE_BEGIN: Final = Message(
    "allonge.voor-begin",
    "De allonge geldt vanaf {day}, vóór de eerste dag van de overeenkomst ({begin}).",
    "The addendum holds from {day}, before the first day of the contract ({begin}).",
    "Noem na --from een dag vanaf {begin}.",
    "Name a day from {begin} after --from.",
)
AFTER_END: Final = Message(
    "allonge.na-einde",
    "De allonge geldt vanaf {day}, na de laatste dag van de overeenkomst ({end}); dan valt er niets te wijzigen.",
    "The addendum holds from {day}, after the last day of the contract ({end}); there is nothing left to change then.",
    "Noem na --from een dag tot en met {end}; een volgend jaar begint met: izacontract renew",
    "Name a day up to {end} after --from; a next year begins with: izacontract renew",
)
ENDS_BEFORE: Final = Message(
    "allonge.einde-voor-ingang",
    "De overeenkomst zou eindigen op {end}, vóór de dag waarop de allonge ingaat ({day}).",
    "The contract would end on {end}, before the day on which the addendum takes effect ({day}).",
    "Noem na --from een dag tot en met {end}, of verander overeenkomst.einde.",
    "Name a day up to {end} after --from, or change overeenkomst.einde.",
)
NO_TERM: Final = Message(
    "allonge.zegel-zonder-looptijd",
    "{file} is gemaakt voordat het zegel partijen en looptijd bewaarde.",
    "{file} was made before seals kept parties and term.",
    "Geef in plaats daarvan de aanvraag waaruit het is gemaakt.",
    "Give the request from which it was made instead.",
)
NO_CONTRACT: Final = Message(
    "allonge.geen-overeenkomst",
    "{file} is geen overeenkomst maar {what}.",
    "{file} is no contract but {what}.",
    "Geef de overeenkomst zelf; eerdere allonges noemt u na --after.",
    "Give the contract itself; earlier addenda are named after --after.",
)
NO_ADDENDUM: Final = Message(
    "allonge.geen-allonge",
    "{file} is geen allonge die izacontract maakte.",
    "{file} is no addendum that izacontract made.",
    "Geef het Word-bestand dat `izacontract vary` schreef.",
    "Give the Word file that `izacontract vary` wrote.",
)
OTHER_CONTRACT: Final = Message(
    "allonge.andere-overeenkomst",
    "Allonge {number} ({file}) hoort bij overeenkomst {theirs}, niet bij {ours}.",
    "Addendum {number} ({file}) belongs to contract {theirs}, not to {ours}.",
    "Geef de overeenkomst en haar eigen allonges.",
    "Give the contract and its own addenda.",
)
SAME_NUMBER: Final = Message(
    "allonge.nummer-dubbel",
    "Allonge {number} staat er tweemaal: {files}.",
    "Addendum {number} is there twice: {files}.",
    "Geef elke allonge eenmaal, elk met een eigen nummer (--number).",
    "Give each addendum once, each with a number of its own (--number).",
)
MISSING_NUMBER: Final = Message(
    "allonge.nummer-ontbreekt",
    "Allonge {number} ontbreekt, terwijl allonge {next} er wel is.",
    "Addendum {number} is missing, though addendum {next} is there.",
    "Geef alle allonges die zijn getekend; is dit nummer nooit gebruikt, dan is er niets te doen.",
    "Give all addenda that were signed; if this number was never used, there is nothing to do.",
)
NOT_NEXT: Final = Message(
    "allonge.nummer-bestaat",
    "Allonge {number} zou komen na allonge {last}, die er al is.",
    "Addendum {number} would come after addendum {last}, which is there already.",
    "Noem na --number een nummer boven {last}, of laat --number weg.",
    "Name a number above {last} after --number, or leave --number out.",
)
EARLIER_DAY: Final = Message(
    "allonge.eerder-dan-vorige",
    "Allonge {number} geldt vanaf {day}, eerder dan allonge {last} ({last_day}); op {places} zegt zij iets anders.",
    "Addendum {number} holds from {day}, before addendum {last} ({last_day}); at {places} it says something else.",
    "Het latere nummer gaat voor, ook over de dagen ertussen. Is dat niet bedoeld, kies dan een latere dag met --from.",
    "The later number prevails, for the days in between too. Is that not meant, choose a later day with --from.",
)
OTHER_TEXT: Final = Message(
    "allonge.andere-tekst",
    "Allonge {number} wijzigt {place}, maar daar staat {later}een andere tekst dan waarvoor zij is gemaakt.",
    "Addendum {number} changes {place}, but {later}there stands another text than it was made for.",
    "Geef alle allonges, en de overeenkomst zoals zij is getekend; maak de allonge anders opnieuw.",
    "Give all addenda, and the contract as it was signed; else make the addendum anew.",
)
NOT_GIVEN: Final = Message(
    "allonge.niet-genoemd",
    "In {folder} staat {file}: allonge {number} bij dezelfde overeenkomst, die hier niet is meegeteld.",
    "In {folder} lies {file}: addendum {number} to the same contract, which is not counted here.",
    "Is zij getekend, noem haar dan ook in de opdracht: {how}",
    "Was it signed, then name it in the command too: {how}",
)
OF_DRAFT: Final = Message(
    "allonge.van-concept",
    "{file} is een concept; een allonge wijzigt wat is getekend.",
    "{file} is a draft; an addendum changes what was signed.",
    "Geef het definitieve document, als dat anders is dan dit concept.",
    "Give the final document, if it is not as this draft.",
)
ALTERED: Final = Message(
    "allonge.bestand-gewijzigd",
    "{file} is na het maken gewijzigd; hier telt wat er in het zegel staat.",
    "{file} was changed after it was made; what counts here is what its seal says.",
    "Bekijk wat er is gewijzigd met: izacontract verify {file}",
    "See what was changed with: izacontract verify {file}",
)
DAY_OPEN: Final = Message(
    "allonge.dag-open",
    "Van allonge {number} is niet bekend vanaf welke dag zij geldt.",
    "From which day addendum {number} holds is not known.",
    "Maak haar opnieuw met --from zodra die dag vaststaat.",
    "Make it anew with --from once that day is fixed.",
)
OPEN: Final = Message(
    "allonge.nog-open",
    "De allonge is nog niet klaar om te tekenen: {points}.",
    "The addendum is not ready to be signed: {points}.",
    "Vul in de nieuwe aanvraag in wat open is, en noem de ingangsdag met --from.",
    "Fill in what is open in the new request, and name the first day with --from.",
)
