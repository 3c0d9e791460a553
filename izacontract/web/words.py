"""What the pages say around the form and the contract, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

LANGUAGES: Final = ("nl", "en")

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("izacontract", "izacontract"),
    "tagline": ("Voorbeeld van een zorgcontract", "Preview of a care contract"),
    "skip": ("Naar de inhoud", "To the content"),
    "skip_contract": ("Naar het contract", "To the contract"),
    "language": ("Taal", "Language"),
    "footer": (
        "Dit is een concept, gemaakt met izacontract. Het is geen aanbod en geen juridisch advies.",
        "This is a draft made with izacontract. It is no offer and no legal advice.",
    ),
    "start_title": ("Bekijk uw zorgcontract voordat u onderhandelt", "See your care contract before you negotiate"),
    "start_intro": (
        "Vul in wat u weet. Ernaast verschijnt het conceptcontract, met bij elke clausule waarom zij erin staat, waar"
        " zij vandaan komt en wat zij betekent. Wat nog ontbreekt, blijft zichtbaar openstaan.",
        "Fill in what you know. The draft contract appears beside it, and tells for each clause why it is there, where"
        " it comes from and what it means. What is still missing stays visibly open. The contract itself is in Dutch.",
    ),
    "nothing_kept": (
        "Deze server bewaart niets van wat u invult. Wilt u later verder, bewaar dan het aanvraagbestand.",
        "This server keeps nothing of what you fill in. To go on later, save the request file.",
    ),
    "choose_sector": ("Kies een zorgsoort", "Choose a sector"),
    "with_example": ("Bekijk een voorbeeld", "See an example"),
    "empty": ("Begin leeg", "Start empty"),
    "no_sectors": ("Er is geen zorgsoort geïnstalleerd.", "No sector is installed."),
    "example_note": (
        "In de voorbeelden zijn partijen, codes en bedragen verzonnen.",
        "In the examples parties, codes and amounts are made up.",
    ),
    "open_title": ("Ga verder met een aanvraagbestand", "Go on with a request file"),
    "open_label": ("Aanvraagbestand (YAML, JSON of Excel)", "Request file (YAML, JSON or Excel)"),
    "open_button": ("Open het bestand", "Open the file"),
    "form_title": ("De aanvraag", "The request"),
    "form_intro": (
        "Het contract volgt wat u invult.",
        "The contract follows what you fill in. Titles and help come from the Dutch schema.",
    ),
    "refresh": ("Werk het contract bij", "Update the contract"),
    "contract_title": ("Het contract", "The contract"),
    "needed_draft": ("nodig", "needed"),
    "needed_final": ("nodig voor de definitieve tekst", "needed for the final text"),
    "optional": ("niet verplicht", "optional"),
    "supplied_by": ("In te vullen door", "To be filled in by"),
    "default": ("Zonder opgave", "When left out"),
    "not_filled": ("niet ingevuld", "not filled in"),
    "add_row": ("Regel toevoegen", "Add a row"),
    "remove_row": ("Regel weghalen", "Remove row"),
    "row": ("regel", "row"),
    "filled_of": ("ingevuld", "filled in"),
    "rows_of": ("regels", "rows"),
    "faults": ("Fouten", "Faults"),
    "fault": ("fout", "fault"),
    "fault_many": ("fouten", "faults"),
    "open_one": ("open punt", "open point"),
    "open_many": ("open punten", "open points"),
    "before_final_any": ("te herstellen vóór definitief", "to mend before final"),
    "warning_one": ("waarschuwing", "warning"),
    "warning_many": ("waarschuwingen", "warnings"),
    "opens": ("Nog in te vullen", "Still to be filled in"),
    "before_final": ("Te herstellen vóór definitief", "To mend before final"),
    "warnings": ("Let op", "Mind"),
    "nothing_wrong": ("Geen fouten en niets meer open.", "No faults and nothing open."),
    "updated": ("Contract bijgewerkt", "Contract updated"),
    "not_whole": (
        "Wat fout is, is hieronder weggelaten of gemarkeerd. Het contract is nog niet wat de aanvraag vraagt.",
        "What is at fault is left out or marked below. The contract is not yet what the request asks.",
    ),
    "needs_more": (
        "Er ontbreekt nog wat ook een concept nodig heeft; het contract laat die plaatsen open.",
        "Something is missing that even a draft needs; the contract leaves those places open.",
    ),
    "not_updated": ("Contract niet bijgewerkt", "Contract not updated"),
    "rest_later": ("Wat er nog meer open is, blijkt daarna.", "What else is open shows after that."),
    "contract_kept": (
        "Van wat nu is ingevuld kan geen contract worden gemaakt; zie de meldingen. Hieronder staat het nog zoals het"
        " daarvoor was.",
        "No contract can be made of what is filled in now; see the messages. Below it still stands as it was before.",
    ),
    "no_contract_faults": (
        "Met deze fouten kan geen contract worden gemaakt. Verbeter ze, dan volgt het contract.",
        "No contract can be made with these faults. Mend them, and the contract follows.",
    ),
    "no_contract": (
        "Er is nog te weinig bekend voor een contract. Vul ten minste de eerste en de laatste dag in.",
        "Too little is known for a contract. Fill in at least the first and the last day.",
    ),
    "unknown_fields": (
        "velden die dit formulier niet kent zijn overgeslagen.",
        "fields that this form does not know were left aside.",
    ),
    "left_aside": (
        "Uit het bestand is niet overgenomen, omdat het formulier er geen plaats voor heeft:",
        "Not taken from the file, because the form has no place for it:",
    ),
    "kept_aside": (
        "Dit staat ook in de aanvraag, en het formulier laat het zoals het is:",
        "This stands in the request too, and the form leaves it as it is:",
    ),
    "keep": ("Bewaar op het bureau", "Keep on the desk"),
    "to_contract": ("Terug naar het contract", "Back to the contract"),
    "contents": ("Inhoud", "Contents"),
    "on_this_page": ("Op deze pagina", "On this page"),
    "margin": ("Toelichting bij", "Notes on"),
    "why": ("Waarom staat dit hier?", "Why is this here?"),
    "why_not": ("Wat niet in het contract staat, en waarom", "What is not in the contract, and why"),
    "why_not_intro": (
        "De bibliotheek heeft meer clausules. Deze staan niet in dit contract:",
        "The library has more clauses. These are not in this contract:",
    ),
    "elsewhere": ("Clausules van andere zorgsoorten", "Clauses of other sectors"),
    "follows": ("Volgt uit", "Follows from"),
    "pictures": ("In beeld", "In pictures"),
    "bars_note": (
        "Rechts van de streep gaat het tarief omhoog, links ervan omlaag.",
        "To the right of the line the tariff goes up, to the left it goes down.",
    ),
    "numbers": ("De cijfers als tabel", "The numbers as a table"),
    "source": ("Bron", "Source"),
    "legend": ("Kleuren", "Colours"),
    "coverage": ("Wat van het akkoord in het contract staat", "What of the agreement is in the contract"),
    "coverage_section": ("Vindplaats", "Section"),
    "coverage_commitment": ("Afspraak", "Commitment"),
    "coverage_answer": ("In dit contract", "In this contract"),
    "downloads": ("Bewaren", "Save"),
    "word": ("Word-document", "Word document"),
    "text": ("Tekst", "Text"),
    "request_file": ("Aanvraagbestand (YAML)", "Request file (YAML)"),
    "downloads_note": (
        "Het aanvraagbestand kunt u later weer openen, hier of met izacontract zelf.",
        "The request file can be opened again later, here or with izacontract itself.",
    ),
    "compare": ("Vergelijken", "Compare"),
    "compare_intro": (
        "Zie wat er verandert, en waardoor: tegen de teksten en cijfers van een ander jaar, of een eerdere versie.",
        "See what changes, and why: against the texts and figures of another year, or against an earlier version.",
    ),
    "compare_year": ("Met de teksten en cijfers van 1 januari", "With the texts and figures of 1 January"),
    "compare_year_button": ("Vergelijk met dat jaar", "Compare with that year"),
    "compare_version": (
        "Eerdere versie (inhoud van een aanvraagbestand)",
        "Earlier version (contents of a request file)",
    ),
    "compare_version_help": (
        "Begon u met een voorbeeld, dan staat dat hier. U kunt ook een bestand plakken.",
        "If you began with an example it stands here. You can also paste a file.",
    ),
    "compare_file": ("Of kies een bestand van uw computer", "Or choose a file on your computer"),
    "compare_version_button": ("Vergelijk met die versie", "Compare with that version"),
    "remember": ("Onthoud de aanvraag zoals zij nu is", "Remember the request as it is now"),
    "compared": ("Was en wordt", "Was and will be"),
    "compare_legend": ("gaat eruit", "goes out"),
    "compare_legend_new": ("komt erin", "comes in"),
    "compare_because": ("want", "because"),
    "compare_answers": ("Gewijzigd in de aanvraag", "Changed in the request"),
    "compare_key": ("Sleutel", "Key"),
    "compare_was": ("Was", "Was"),
    "compare_becomes": ("Wordt", "Becomes"),
    "compare_failed": (
        "De vergelijking lukt nog niet: in een van beide versies zit een fout.",
        "The comparison is not possible yet: one of both versions has a fault.",
    ),
    "earlier": ("eerdere versie", "earlier version"),
    "now": ("nu", "now"),
    "shared_intro": (
        "Dit concept is met u gedeeld om te lezen. U kunt er niets in wijzigen; wilt u iets anders, bespreek dat dan"
        " met wie u de link gaf.",
        "This draft was shared with you to read. You cannot change it; if you want something else, discuss that with"
        " whoever gave you the link.",
    ),
    "shared_until": ("De link werkt tot", "The link works until"),
    "in_short": ("In het kort", "In short"),
    "short_parties": ("Partijen", "Parties"),
    "up_to": ("tot en met", "to"),
    "short_term": ("Looptijd", "Term"),
    "short_follows": (
        "clausules in dit contract volgen uit het akkoord:",
        "clauses in this contract follow from the agreement:",
    ),
    "short_of": ("van de", "of the"),
    "short_clauses": ("Clausules", "Clauses"),
    "short_open": ("Nog open", "Still open"),
    "short_nothing_open": ("Er staat niets meer open.", "Nothing is open any more."),
    "agreed": ("Wat volgt uit het akkoord:", "What follows from the agreement:"),
    "agreed_intro": (
        "Deze clausules volgen uit het akkoord en noemen een bedrag, of er staat nog iets in open. Een bedrag kan ook"
        " een grens of een voorschot zijn; lees daarvoor de clausule.",
        "These clauses follow from the agreement and name an amount, or something in them is still open. An amount may"
        " also be a limit or an advance: read the clause for that.",
    ),
    "agreed_clause": ("Clausule, en waaruit zij volgt", "Clause, and what it follows from"),
    "agreed_amounts": ("Bedragen die erin staan", "Amounts in it"),
    "agreed_none": ("geen", "none"),
    "agreed_closed": ("niets", "nothing"),
    "agreed_more": ("en andere bedragen:", "and other amounts:"),
    "agreed_others": (
        "Clausules die er ook uit volgen, zonder bedrag en met niets meer open",
        "Clauses that also follow from it, without an amount and with nothing open",
    ),
    "by": ("door", "by"),
    "not_found": ("Deze pagina is er niet", "This page is not here"),
    "not_found_text": (
        "Het adres klopt niet. Ga terug naar het begin.",
        "The address is wrong. Go back to the start.",
    ),
    "link_gone": ("Deze link werkt niet", "This link does not work"),
    "link_gone_text": (
        "De link is verlopen, ingetrokken of niet volledig overgenomen. Vraag wie u de link gaf om een nieuwe.",
        "The link has expired, was withdrawn or was not copied completely. Ask whoever gave it to you for a new one.",
    ),
    "other_version": ("Dit concept is hier niet meer te tonen", "This draft cannot be shown here any more"),
    "other_version_text": (
        "Het is gedeeld met een andere versie van izacontract, of het bestand is beschadigd. Vraag wie u de link gaf"
        " het concept opnieuw te delen.",
        "It was shared with another version of izacontract, or its file is damaged. Ask whoever gave you the link to"
        " share the draft again.",
    ),
    "too_large": ("Dat is te veel", "That is too much"),
    "too_large_text": (
        "Wat u stuurde is groter dan een aanvraag ooit is. Maak het korter en probeer het opnieuw.",
        "What you sent is larger than a request ever is. Make it shorter and try again.",
    ),
    "too_many_rows": (
        "{title}: {count} regels, en hier kunnen er {most}",
        "{title}: {count} rows, and here there can be {most}",
    ),
    "too_many_rows_together": (
        "Alle lijsten samen: {count} regels, en hier kunnen er {most}",
        "All lists together: {count} rows, and here there can be {most}",
    ),
    "too_many_rows_text": (
        "Bewaar de aanvraag als bestand, en maak het contract op de computer: izacontract generate AANVRAAG."
        " Daar kan een lijst langer zijn. Wat u invulde staat nog op de vorige pagina.",
        "Save the request as a file, and make the contract on your computer: izacontract generate REQUEST. There a list"
        " can be longer. What you filled in is still on the previous page.",
    ),
    "full": ("Meer regels passen niet in deze lijst.", "No more rows fit in this list."),
    "crowded": ("Het is nu te druk", "It is too busy now"),
    "crowded_text": (
        "Er worden al veel bestanden tegelijk gestuurd. Probeer het over een minuut opnieuw; er is niets veranderd.",
        "Many files are being sent at once already. Try again in a minute; nothing has changed yet.",
    ),
    "too_slow": ("Wat u stuurde kwam niet aan", "What you sent did not arrive"),
    "too_slow_text": (
        "Het was na een kwart minuut nog niet binnen. Uw verbinding is traag of viel weg; probeer het opnieuw.",
        "After a quarter of a minute it was not here yet. Your connection is slow or was lost; try again.",
    ),
    "too_long": ("Dat duurde te lang", "That took too long"),
    "too_long_text": (
        "Het contract was niet op tijd klaar. Probeer het zo opnieuw; wat u invulde staat nog op de vorige pagina.",
        "The contract was not ready in time. Try again shortly; what you filled in is still on the previous page.",
    ),
    "wrong_file": ("Dit bestand is niet te openen", "This file cannot be opened"),
    "wrong_host": ("Dit adres hoort niet bij deze server", "This address does not belong to this server"),
    "wrong_host_text": (
        "Open de voorbeeldweergave op het adres dat izacontract serve noemt.",
        "Open the preview on the address that izacontract serve names.",
    ),
    "wrong_site": ("Dit formulier komt van een andere website", "This form comes from another website"),
    "wrong_site_text": (
        "Wat een andere website hierheen stuurt wordt niet gelezen. Ga naar het begin en vul het daar in.",
        "What another website sends here is not read. Go to the start and fill it in there.",
    ),
    "trouble": ("Het gaat hier even mis", "Something is wrong here"),
    "trouble_text": (
        "Dat ligt aan deze server, niet aan u. Meld het bij de beheerder.",
        "That is this server's fault, not yours. Report it to who runs it.",
    ),
    "wrong_method": ("Zo werkt deze pagina niet", "This page does not work like that"),
    "back": ("Naar het begin", "To the start"),
}

FACTS: Final[Mapping[str, str]] = {
    "Waarom": "Why",
    "Regel": "Rule",
    "Gekeken naar": "Looked at",
    "Tekst": "Text",
    "Bron": "Source",
    "Betekenis": "Meaning",
}
"""The labels of what is known of a decision, in English."""


@cache
def words_in(language: str) -> Mapping[str, str]:
    """Return every text by its name in `language` ("nl" or "en")."""
    place = LANGUAGES.index(language)
    return {name: texts[place] for name, texts in WORDS.items()}


def counted(number: int, kind: str, language: str) -> str:
    """Write a number of findings: "1 fout", "3 open punten"."""
    words = words_in(language)
    one, many = {
        "fault": ("fault", "fault_many"),
        "open": ("open_one", "open_many"),
        "before_final": ("before_final_any", "before_final_any"),
        "warning": ("warning_one", "warning_many"),
    }[kind]
    return f"{number} {words[one if number == 1 else many]}"


SUPPLIERS: Final = {
    "de zorgverzekeraar": ("de zorgverzekeraar", "the insurer"),
    "de zorgaanbieder": ("de zorgaanbieder", "the provider"),
    "partijen": ("partijen samen", "both parties"),
}


def supplier_in(by: str, language: str) -> str:
    """Return who supplies a value, as a page in `language` calls them."""
    return SUPPLIERS.get(by, (by, by))[language == "en"]
