"""What every page of the desk says, the first page and the log, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from izacontract.desk.words_contract import CONTRACT_WORDS
from izacontract.desk.words_inviting import INVITING_WORDS
from izacontract.desk.words_many import MANY_WORDS
from izacontract.web.words import LANGUAGES

DESK_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "tagline": ("Bureau", "Desk"),
    "footer": (
        "Alles op dit bureau staat in één map; wat elke pagina doet, doet ook de opdracht die erbij staat.",
        "All on this desk stands in one folder; what a page does, the command beside it does as well.",
    ),
    "desk_nav": ("Bureau", "Desk"),
    "nav_start": ("Begin", "Start"),
    "nav_new": ("Nieuw", "New"),
    "nav_tables": ("Tabel", "Table"),
    "nav_returned": ("Teruggekomen", "Came back"),
    "nav_due": ("Termijnen", "Due"),
    "nav_compare": ("Vergelijken", "Compare"),
    "nav_coverage": ("Dekking", "Coverage"),
    "nav_deviations": ("Afwijkingen", "Deviations"),
    "nav_work": ("Werk", "Work"),
    "nav_log": ("Logboek", "Log"),
    "you": ("U bent", "You are"),
    "command": ("Dezelfde opdracht voor de opdrachtregel", "The same on the command line"),
    "command_note": ("Typ haar in de map van het bureau.", "Type it in the folder of the desk."),
    "copy_it": ("Kopieer", "Copy"),
    "copied": ("Gekopieerd", "Copied"),
    "said": ("Wat izacontract zegt", "What izacontract says"),
    "said_nothing": ("Klaar; er is niets te melden.", "Done; there is nothing to tell."),
    "to_start": ("Naar het begin", "To the start"),
    "not_by_proxy": ("U komt niet langs de aanmelding", "You do not come by the sign-in"),
    "not_by_proxy_text": (
        "Dit bureau is alleen te openen via de aanmelding van uw organisatie. Gebruik het adres dat u van uw beheerder"
        " kreeg.",
        "This desk opens only by the sign-in of your organisation. Use the address that your administrator gave you.",
    ),
    "not_signed_in": ("U bent niet aangemeld", "You are not signed in"),
    "not_signed_in_text": (
        "De aanmelding zegt niet wie u bent. Meld u af en weer aan; helpt dat niet, vraag het uw beheerder.",
        "The sign-in does not say who you are. Sign out and in again; if that does not help, ask your administrator.",
    ),
    "no_role": ("U hebt hier geen rol", "You have no role here"),
    "no_role_text": (
        "U bent aangemeld, maar geen van uw groepen geeft toegang. Vraag uw beheerder om inkoper, jurist of lezer.",
        "You are signed in, but none of your groups gives access. Ask your administrator for purchaser, lawyer or"
        " reader.",
    ),
    "not_yours": ("Dit hoort niet bij uw rol", "This does not belong to your role"),
    "not_yours_text": (
        "Een inkoper maakt en verandert contracten, een jurist beoordeelt teksten, een lezer leest. Vraag het een"
        " collega met die rol, of uw beheerder.",
        "A purchaser makes and changes contracts, a lawyer reviews texts, a reader reads. Ask a colleague in that role,"
        " or your administrator.",
    ),
    # the first page
    "start": ("Contracten", "Contracts"),
    "start_title": ("Contracten", "Contracts"),
    "search": ("Zoek", "Search"),
    "search_label": ("Zoek op kenmerk, naam of code", "Search for reference, name or code"),
    "of_year": ("Jaar", "Year"),
    "all_years": ("alle jaren", "all years"),
    "of_status": ("Status", "Status"),
    "all_statuses": ("elke status", "any status"),
    "of_sector": ("Zorgsoort", "Sector"),
    "all_sectors": ("elke zorgsoort", "any sector"),
    "show": ("Toon", "Show"),
    "reference": ("Kenmerk", "Reference"),
    "provider": ("Zorgaanbieder", "Provider"),
    "sector": ("Zorgsoort", "Sector"),
    "status": ("Status", "Status"),
    "since": ("Sinds", "Since"),
    "term": ("Looptijd", "Term"),
    "no_contracts": ("Er staan nog geen contracten in het register.", "There are no contracts in the register yet."),
    "begin_here": (
        "Dit bureau is nog leeg. Begin met één contract, uit een formulier, een werkboek of een aanvraag, of maak er"
        " veel tegelijk uit een tabel.",
        "This desk is still empty. Begin with one contract, from a form, a workbook or a request, or make many at once"
        " from a table.",
    ),
    "none_found": ("Geen contract voldoet aan deze keuze.", "No contract answers to this choice."),
    "found": ("contracten", "contracts"),
    "found_one": ("contract", "contract"),
    "more_found": ("Alleen de eerste staan hier. Zoek gerichter.", "Only the first are here. Search more precisely."),
    "others": ("Aanvragen in bewerking", "Requests in the making"),
    "others_intro": (
        "Zij komen in het register als u het Word-document maakt.",
        "They come in the register when you make the Word document.",
    ),
    # the log
    "log": ("Logboek", "Log"),
    "log_intro": (
        "Elke handeling op dit bureau, de nieuwste eerst. Een regel verandert of verdwijnt nooit.",
        "Every action at this desk, the newest first. No line ever changes or goes.",
    ),
    "log_search": ("Zoek in het logboek", "Search the log"),
    "log_when": ("Wanneer", "When"),
    "log_who": ("Wie", "Who"),
    "log_what": ("Wat", "What"),
    "log_about": ("Waarover", "About"),
    "log_details": ("Bijzonderheden", "Details"),
    "log_empty": ("Er is nog niets gedaan.", "Nothing was done yet."),
    "log_earlier": ("Eerdere regels", "Earlier lines"),
}


@cache
def desk_words(language: str) -> Mapping[str, str]:
    """Return every text by its name in `language` ("nl" or "en")."""
    place = LANGUAGES.index(language)
    rooms = (INVITING_WORDS, DESK_WORDS, CONTRACT_WORDS, MANY_WORDS)
    return {name: texts[place] for words in rooms for name, texts in words.items()}
