"""The usual mistakes in YAML: what the parser complains of, what is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Slip:
    """A usual mistake: how the parser's complaint about it begins, what is wrong, and how to mend it.

    With `at_start` the place to mend is where the unfinished value starts, not where the parser gave up.
    """

    complaint: str
    nl: str
    en: str
    hint_nl: str
    hint_en: str
    at_start: bool = False


QUOTE_NL: Final = "Zet de hele waarde tussen aanhalingstekens."
QUOTE_EN: Final = "Put the whole value between quotes."
SLIPS: Final = (
    Slip(r".*found character '\\t'", "hier staat een tab", "there is a tab here",
         "Spring in met spaties.", "Indent with spaces."),
    Slip(r".*mapping values are not allowed", "hier staat een dubbele punt te veel, of de inspringing klopt niet",
         "there is one colon too many here, or the indentation is wrong",
         "Zet een waarde met een dubbele punt tussen aanhalingstekens; zet sleutels van één groep recht onder elkaar.",
         "Put a value with a colon between quotes; align the keys of one group."),
    Slip(r".*quoted scalar.*(unexpected end|document separator)", "een aanhalingsteken wordt niet gesloten",
         "a quote is not closed", "Sluit de tekst af met hetzelfde aanhalingsteken.",
         "End the text with the same quote.", at_start=True),
    Slip(r".*unknown escape character", "een backslash in dubbele aanhalingstekens heeft een eigen betekenis",
         "a backslash between double quotes has a meaning of its own",
         "Gebruik enkele aanhalingstekens, of typ \\\\.", "Use single quotes, or type \\\\."),
    Slip(r".*flow (sequence|mapping|node).*'?<stream end>'?", "een haakje wordt niet gesloten",
         "a bracket is not closed", "Sluit de lijst af met ] en de groep met }.",
         "Close the list with ] and the group with }.", at_start=True),
    Slip(r".*flow (sequence|mapping)", "tussen haakjes ontbreekt een komma of het sluithaakje",
         "a comma or the closing bracket is missing", "Scheid de onderdelen met komma's en sluit het haakje.",
         "Separate the items with commas and close the bracket."),
    Slip(r".*(found character|scanning an (alias|anchor)|node content|mapping keys are not|block scalar|tag)",
         "een waarde begint met een teken dat in YAML een eigen betekenis heeft",
         "a value starts with a character that has a meaning of its own in YAML", QUOTE_NL, QUOTE_EN),
    Slip(r".*sequence entries are not allowed", "een streepje staat hier niet goed", "a dash is out of place here",
         "Begin een lijst op een eigen regel; zet een tekst die met een streepje begint tussen aanhalingstekens.",
         "Start a list on its own line; put a text that starts with a dash between quotes."),
    Slip(r".*expected <block end>, but found '<scalar>'", "na het sluitende aanhalingsteken staat nog tekst",
         "there is text after the closing quote", QUOTE_NL, QUOTE_EN),
    Slip(r".*(expected <block end>|<document start>)", "de inspringing klopt niet", "the indentation is wrong",
         "Zet de sleutels of streepjes van één groep recht onder elkaar.",
         "Align the keys or dashes of one group."),
    Slip(r".*could not find expected ':'", "op deze regel ontbreekt misschien een dubbele punt, of de spatie erachter",
         "this line may lack a colon, or the space behind it",
         "Typ elk gegeven als 'sleutel: waarde'.", "Type each fact as 'sleutel: waarde'.", at_start=True),
    Slip(r".*single document", "er staan twee documenten in", "it holds two documents",
         "Haal de regel met --- weg en maak voor elk contract een eigen bestand.",
         "Remove the line with --- and make a file for each contract."),
    Slip(r".*maximum depth", "groepen en lijsten staan te diep in elkaar", "groups and lists are nested too deep",
         QUOTE_NL, QUOTE_EN),
    Slip("", "de opbouw klopt niet", "its structure is wrong",
         "Vergelijk de regel met de voorbeelden; zet een bijzondere tekst tussen aanhalingstekens.",
         "Compare the line with the examples; put an unusual text between quotes."),
)  # fmt: skip


NO_COLON: Final = next(slip for slip in SLIPS if "expected ':'" in slip.complaint)
JOINED: Final = [slip for slip in SLIPS if "mapping values" in slip.complaint or "document start" in slip.complaint]
"""What the parser also complains of, lines later, when a key has no colon."""
