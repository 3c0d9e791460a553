"""One session of LibreOffice over many documents; runs in a Python that knows LibreOffice's `uno`, not in ours.

    python3 office_session.py FOLDER [NAME=BOOKMARK ...]

For every `NAME.docx` in FOLDER it writes `NAME.txt`, LibreOffice's own text of the document, and `again/NAME.docx`, the
document as LibreOffice saves it untouched. Where a bookmark is named, it then puts an article before the heading in that
bookmark, updates all fields and the contents, and writes the text once more, as `NAME.inserted.txt`.
"""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PIPE = f"izacontract-{os.getpid()}"
HEADING, LID = "Ingevoegd artikel", "Een ingevoegd lid."


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
    for _ in range(600):
        with suppress(Exception):  # the bridge raises kinds of its own until the office listens
            return resolver.resolve(address).ServiceManager.createInstance("com.sun.star.frame.Desktop")
        time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def insert_article(document, bookmark):
    heading = document.Bookmarks.getByName(bookmark).Anchor
    cursor = document.Text.createTextCursorByRange(heading.Start)
    document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    cursor.goLeft(1, False)
    document.Text.insertString(cursor, HEADING, False)
    document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    cursor.ParaStyleName = "Lid"
    document.Text.insertString(cursor, LID, False)
    document.TextFields.refresh()
    for index in range(document.DocumentIndexes.Count):
        document.DocumentIndexes.getByIndex(index).update()


def write_text(document, file):
    document.storeToURL(file.as_uri(), properties(FilterName="Text (encoded)", FilterOptions="UTF8,LF"))


def visit(desktop, file, bookmark):
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, properties(Hidden=True))
    write_text(document, file.with_suffix(".txt"))
    document.storeToURL((file.parent / "again" / file.name).as_uri(), properties(FilterName="MS Word 2007 XML"))
    if bookmark:
        insert_article(document, bookmark)
        write_text(document, file.with_suffix(".inserted.txt"))
    document.close(True)


def main(folder, bookmarks):
    (folder / "again").mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    listen = f"--accept=pipe,name={PIPE};urp;"
    office = subprocess.Popen(["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", listen])
    try:
        desktop = connect()
        for file in sorted(folder.glob("*.docx")):
            visit(desktop, file, bookmarks.get(file.stem))
        with suppress(Exception):  # the bridge breaks when the office goes, as it should
            desktop.terminate()
        office.wait(60)
    finally:
        office.kill()


main(Path(sys.argv[1]), dict(argument.split("=") for argument in sys.argv[2:]))
