"""Where a request comes from: a file, standard input, a mapping or the example of a plugin -> what was typed there."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Final

from izacontract.errors import unreadable
from izacontract.host import Plugins
from izacontract.intake.keys import keys_of
from izacontract.intake.tree import COMPOUND, EXCEL_ENDINGS, ZIP, Tree, tree_of_mapping
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.sections import CORE, sections_of

STDIN: Final = "-"
EXAMPLE: Final = "example.yaml"
RequestSource = FilePath | str | Mapping[str, object]


def tree_of(source: RequestSource, plugins: Plugins) -> Tree:
    """Return what was typed in `source`: YAML, JSON, or a workbook, whose cells are read for the keys of `plugins`.

    An .ods goes through LibreOffice. Raises FileError when it cannot be read, RequestInvalid when it is none of these.
    """
    if isinstance(source, Mapping):
        return tree_of_mapping(source)
    name = str(source)
    try:
        data = sys.stdin.buffer.read() if name == STDIN else FilePath(name).read_bytes()
    except OSError as error:
        raise unreadable(name, error) from error
    if data.startswith(ZIP):
        from izacontract.intake.open_document import as_excel

        data = as_excel(data, name)
    return tree_of_bytes(data, "<stdin>" if name == STDIN else name, plugins)


def tree_of_bytes(data: bytes, name: str, plugins: Plugins) -> Tree:
    """Return what was typed in `data`, which messages call `name`; raises RequestInvalid as `tree_of` does."""
    if not data.startswith((ZIP, COMPOUND)) and not name.lower().endswith(EXCEL_ENDINGS):
        return read_yaml(data, name)
    from izacontract.intake.excel_source import read_excel

    return read_excel(data, name, keys_of([*CORE, *sections_of(None, plugins).values()]))


def example_files(plugins: Plugins) -> Iterator[tuple[str, bytes]]:
    """Give the example request in the library folder of each plugin that has one: what messages call it, its YAML."""
    for plugin, folder in plugins.folders:
        if (file := folder.joinpath(EXAMPLE)).is_file():
            yield f"{plugin}/{EXAMPLE}", file.read_bytes()
