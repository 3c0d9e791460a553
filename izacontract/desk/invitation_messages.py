"""What can be wrong with an invitation; the docs list each by code."""

from __future__ import annotations

from typing import Final

from izacontract.message import Message

CLOSED: Final = Message(
    "bureau.uitnodiging-dicht",
    "Op dit concept kan niet meer worden geantwoord; er is niets bewaard.",
    "This draft cannot be answered any more; nothing was kept.",
    "Er is een volgend concept, de uitnodiging is ingetrokken, of haar tijd is voorbij. Vraag een nieuwe uitnodiging.",
    "There is a next draft, the invitation was revoked, or its time is over. Ask for a new invitation.",
)
TOO_MUCH: Final = Message(
    "bureau.uitnodiging-vol",
    "Bij één uitnodiging passen hoogstens {most} berichten of bestanden van een soort.",
    "One invitation holds at most {most} messages or files of a kind.",
    "Neem het over in een volgend concept, en nodig opnieuw uit.",
    "Take it over in a next draft, and invite anew.",
)
NEWER: Final = Message(
    "bureau.uitnodigingen-nieuwer",
    "De uitnodigingen in {where} zijn door een nieuwere versie van izacontract geschreven.",
    "The invitations in {where} were written by a newer version of izacontract.",
    "Gebruik die versie, of een nieuwere.",
    "Use that version, or a newer one.",
)
