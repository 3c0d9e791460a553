"""Reads the folder that a page made as the library of plugin `voorbeeld`; ends with status 1 when anything is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

from izacontract.clauses.library import read_library
from izacontract.clauses.lint import lint

folders = [("voorbeeld", Path(sys.argv[1]))]
library = read_library(folders)
found = [one for one in lint(library, folders) if one.code not in ("niet-uitgebracht", *sys.argv[2:])]
for one in found:
    print(one.file, one.code, one.message.en)  # noqa: T201  who runs the page reads it
sys.exit(1 if found or not library.clauses else 0)
