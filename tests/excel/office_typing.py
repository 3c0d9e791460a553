"""One session of LibreOffice in which a Dutch user types in workbooks; runs in a Python that knows `uno`, not in ours.

    python3 office_typing.py FOLDER

For every `NAME.json` in FOLDER, a list of sheet, cell and text, it opens `NAME.xlsx`, types each text in its cell in
Dutch, and saves the workbook as `typed/NAME.xlsx`.
"""

import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from office import office, opened, properties

DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item>
</oor:items>
"""


def type_in(desktop, book, cells, out):
    document = opened(desktop, book)
    for sheet, cell, text in cells:
        # What LibreOffice does with the keys that a user types; through its windows it may crash where it shows none.
        document.Sheets.getByName(sheet).getCellRangeByName(cell).FormulaLocal = text
    document.storeToURL(out.as_uri(), properties(FilterName="Calc MS Excel 2007 XML"))
    document.close(True)


def main(folder):
    (folder / "typed").mkdir(exist_ok=True)
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(DUTCH, encoding="utf-8")
    with office(folder / "profile") as desktop:
        for job in sorted(folder.glob("*.json")):
            cells = json.loads(job.read_text(encoding="utf-8"))
            type_in(desktop, job.with_suffix(".xlsx"), cells, folder / "typed" / f"{job.stem}.xlsx")


main(Path(sys.argv[1]))
