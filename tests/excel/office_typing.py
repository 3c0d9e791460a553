"""One session of LibreOffice in which a Dutch user types in workbooks; runs in a Python that knows `uno`, not in ours.

    python3 office_typing.py FOLDER

For every `NAME.json` in FOLDER, a list of sheet, cell and text, it opens `NAME.xlsx`, types each text in its cell in
Dutch, and saves the workbook as `typed/NAME.xlsx`.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

PIPE = f"izacontract-{os.getpid()}"
DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item>
</oor:items>
"""


def properties(**values):
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def connect():
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    address = f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext"
    for _ in range(3000):
        with suppress(Exception):  # the bridge raises kinds of its own until the office listens
            return resolver.resolve(address).ServiceManager.createInstance("com.sun.star.frame.Desktop")
        time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def type_in(desktop, book, cells, out):
    document = desktop.loadComponentFromURL(book.as_uri(), "_blank", 0, properties(Hidden=True))
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
    profile = (folder / "profile").as_uri()
    listen = f"--accept=pipe,name={PIPE};urp;"
    office = subprocess.Popen(["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", listen])
    try:
        desktop = connect()
        for job in sorted(folder.glob("*.json")):
            cells = json.loads(job.read_text(encoding="utf-8"))
            type_in(desktop, job.with_suffix(".xlsx"), cells, folder / "typed" / f"{job.stem}.xlsx")
        with suppress(Exception):  # the bridge breaks when the office goes, as it should
            desktop.terminate()
        office.wait(60)
    finally:
        office.kill()


main(Path(sys.argv[1]))
