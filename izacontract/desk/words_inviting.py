"""What the desk says about invitations, and what provider and purchaser both read of what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

INVITING_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # both sides
    "asks": ("vraagt", "asks"),
    "proposes_replace": ("stelt een andere tekst voor", "proposes another text"),
    "proposes_drop": ("stelt voor dit lid te laten vervallen", "proposes to drop this lid"),
    "proposes_add": ("stelt een nieuw lid voor", "proposes a new lid"),
    "answers": ("antwoordt", "answers"),
    "insurer": ("zorgverzekeraar", "insurer"),
    "withdrawn": ("ingetrokken", "withdrawn"),
    "agrees_by": ("akkoord door", "agreed by"),
    "taken_back": ("teruggenomen door", "taken back by"),
    "article": ("Artikel", "Article"),
    "file_name": ("Bestand", "File"),
    "file_changes": ("Wijzigingen", "Changes"),
    "by_whom": ("Door", "By"),
    "when": ("Wanneer", "When"),
    # at the desk
    "until": ("De link werkt tot", "The link works until"),
    "nav_invitations": ("Uitnodigingen", "Invitations"),
    "invitations": ("Uitnodigingen", "Invitations"),
    "invitations_intro": (
        "Aanbieders die zonder account op een concept kunnen antwoorden. Elke link is voor één concept en één"
        " aanbieder.",
        "Providers who can answer a draft without an account. Each link is for one draft and one provider.",
    ),
    "invitations_all": ("Alle uitnodigingen", "All invitations"),
    "invitations_none": ("Er is nog niemand uitgenodigd.", "Nobody was invited yet."),
    "invited_who": ("Wie", "Who"),
    "state": ("Stand", "State"),
    "state_open": ("open", "open"),
    "state_revoked": ("ingetrokken", "revoked"),
    "state_replaced": ("vervangen", "replaced"),
    "state_expired": ("verlopen", "expired"),
    "answer_changes": ("Beantwoord de wijzigingen", "Answer the changes"),
    "to_invitation": ("Naar de uitnodiging", "To the invitation"),
    "heard": ("Wacht op uw antwoord", "Waits for your answer"),
    "heard_one": ("vraag, voorstel of bestand", "question, proposal or file"),
    "heard_more": ("vragen, voorstellen of bestanden", "questions, proposals or files"),
    "waiting": ("Wacht op u", "Waits for you"),
    "invite_title": ("Nodig een aanbieder uit", "Invite a provider"),
    "invite_who": (
        "Wie nodigt u uit? (naam, of naam van de organisatie)",
        "Whom do you invite? (name, or organisation)",
    ),
    "invite_days": ("Hoeveel dagen werkt de link?", "For how many days does the link work?"),
    "invite": ("Maak de link", "Make the link"),
    "invited_done": ("De uitnodiging", "The invitation"),
    "invited_link": ("Stuur deze link aan", "Send this link to"),
    "invited_note": (
        "De link staat alleen hier: kopieer haar nu. Wie haar heeft, kan antwoorden tot zij verloopt of u haar"
        " intrekt.",
        "The link stands only here: copy it now. Whoever has it can answer until it expires or you revoke it.",
    ),
    "revoke": ("Trek deze uitnodiging in", "Revoke this invitation"),
    "made_by": ("Gemaakt door", "Made by"),
    "fields_title": ("Wat de aanbieder invulde", "What the provider filled in"),
    "fields_nothing": ("Nog niets ingevuld.", "Nothing filled in yet."),
    "fields_key": ("Veld", "Field"),
    "threads": ("Vragen en voorstellen", "Questions and proposals"),
    "threads_none": ("Nog niets gevraagd of voorgesteld.", "Nothing asked or proposed yet."),
    "reply": ("Uw antwoord", "Your answer"),
    "reply_send": ("Antwoord", "Answer"),
    "agreements": ("Waar de aanbieder mee akkoord is", "What the provider agrees to"),
    "agreements_none": ("Nog geen artikel akkoord.", "No article agreed yet."),
    "received": ("Teruggestuurde Word-bestanden", "Word files sent back"),
    "received_none": ("Nog geen bestand.", "No file yet."),
    "take_texts_title": ("Neem de teksten over", "Take the texts over"),
    "take_texts_intro": (
        "De voorstellen bij een lid komen als bijgehouden wijzigingen in een Word-bestand te staan, dat u"
        " beantwoordt zoals elk bestand dat terugkomt: overnemen, weigeren of een tegenvoorstel.",
        "The proposals at a lid are put as tracked changes in a Word file, which you answer as any file that comes"
        " back: accept, refuse or counter.",
    ),
    "take_texts": ("Beantwoord de voorstellen", "Answer the proposals"),
    "take_texts_none": ("Er staat geen voorstel open.", "No proposal stands."),
    "take_fields_title": ("Neem de gegevens over", "Take the details over"),
    "take_fields_intro": (
        "Neem eerst de teksten en bestanden over: een tekst waarin een waarde al is veranderd, wordt niet meer herkend"
        " als de tekst die u stuurde.",
        "Take texts and files over first: a text in which a value has changed already is not recognised any more as"
        " the text that you sent.",
    ),
    "take_fields": ("Neem de gegevens over in de aanvraag", "Take the details over in the request"),
    "fields_taken": ("De gegevens zijn overgenomen", "The details are taken over"),
    "fields_was": ("Stond in het concept", "In the draft"),
    "fields_now": ("De aanbieder vulde in", "The provider filled in"),
    "fields_none": (
        "De aanbieder vulde niets in dat anders is dan het concept.",
        "The provider filled in nothing that differs from the draft.",
    ),
    "field_taken": ("overgenomen", "taken over"),
    "fields_all_taken": ("Alles staat in de aanvraag.", "All of it is in the request."),
    "fields_when": ("Ingevuld door", "Filled in by"),
    "after_taking": (
        "Hebt u alles overgenomen, maak dan het volgende concept en nodig de aanbieder daarvoor uit. Deze"
        " uitnodiging sluit dan vanzelf.",
        "When you have taken everything over, make the next draft and invite the provider to it. This invitation"
        " then closes by itself.",
    ),
    "invite_name_missing": ("Vul in wie u uitnodigt.", "Fill in whom you invite."),
    "no_invitation": ("Deze uitnodiging is er niet", "This invitation is not there"),
    "invitation_of": ("Uitnodiging van", "Invitation of"),
    "reply_missing": ("Typ eerst uw antwoord.", "First type your answer."),
    "reply_to": ("Antwoord op", "Answer to"),
    "only_here": (
        "Alleen deze computer kan deze link openen. Vraag wie het bureau startte om een adres waarop anderen het"
        " bereiken; hoe dat gaat, staat in de handleiding bij Met een team.",
        "Only this computer can open this link. Ask who started the desk for an address by which others reach it; the"
        " manual tells how, under Met een team.",
    ),
}
