"""The `--name` pattern of files, as the commands read it that write more than one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from izacontract.cli.report import UsageError

if TYPE_CHECKING:
    from izacontract.batch.names import Pattern


def pattern_of(name: str, suffix: str, *, in_parts: bool = False) -> Pattern:
    """Return the pattern `name`, of contracts `in_parts` or whole; raises UsageError when it cannot name files."""
    from izacontract.batch.names import PatternError, read_pattern

    try:
        return read_pattern(name, suffix, in_parts=in_parts)
    except PatternError as error:
        nl, en = error.args
        raise UsageError(
            f"Het patroon '{name}' kan geen bestanden noemen: {nl}.",
            f"The pattern '{name}' cannot name files: {en}.",
            "Bijvoorbeeld: --name '{kenmerk} {zorgaanbieder.naam}'",
            "For example: --name '{kenmerk} {zorgaanbieder.naam}'",
        ) from error


def check_keys(pattern: Pattern, known: Iterable[str]) -> None:
    """Raise UsageError for a key in `pattern` that is not among the `known` ones of the request or table."""
    from izacontract.batch.table_columns import meant_key
    from izacontract.errors import Told

    keys = [*known, "rij", "kenmerk"]
    for key in pattern.keys:
        if key not in keys:
            hint = meant_key(key, keys) or Told(
                "Kies {rij}, {kenmerk}, een kolom van de tabel of een sleutel van de aanvraag.",
                "Choose {rij}, {kenmerk}, a column of the table or a key of the request.",
            )
            raise UsageError(
                f"--name noemt {{{key}}}, maar die sleutel staat niet in de tabel en niet in de aanvraag.",
                f"--name has {{{key}}}, but that key is neither in the table nor in the request.",
                hint.nl,
                hint.en,
            )
