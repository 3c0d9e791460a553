"""What can be wrong with separate files: with the contract, their names, or the folder; the docs list each by code."""

from __future__ import annotations

from typing import Final

from izacontract.message import Message

NO_ANNEXES: Final = Message(
    "split.geen-bijlagen",
    "De overeenkomst {reference} heeft geen bijlagen om apart te schrijven.",
    "Contract {reference} has no annexes to write apart.",
    "Laat --split weg; de overeenkomst is dan één bestand.",
    "Leave --split out; the contract then is one file.",
)
SAME_NAME: Final = Message(
    "split.naam-dubbel",
    "Twee delen krijgen dezelfde bestandsnaam: {name}.",
    "Two parts get the same file name: {name}.",
    "Kies een ander patroon, bijvoorbeeld: --name '{{kenmerk}} {{deel}}'",
    "Choose another pattern, for example: --name '{{kenmerk}} {{deel}}'",
)
NO_FOLDER: Final = Message(
    "split.geen-map",
    "{folder} is geen map.",
    "{folder} is no folder.",
    "Noem na --split een nieuwe of lege map.",
    "Name a new or empty folder after --split.",
)
HOLDS_SET: Final = Message(
    "split.map-bevat-set",
    "In de map {folder} staat al een overeenkomst in delen.",
    "The folder {folder} holds a contract in separate files already.",
    "Kies een andere map, of vervang alle bestanden daarin met --force.",
    "Choose another folder, or replace every file in it with --force.",
)
HOLDS_OTHERS: Final = Message(
    "split.map-niet-leeg",
    "In de map {folder} staan bestanden die niet bij een overeenkomst in delen horen: {some}.",
    "The folder {folder} holds files that belong to no contract in separate files: {some}.",
    "Kies een nieuwe of lege map; ook --force laat bestanden van een ander staan.",
    "Choose a new or empty folder; --force, too, leaves the files of others alone.",
)
NOT_WRITABLE: Final = Message(
    "split.onschrijfbaar",
    "In {folder} kan niet worden geschreven: {why}. Er is niets veranderd.",
    "{folder} cannot be written: {why}. Nothing was changed.",
    "Kies een andere map, of maak ruimte of herstel de rechten.",
    "Choose another folder, or make room or mend the permissions.",
)
NOT_PUT_BACK: Final = Message(
    "split.niet-teruggezet",
    "De bestanden in {folder} konden niet worden vervangen en niet worden teruggezet: {why}. Zij staan in {where}.",
    "The files in {folder} could be neither replaced nor put back: {why}. They stand in {where}.",
    "Zet ze zelf terug, en maak ruimte of herstel de rechten.",
    "Put them back yourself, and make room or mend the permissions.",
)
NO_METADATA: Final = Message(
    "split.gegevens",
    "{file} is niet het gegevensbestand van een overeenkomst in delen.",
    "{file} is not the metadata file of a contract in separate files.",
    "Noem het gegevens.json-bestand dat generate --split of batch --split schreef, of het Word-bestand dat u wilt "
    "controleren.",
    "Name the gegevens.json file that generate --split or batch --split wrote, or the Word file to verify.",
)
