"""What can be wrong when a request is renewed; the docs list each by code."""

from __future__ import annotations

from typing import Final

from izacontract.message import Message

NO_TERM: Final = Message(
    "verlenging.geen-looptijd",
    "De aanvraag noemt geen eerste en laatste dag; een volgend jaar kan daar niet uit volgen.",
    "The request names no first and last day; no next year can follow from it.",
    "Vul overeenkomst.begin en overeenkomst.einde in.",
    "Fill in overeenkomst.begin and overeenkomst.einde.",
)
NOT_LATER: Final = Message(
    "verlenging.niet-later",
    "Het nieuwe contract zou beginnen op {begin}, niet na de eerste dag van het oude ({was}).",
    "The new contract would begin on {begin}, not after the first day of the old one ({was}).",
    "Noem na --begin een latere dag.",
    "Name a later day after --begin.",
)
OVERLAPS: Final = Message(
    "verlenging.overlapt",
    "Het nieuwe contract begint op {begin}, terwijl het oude loopt tot en met {end}.",
    "The new contract begins on {begin}, while the old one runs up to {end}.",
    "Laat het oude contract eerder eindigen, of noem na --begin de dag na zijn laatste dag.",
    "Let the old contract end sooner, or name the day after its last day after --begin.",
)
GAP: Final = Message(
    "verlenging.tussentijd",
    "Tussen de laatste dag van het oude contract ({end}) en de eerste van het nieuwe ({begin}) is er geen contract.",
    "Between the last day of the old contract ({end}) and the first of the new one ({begin}) there is no contract.",
    "Is dat niet bedoeld, noem dan na --begin de dag na de laatste dag.",
    "Is that not meant, name the day after the last day after --begin.",
)
REFUSED: Final = Message(
    "verlenging.nog-niet-goed",
    "De nieuwe aanvraag is geschreven, maar nog niet goed: {count}.",
    "The new request was written, but is not right yet: {count}.",
    "Herstel ze in de nieuwe aanvraag; elk staat hierboven met zijn plaats.",
    "Mend them in the new request; each is told above with its place.",
)
NO_FOLDER: Final = Message(
    "verlenging.geen-map",
    "{folder} is geen map.",
    "{folder} is no folder.",
    "Noem een aanvraag, een map met aanvragen, of een tabel met --base.",
    "Name a request, a folder with requests, or a table with --base.",
)
NO_REQUESTS: Final = Message(
    "verlenging.geen-aanvragen",
    "In {folder} staan geen aanvragen (.yaml, .json of .xlsx).",
    "There are no requests in {folder} (.yaml, .json or .xlsx).",
    "Noem de map waarin de aanvragen van dit jaar staan.",
    "Name the folder in which this year's requests are.",
)
FULL: Final = Message(
    "verlenging.map-niet-leeg",
    "De map {folder} is niet leeg.",
    "The folder {folder} is not empty.",
    "Noem na -o een nieuwe map, of vervang met --force wat er van een eerdere keer staat.",
    "Name a new folder after -o, or replace with --force what is there of an earlier time.",
)
SAME_FOLDER: Final = Message(
    "verlenging.zelfde-map",
    "In de map {folder} staan de aanvragen van nu; de nieuwe zouden daar hun plaats innemen.",
    "The folder {folder} holds the requests of now, which the new ones would replace.",
    "Noem na -o een andere map.",
    "Name another folder after -o.",
)
