"""One session of LibreOffice over many documents; runs in a Python that knows LibreOffice's `uno`, not in ours.

    python3 office_session.py FOLDER [NAME=BOOKMARK ...]

For every `NAME.docx` in FOLDER it writes `NAME.txt`, LibreOffice's own text of the document, and `again/NAME.docx`, the
document as LibreOffice saves it untouched. Where a bookmark is named, it then puts an article before the heading in that
bookmark, updates all fields and the contents, and writes the text once more, as `NAME.inserted.txt`.
"""

import sys
from pathlib import Path

import uno  # noqa: F401  # it teaches Python the import below
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

sys.path.append(str(Path(__file__).parents[1]))
from office import office, opened, properties

HEADING, LID = "Ingevoegd artikel", "Een ingevoegd lid."


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
    document = opened(desktop, file)
    write_text(document, file.with_suffix(".txt"))
    document.storeToURL((file.parent / "again" / file.name).as_uri(), properties(FilterName="MS Word 2007 XML"))
    if bookmark:
        insert_article(document, bookmark)
        write_text(document, file.with_suffix(".inserted.txt"))
    document.close(True)


def main(folder, bookmarks):
    (folder / "again").mkdir(exist_ok=True)
    with office(folder / "profile") as desktop:
        for file in sorted(folder.glob("*.docx")):
            visit(desktop, file, bookmarks.get(file.stem))


main(Path(sys.argv[1]), dict(argument.split("=") for argument in sys.argv[2:]))
