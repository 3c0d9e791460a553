"""What is told of plugins: that one is missing, broken, or answers something else than agreed."""

from __future__ import annotations

from typing import Final

from izacontract.message import Message

TWO_PLUGINS: Final = Message(
    "plugin.dubbel",
    "Twee plugins heten '{name}': van {first} en van {second}.",
    "Two plugins are called '{name}': from {first} and from {second}.",
    "Verwijder een van beide pakketten.",
    "Remove one of the two packages.",
)
UNKNOWN_HOOK: Final = Message(
    "plugin.onbekende-hook",
    "Plugin '{name}' heeft een hook '{hook}', die niet bestaat{place}.",
    "Plugin '{name}' has a hook '{hook}', which does not exist{place}.",
    "{meant}De hooks zijn: {known}.",
    "{meant}The hooks are: {known}.",
)
UNKNOWN_ARGUMENT: Final = Message(
    "plugin.verkeerde-hook",
    "Plugin '{name}' vraagt in {hook} een argument '{argument}', dat die hook niet geeft{place}.",
    "Plugin '{name}' asks in {hook} for an argument '{argument}', which that hook has not{place}.",
    "{meant}De argumenten van de hook: {names}.",
    "{meant}The arguments of the hook: {names}.",
)
UNMARKED: Final = Message(
    "plugin.hook-zonder-merk",
    "Plugin '{name}' heeft een functie '{attribute}' zonder @hookimpl; zo wordt zij nooit gevraagd.",
    "Plugin '{name}' has a function '{attribute}' without @hookimpl; so it is never asked.",
    "Zet @hookimpl erboven, of geef de functie een andere naam.",
    "Put @hookimpl above it, or give the function another name.",
)
RAISED: Final = Message(
    "plugin.fout",
    "Plugin '{name}' gaf een fout in {hook}: {cause}.",
    "Plugin '{name}' raised an error in {hook}: {cause}.",
    "Meld dit bij de maker van de plugin, of werk de plugin bij.",
    "Report this to the plugin's maker, or update the plugin.",
)
CHANGED_SURROUNDINGS: Final = Message(
    "plugin.omgeving",
    "Plugin '{name}' veranderde in {hook} de omgeving van het programma ({what}); die is teruggezet.",
    "Plugin '{name}' changed the surroundings of the program in {hook} ({what}); they were put back.",
    "Een plugin rekent en verandert niets om zich heen. Meld dit bij de maker van de plugin.",
    "A plugin computes and changes nothing around it. Report this to the plugin's maker.",
)
TOOK_TOO_LONG: Final = Message(
    "plugin.te-lang",
    "Plugin '{name}' was na {seconds} s nog niet klaar en is onderbroken.",
    "Plugin '{name}' was not ready after {seconds} s and was interrupted.",
    "Meld dit bij de maker van de plugin. Is de aanvraag ongewoon groot, maak haar dan met: izacontract generate",
    "Report this to the plugin's maker. When the request is unusually large, make it with: izacontract generate",
)
ALL_TOOK_TOO_LONG: Final = Message(
    "plugin.te-lang",
    "Dit contract was na {seconds} s nog niet klaar en is onderbroken.",
    "This contract was not ready after {seconds} s and was interrupted.",
    "Is de aanvraag ongewoon groot, maak haar dan met: izacontract generate",
    "When the request is unusually large, make it with: izacontract generate",
)
WRONG_ANSWER: Final = Message(
    "plugin.verkeerd-antwoord",
    "Plugin '{name}' gaf bij {hook}{place} iets anders terug dan afgesproken: {what}.",
    "Plugin '{name}' returned something else than agreed from {hook}{place}: {what}.",
    "Zie de beschrijving van de hook in docs/plugins.md.",
    "See the description of the hook in docs/plugins.md.",
)
NO_FOLDER: Final = Message(
    "plugin.map-ontbreekt",
    "Plugin '{plugin}' noemt in {hook} map {folder}, die er niet is.",
    "Plugin '{plugin}' names folder {folder} in {hook}, which is not there.",
    "Noem een map die met de plugin wordt geïnstalleerd (package-data).",
    "Name a folder that is installed with the plugin (package-data).",
)
MISSPELT: Final = Message(
    "plugin.onbekende-naam",
    "Plugin '{plugin}' noemt bij sector '{sector}' in {word} '{name}', dat niemand kent.",
    "Plugin '{plugin}' names '{name}' in {word} of sector '{sector}', which nobody knows.",
    "Bedoelt u '{near}'? Alle namen: izacontract clauses {listed}",
    "Did you mean '{near}'? All names: izacontract clauses {listed}",
)
TAKEN: Final = Message(
    "plugin.dubbel",
    "Plugin {second} en {owner} brengen allebei '{name}'.",
    "Plugin {second} and {owner} both bring '{name}'.",
    "Verwijder een van de plugins, of kies met IZACONTRACT_PLUGINS.",
    "Remove one of the plugins, or choose with IZACONTRACT_PLUGINS.",
)
FORMER_HOOK: Final = Message(
    "plugin.hook-hernoemd",
    "Plugin '{plugin}' heeft hook '{former}', die nu '{now}' heet; vanaf uitgave {until} werkt die naam niet meer.",
    "Plugin '{plugin}' uses hook '{former}', now called '{now}'; from release {until} that name is gone.",
    "Werk de plugin bij, of vraag de maker om '{now}' te schrijven.",
    "Update the plugin, or ask its maker to write '{now}'.",
)
