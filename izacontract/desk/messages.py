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
    "Laat --host weg, of noem in bureau.yaml de proxy waar uw mensen zich aanmelden (aanmelden).",
    "Leave --host out, or name in bureau.yaml the proxy at which your people sign in (aanmelden).",
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
