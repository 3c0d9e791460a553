"""The elements of Word that show, hide and move nothing: what is not on these lists is told, never passed over.

Each entry has its reason behind it. `python -m benchmarks.verify_mutations` tries them with what programs write.
"""

from __future__ import annotations

from typing import Final

from izacontract.word.xml import W

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA: Final = f"{MATH}oMath"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def names(text: str) -> frozenset[str]:
    """Return the names in `text`, which spaces part."""
    return frozenset(text.split())


PASSED_OVER = frozenset(
    f"{W}{name}"
    for name in names(
        # Marks of the spelling checker and of the last time that Word laid out pages.
        "proofErr lastRenderedPageBreak"
        # Where a comment starts and ends; the comment itself is listed.
        " commentRangeStart commentRangeEnd"
        # Where an editor may type; where moved text came from and went to: the text itself is a tracked change.
        " permStart permEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
        " customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd"
        " customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd"
        # The sign of a comment within it.
        " annotationRef"
        # The columns of a table as a program computed them; the cells say how wide they are.
        " tblGrid"
        # What an old field keeps for itself.
        " fldData"
    )
)
"""What holds no text and changes none."""

IN_NOTES = frozenset(f"{W}{name}" for name in names("footnoteRef endnoteRef separator continuationSeparator"))
"""The sign of a note within the note itself, and the line above notes; elsewhere they print something."""

_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in names(
        # What a house or a program names, without a look of its own.
        "smartTag customXml sdtContent"
        # The letters above others in East Asian text, which are told.
        " rubyBase rt"
        # Rows and cells are read where they stand.
        " tbl tr tc txbxContent body document hdr ftr footnote endnote"
    )
) | frozenset(f"{_COMPATIBLE}{name}" for name in ("Choice", "Fallback"))


def is_wrapper(tag: str) -> bool:
    """Return whether the element `tag` only wraps what is read; formulas are read sign by sign."""
    return tag in _WRAPPERS or (tag.startswith(MATH) and tag != FORMULA)


IN_SECTION: Final = names(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders cols formProt vAlign"
    " titlePg docGrid printerSettings sectPrChange rtlGutter pgNumType"
)
"""Paper, margins, columns and headers, of which the values are looked at; numbers of lines and direction are told."""

IN_PARAGRAPH: Final = names(
    # Style and list are read; the style after the next Enter and the place in an outline print nothing.
    "pStyle numPr outlineLvl rPr cnfStyle divId"
    # How lines and pages break, and where text stands between the margins; indents off the page are a look.
    " keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens spacing ind"
    " contextualSpacing mirrorIndents jc tabs textAlignment textboxTightWrap"
    # Lines and colours around a paragraph; the colour behind the text is a look.
    " pBdr shd"
    # East Asian typesetting and the grid of lines.
    " kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid"
    # Old layouts under tracked changes, and the section that ends here, which is read.
    " pPrChange numberingChange sectPr suppressOverlap"
)
IN_TABLE: Final = names(
    "tblStyle tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    " tblStyleRowBandSize tblStyleColBandSize tblOverlap tblPrChange tblPrExChange"
)
"""Style, width, lines, margins, titles for screen readers; a place of its own (`tblpPr`) and direction are told."""

IN_ROW: Final = names(
    "cantSplit trHeight tblHeader jc cnfStyle divId tblCellSpacing hidden ins del trPrChange wBefore wAfter"
)
"""How a row breaks and repeats; its height and whether it is hidden are looked at, cells left out of it are told."""

IN_CELL: Final = names(
    "cnfStyle tcW gridSpan vMerge hMerge tcBorders shd noWrap tcMar vAlign hideMark tcPrChange cellIns cellDel headers"
)
"""Width, lines, place of the text; merges and tracked cells are looked at, a turned or squeezed text is told."""
