"""What the pages say to a provider who is invited, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from izacontract.desk.words_inviting import INVITING_WORDS
from izacontract.web.words import LANGUAGES, words_in

INVITED_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "tagline": ("Uw antwoord op een concept", "Your answer to a draft"),
    "footer": (
        "Dit is een concept, gemaakt met izacontract. Niets op deze pagina's bindt u: een contract tekent u apart.",
        "This is a draft made with izacontract. Nothing on these pages binds you: a contract is signed apart.",
    ),
    "nav": ("Dit concept", "This draft"),
    "nav_overview": ("Overzicht", "Overview"),
    "nav_fields": ("Uw gegevens", "Your details"),
    "nav_file": ("Word-bestand", "Word file"),
    "nav_whole": ("Het hele concept", "The whole draft"),
    "intro": (
        "{invited}, u bent uitgenodigd om op dit concept te antwoorden. U hebt geen account nodig: deze link is uw"
        " toegang. Wie de link heeft, kan antwoorden; deel haar alleen met uw eigen mensen.",
        "{invited}, you are invited to answer this draft. You need no account: this link is your access. Whoever"
        " has the link can answer; share it with your own people only.",
    ),
    "replaced": (
        "Dit concept is vervangen door een volgend concept. U kunt nog lezen wat is gezegd; antwoorden doet u via"
        " de nieuwe link die u krijgt.",
        "This draft was replaced by a next one. You can still read what was said; answer by the new link that you get.",
    ),
    "shared_intro": (
        "Dit is het hele concept, om te lezen. Reageren doet u per artikel, via het overzicht.",
        "This is the whole draft, to read. You react article by article, from the overview.",
    ),
    "shared_until": ("De link werkt tot", "The link works until"),
    "todo": ("Wat wij u vragen", "What we ask of you"),
    "todo_fields": ("Vul in wat van u is", "Fill in what is yours"),
    "todo_fields_none": (
        "Uw gegevens zijn compleet; verbeter ze als er iets niet klopt.",
        "Your details are complete.",
    ),
    "todo_fields_open": ("nog in te vullen door u", "still to be filled in by you"),
    "todo_read": (
        "Lees de artikelen: stel bij een lid een vraag, stel een andere tekst voor, of ga akkoord",
        "Read the articles: ask a question at a lid, propose another text, or agree",
    ),
    "todo_file": (
        "Werkt u liever in Word? Bewaar het concept, wijzig het met Wijzigingen bijhouden, en stuur het hier terug",
        "Rather work in Word? Save the draft, change it with Track Changes, and send it back here",
    ),
    "articles": ("De artikelen", "The articles"),
    "open": ("Open", "Open"),
    "open_own": ("van u", "yours"),
    "filled": ("door u ingevuld", "filled in by you"),
    "open_other": ("van de zorgverzekeraar of samen", "of the insurer or both"),
    "said": ("Gezegd", "Said"),
    "agreed_head": ("Akkoord", "Agreed"),
    "not_yet": ("nog niet", "not yet"),
    "nothing": ("niets", "nothing"),
    "questions": ("vragen", "questions"),
    "question": ("vraag", "question"),
    "proposals": ("voorstellen", "proposals"),
    "proposal": ("voorstel", "proposal"),
    "answers_n": ("antwoorden", "answers"),
    "answer_n": ("antwoord", "answer"),
    "summary_agreed": ("artikelen akkoord", "articles agreed"),
    "your_name": ("Uw naam", "Your name"),
    "your_name_help": (
        "Wij bewaren bij alles wat u doet uw naam en het tijdstip.",
        "With all that you do we keep your name and the time.",
    ),
    "name_missing": (
        "Vul uw naam in, zodat te zien is van wie dit komt.",
        "Fill in your name, to show whom this is of.",
    ),
    "fields_intro": (
        "Dit zijn de velden die u invult. Wat al bekend is, staat er: verbeter het als het niet klopt. Een veld"
        " dat u leegmaakt blijft zoals het was. Een lijst die u invult, komt in de plaats van de lijst die er"
        " stond.",
        "These are the fields that you fill in. What is known already stands there: correct it where it is wrong."
        " A field that you empty stays as it was. A list that you fill in replaces the one that stood there.",
    ),
    "fields_form": ("De velden", "The fields"),
    "fields_save": ("Bewaar uw gegevens", "Save your details"),
    "fields_saved": ("Uw gegevens zijn bewaard.", "Your details are saved."),
    "fields_last": ("Laatst bewaard door", "Last saved by"),
    "fields_faults": (
        "Niets is bewaard: verbeter eerst wat hieronder rood is. Wat u typte staat er nog.",
        "Nothing was saved: first correct what is red below. What you typed still stands there.",
    ),
    "fields_other": (
        "Intussen bewaarde een collega dit formulier: {by}. Hieronder staat wat u typte. Controleer het, en bewaar"
        " opnieuw om het in de plaats van het andere te zetten.",
        "Meanwhile a colleague saved this form: {by}. Below is what you typed. Check it, and save again to put it"
        " in the place of the other.",
    ),
    "fields_unknown": (
        "De velden van deze zorgsoort zijn hier niet bekend.",
        "The fields of this sector are not known.",
    ),
    "article_intro": (
        "Bij elk lid kunt u een vraag stellen of een andere tekst voorstellen.",
        "At each lid (numbered paragraph) you can ask a question or propose another text. The text itself is in Dutch.",
    ),
    "react": ("Vraag of voorstel", "Question or proposal"),
    "react_to": ("bij", "at"),
    "react_kind": ("Wat wilt u?", "What do you want?"),
    "kind_question": ("Een vraag stellen", "Ask a question"),
    "kind_replace": ("Een andere tekst voor dit lid voorstellen", "Propose another text for this lid"),
    "kind_drop": ("Voorstellen dit lid te laten vervallen", "Propose to drop this lid"),
    "kind_add": ("Een nieuw lid hierachter voorstellen", "Propose a new lid after this one"),
    "react_text": ("Uw vraag of uw tekst", "Your question or your text"),
    "react_text_help": (
        "Voor een andere tekst: typ het hele lid zoals u het wilt, op één regel. Bij vervallen mag dit leeg blijven.",
        "For another text: type the whole lid as you want it, on one line. For dropping this may stay empty.",
    ),
    "copy_text": ("De tekst zoals zij nu is, om te kopiëren", "The text as it is now, to copy"),
    "send": ("Verstuur", "Send"),
    "sent": ("Verstuurd; de zorgverzekeraar ziet het.", "Sent; the insurer sees it."),
    "text_missing": ("Typ eerst uw vraag of uw tekst.", "First type your question or your text."),
    "text_long": ("Dit is te lang: hoogstens 10.000 tekens.", "This is too long: 10,000 characters at most."),
    "text_same": ("Dit is de tekst die er al staat.", "This is the text that stands there already."),
    "kind_missing": ("Kies wat u wilt.", "Choose what you want."),
    "no_table": (
        "Van een tabel kunt u hier geen tekst voorstellen: stel een vraag, of wijzig het Word-bestand.",
        "A text for a table cannot be proposed here: ask a question, or change the Word file.",
    ),
    "withdraw": ("Trek in", "Withdraw"),
    "withdrawn_done": ("Ingetrokken.", "Withdrawn."),
    "agree_title": ("Akkoord met dit artikel", "Agree to this article"),
    "agree_text": (
        "Met uw naam laat u weten dat dit artikel wat u betreft zo kan blijven. U kunt het terugnemen zolang er"
        " geen volgend concept is.",
        "With your name you say that this article may stay as it is. You can take it back as long as there is no"
        " next draft.",
    ),
    "agree": ("Wij gaan akkoord met dit artikel", "We agree to this article"),
    "agree_done": ("Vastgelegd.", "Recorded."),
    "take_back": ("Neem het akkoord terug", "Take the agreement back"),
    "next_article": ("Volgende", "Next"),
    "previous_article": ("Vorige", "Previous"),
    "file_intro": (
        "Bewaar het concept in Word, zet Wijzigingen bijhouden aan, wijzig wat u wilt, en stuur het bestand hier"
        " terug.",
        "Save the draft in Word, turn on Track Changes, change what you want, and send the file back here.",
    ),
    "file_save": ("Bewaar het concept (Word)", "Save the draft (Word)"),
    "file_label": (
        "Het gewijzigde Word-bestand (.docx, hoogstens 10 MB)",
        "The changed Word file (.docx, 10 MB at most)",
    ),
    "file_send": ("Stuur het bestand", "Send the file"),
    "file_missing": ("Kies eerst een bestand.", "First choose a file."),
    "file_other": (
        "Dit bestand hoort bij een ander contract ({reference}). Stuur het bestand dat u hier bewaarde.",
        "This file belongs to another contract ({reference}). Send the file that you saved here.",
    ),
    "file_done": ("Het bestand is aangekomen. Wij lazen deze wijzigingen:", "The file arrived. We read these changes:"),
    "files": ("Wat u stuurde", "What you sent"),
    "file_size": ("Grootte", "Size"),
    "was": ("Stond er", "Was"),
    "becomes": ("Wordt", "Becomes"),
    "place": ("Plaats", "Place"),
    "no_changes": ("Geen wijzigingen.", "No changes."),
    "back_overview": ("Naar het overzicht", "To the overview"),
    "correct": ("Verbeter dit eerst:", "Correct this first:"),
}


@cache
def invited_words(language: str) -> Mapping[str, str]:
    """Return the words in `language`, over those of the preview and those that both sides read."""
    place = LANGUAGES.index(language)
    said = {name: texts[place] for words in (INVITING_WORDS, INVITED_WORDS) for name, texts in words.items()}
    return {**words_in(language), **said}
