"""WordprocessingML as strings: escaped text, runs, paragraphs, bookmarks and fields."""

from __future__ import annotations

import re
from collections.abc import Iterable

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOOKMARK_LENGTH = 40
"""Word cuts a longer bookmark name, and then finds it no more."""

_UNUSUAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n|[\r\n\t]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPEN = '<w:t xml:space="preserve">'
_CLOSE = "</w:t>"


class ForbiddenCharacterError(ValueError):
    """A text holds a character that no Word file can hold."""

    def __init__(self, character: str, text: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character
        self.text = text


def printable(text: str) -> str:
    """Return `text` with a mark for each character that neither a Word file nor a workbook can hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def _break(found: re.Match[str]) -> str:
    return f"{_CLOSE}<w:{'tab' if found[0] == chr(9) else 'br'}/>{_OPEN}"


def is_as_typed(text: str) -> bool:
    """Return whether `text` stands in XML as it was typed: nothing in it has to be written otherwise or refused."""
    return not _UNUSUAL.search(text)


def inner_text(text: str) -> str:
    """Return `text` for inside a `w:t`: a newline becomes a line break, a tab a tab stop.

    The pieces around a break close and open the `w:t`, so this also serves a tag in the middle of a frame's text.
    Raises ForbiddenCharacterError for a character that XML does not know.
    """
    if not _UNUSUAL.search(text):
        return text
    if found := _FORBIDDEN.search(text):
        raise ForbiddenCharacterError(found[0], text)
    return _BREAKS.sub(_break, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def run(text: str, style: str = "") -> str:
    """Return a run of `text` as typed, in the character style with id `style` when given; "" for no text."""
    if not text:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{_OPEN}{inner_text(text)}{_CLOSE}</w:r>"


def tab() -> str:
    """Return a run that holds a tab."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, content: str, keep_next: bool = False) -> str:
    """Return a paragraph in the style with id `style` around `content` (runs as XML).

    `keep_next` keeps it on the page of the next paragraph.
    """
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{content}</w:p>'


def field(instruction: str, stored: str) -> str:
    """Return a field with `instruction` and, as runs, the result that shows until somebody updates it."""
    return f"{field_start(instruction)}{stored}{field_end()}"


def field_start(instruction: str) -> str:
    """Return the opening of a field, up to its stored result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """Return the close of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def reference(bookmark: str, stored: str) -> str:
    r"""Return a REF field that prints the number of the paragraph at `bookmark` and jumps there; `stored` is it now.

    The switches are those that Word and LibreOffice both keep and compute alike: `\n` is the number as the list prints
    it, label included ("artikel 8", "8.5"); `\r` doubles numbers and `\t` is lost outside Word.
    """
    return field(rf"REF {bookmark} \n \h", run(stored))


def bookmark_start(number: int, name: str) -> str:
    """Return the opening of the bookmark `name`; `number` joins it to its close and is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def bookmark_end(number: int) -> str:
    """Return the close of the bookmark with `number`."""
    return f'<w:bookmarkEnd w:id="{number}"/>'


def bookmark(number: int, name: str, content: str) -> str:
    """Return `content` (runs as XML) within the bookmark `name`; `number` is unique in the document."""
    return f"{bookmark_start(number, name)}{content}{bookmark_end(number)}"


def bookmark_name(kind: str, mark: str) -> str:
    """Return the bookmark name of `mark` after the letter `kind`: "L_algemeen__ova_5" for a lid, "algemeen.ova#5".

    Word admits letters, digits and `_`, 40 at most; a mark that is longer is refused with ValueError, because a cut
    name could be another's.
    """
    name = f"{kind}_{mark.replace('.', '__').replace('-', '_').replace('#', '_')}"
    if len(name) > BOOKMARK_LENGTH or not re.fullmatch(r"\w+", name, re.ASCII):
        raise ValueError(f"'{mark}' makes no bookmark name: {name}")
    return name


def link(bookmark: str, content: Iterable[str]) -> str:
    """Return a link to `bookmark` around `content` (runs as XML)."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{"".join(content)}</w:hyperlink>'
