"""What is done at the desk, as its log keeps it and as a page in another language calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "Word-document gemaakt": "Word document made",
    "aanvraag begonnen": "request begun",
    "aanvraag bewaard": "request kept",
    "aanvraag ingestuurd": "request sent in",
    "akkoord": "agrees",
    "allonge gemaakt": "addendum made",
    "allonge getekend": "addendum signed",
    "antwoorden ingestuurd": "answers sent in",
    "antwoordt aanbieder": "answers provider",
    "bekijkt bestand": "looks at file",
    "bekijkt voorstellen": "looks at proposals",
    "contract vernieuwd": "contract renewed",
    "doorlopende tekst gemaakt": "running text made",
    "formulier": "form",
    "formulier opgeslagen": "form saved",
    "gebeurtenis vastgelegd": "event recorded",
    "geweigerd": "refused",
    "neemt akkoord terug": "takes agreement back",
    "neemt gegevens over": "takes details over",
    "niet gelukt": "failed",
    "nodigt uit": "invites",
    "opnieuw nagekeken": "looked at again",
    "positie goedgekeurd": "position approved",
    "seizoen vernieuwd": "season renewed",
    "status gezet": "status set",
    "stelt tekst voor": "proposes a text",
    "stelt vraag": "asks a question",
    "stuurt bestand": "sends a file",
    "tabel hersteld": "table mended",
    "tabel ingestuurd": "table sent in",
    "tabel vervangen": "table replaced",
    "teksten beoordeeld": "texts reviewed",
    "teruggekomen documenten ontvangen": "returned documents received",
    "trekt alle uitnodigingen in": "revokes every invitation",
    "trekt in": "withdraws",
    "trekt uitnodiging in": "revokes invitation",
    "vult gegevens in": "fills in details",
    "werk afgebroken": "work broken off",
    "werk hervat": "work resumed",
    "wijzigingen beantwoord": "changes answered",
}
"""Every action of the log with what a page in English says: a line stays in Dutch, whoever reads it."""


def action_word(action: str, language: str) -> str:
    """Return what a page in `language` calls an action of the log."""
    return ACTIONS.get(action, action) if language == "en" else action


def actions_like(text: str, language: str) -> Sequence[str]:
    """Return the actions that a page in `language` calls otherwise than the log does, by a name that holds `text`."""
    asked = text.strip().lower()
    if language != "en" or not asked:
        return ()
    return [action for action, word in ACTIONS.items() if asked in word]
