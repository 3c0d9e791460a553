"""What the command line says, in the words of a page: nobody types an option there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

OF_THE_TERMINAL: Final = re.compile(
    r"^[^:\n]*\.ya?ml:\d+:\d+: "  # the line of a file, where a page links to the field
    r"| \[[a-z]+(?:[.-][a-z]+)+\](?=:|$)"  # the code of a message
    r"|(?:^|(?<=[.;] ))[^.;\n]*: izacontract [^\n]*$\n?",  # a sentence that gives a command to type
    re.MULTILINE,
)
OPTION: Final = re.compile(r"(?<![\w'-])(?:--[a-z]|-o(?![\w-]))")
"""An option, but for what somebody typed: messages put that between quotes."""

SENTENCES: Final = re.compile(r"(?<=[.;:]) ")

IN_OTHER_WORDS: Final[Sequence[tuple[str, str]]] = (
    (
        "Noem na --into de aanvraag waarmee dit document is gemaakt.",
        "Zet de aanvraag waarmee dit document is gemaakt op het bureau.",
    ),
    (
        "Name the request of which this document was made after --into.",
        "Put the request of which this document was made on the desk.",
    ),
    (
        "Typ --counter ID=TEKST, of weiger de wijziging met --refuse ID.",
        "Kies tegenvoorstel en typ de tekst, of weiger de wijziging.",
    ),
    (
        "Type --counter ID=TEXT, or refuse the change with --refuse ID.",
        "Choose counter and type the text, or refuse the change.",
    ),
    ("of doe een tegenvoorstel met --counter.", "of doe een tegenvoorstel."),
    ("or make a counter-proposal with --counter.", "or make a counter-proposal."),
    ("Ga verder met --resume, of overschrijf met --force.", "Ga verder onder Werk."),
    ("Go on with --resume, or overwrite with --force.", "Go on under Work."),
    ("Ga verder met --resume.", "Ga verder onder Werk."),
    ("Go on with --resume.", "Go on under Work."),
    ("ga verder met --resume.", "maak ze opnieuw."),
    ("go on with --resume.", "make them again."),
    (
        "Kies een andere naam met -o, of overschrijf het met --force.",
        "Een collega maakte het misschien net; kijk of het er staat, en probeer het anders opnieuw.",
    ),
    (
        "Choose another name with -o, or overwrite it with --force.",
        "A colleague may have made it just now; see whether it is there, or else try again.",
    ),
    ("Controleer de dag na --on", "Controleer de dag"),
    ("Check the day after --on", "Check the day"),
    ("Bijvoorbeeld: --note '", "Zeg bij Opmerking waarom: '"),
    ("For example: --note '", "Say at Note why: '"),
    ("Kies een jaar daarvan, of laat --year weg.", "Kies een jaar daarvan."),
    ("Choose one of them, or leave out --year.", "Choose one of them."),
    ("Noem een dag na --begin.", "Noem de eerste dag."),
    ("Name a day after --begin.", "Name the first day."),
    (
        'of zeg waarom het zo verzonden wordt: --unreviewed "reden".',
        "of zeg bij Definitieve tekst waarom het zo verzonden wordt.",
    ),
    ('or say why it is sent as it is: --unreviewed "reason".', "or say at Final text why it is sent as it is."),
    ("tot dan vraagt --final om een reden.", "tot dan vraagt de definitieve tekst om een reden."),
    ("till then --final asks for a reason.", "till then the final text asks for a reason."),
    (" (izacontract memo).", "."),
    # a form reads numbers as a Dutch user writes them
    (
        "Typ alleen cijfers, met een punt voor de decimalen en zonder punten per duizend, zoals 1250.50.",
        "Typ een getal, zoals 1.250,50.",
    ),
    (
        "Type digits only, with a point before the decimals and no thousands separators, as in 1250.50.",
        "Type a number, as in 1250.50.",
    ),
    (
        "Typ alleen het getal, zonder teken, eenheid, spatie of punt per duizend:",
        "Typ alleen het getal:",
    ),
    ("Type the number only, without sign, unit, space or thousands separator:", "Type the number only:"),
    ("; in een YAML-bestand tussen rechte aanhalingstekens.", "."),
    ("; in a YAML file between straight quotes.", "."),
)
"""What messages say of options, each with what a page says instead; another sentence with an option is left out."""


def in_other_words(said: str) -> str:
    """Return what a report says of options as a page says it, and all else as it is: it quotes contracts."""
    for words, others in IN_OTHER_WORDS:
        said = said.replace(words, others)
    return said


def in_plain_words(said: str) -> str:
    """Return what a command said without what only helps at a terminal: lines of files, codes, commands, options."""
    said = OF_THE_TERMINAL.sub("", in_other_words(said))
    if OPTION.search(said):
        said = "\n".join(text for line in said.split("\n") if (text := _without_options(line)) or not line)
    return said.strip()


def _without_options(line: str) -> str:
    if not OPTION.search(line):
        return line
    text = " ".join(part for part in SENTENCES.split(line) if not OPTION.search(part)).rstrip()
    return f"{text[:-1]}." if text.endswith((";", ":")) else text
