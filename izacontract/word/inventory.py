"""What a file brings beside its text: parts, relationships and settings; those not listed here are told.

Word and LibreOffice add and drop what is listed whenever they save a file; nothing of it changes what a page shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from izacontract.word.document import Fact
from izacontract.word.opening import WordFile
from izacontract.word.vocabulary import names
from izacontract.word.xml import W

HARMLESS_PARTS: Final = names(
    # What is read and compared: text, looks and lists, headers and footers, notes, comments with who wrote them.
    "officeDocument styles numbering header footer footnotes endnotes comments commentsExtended commentsIds"
    " commentsExtensible people"
    # Pictures show as such in the text; links are told where they stand.
    " image hyperlink"
    # Fonts, colours and how a browser shows the file.
    " settings webSettings fontTable theme stylesWithEffects"
    # Properties, the label of an organisation, and data that nothing shows unless a control is bound to it.
    " core-properties extended-properties custom-properties customXml customXmlProps thumbnail classificationlabels"
    # What a printer was told, and who mailed it.
    " printerSettings documenttasks"
)
"""The kinds of relationship that change no page; a macro, an embedded file, a far template are none."""

HARMLESS_SETTINGS: Final = names(
    # What Word shows on a screen.
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
    " printTwoOnOne hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign"
    " stylePaneFormatFilter stylePaneSortMethod documentType mailMergeNone revisionView trackRevisions"
    " doNotTrackMoves doNotTrackFormatting autoFormatOverride styleLockTheme styleLockQFSet alwaysShowPlaceholderText"
    " linkStyles saveXmlDataOnly saveInvalidXml ignoreMixedContent showXMLTags"
    " alwaysMergeEmptyNamespace hdrShapeDefaults shapeDefaults doNotEmbedSmartTags smartTagType"
    " attachedSchema schemaLibrary docVars rsids uiCompat97To2003 readModeInkLockDown captions"
    # How type is set.
    " embedTrueTypeFonts embedSystemFonts saveSubsetFonts mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
    " bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps characterSpacingControl strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore"
    " noPunctuationKerning defaultTableStyle drawingGridHorizontalSpacing drawingGridVerticalSpacing"
    " displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin"
    " drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData bookFoldPrinting bookFoldRevPrinting"
    " bookFoldPrintingSheets clickAndTypeStyle summaryLength themeFontLang clrSchemeMapping decimalSymbol"
    " listSeparator printPostScriptOverText printFractionalCharacterWidth savePreviewPicture"
    " doNotValidateAgainstSchema updateFields doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade"
    " noColumnBalance"
    # The signs above notes, compatibility with old versions, formulas.
    " footnotePr endnotePr compat mathPr"
    # Which header stands where; the headers themselves are compared.
    " evenAndOddHeaders"
    # That a colour behind the pages shows on a screen; the colour itself is looked at.
    " displayBackgroundShape"
    # Numbers by which newer versions know a file.
    " docId chartTrackingRefBased conflictMode discardImageEditingData defaultImageDpi"
)
"""The settings that change no page; protection, a mailing and a template of elsewhere are none of them."""

_KNOWN = re.compile(r"http://(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.oclc\.org/ooxml)/")
_MAIN = "wordprocessingml.document.main+xml"
"""What a document says of itself; one that says nothing is read as what it is."""

_MACROS = re.compile(r"vbaProject|vbaData|/activeX/|/ctrlProps/|attachedToolbars|/embeddings/", re.IGNORECASE)
_NOTED = ("header", "footer", "footnotes", "endnotes", "settings", "comments", "fontTable")
_ONE = ("styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes", "comments")


def file_facts(file: WordFile) -> Iterator[Fact]:
    """Give what `file` brings that is on no list: parts by kind and target, settings, a colour behind every page."""
    if not file.content_type(file.main).endswith((_MAIN, "application/xml")):
        yield Fact("part", file.content_type(file.main).rpartition("/")[2] or "?")
    told: set[str] = set()
    paths = ["", file.main, *(path for kind in _NOTED for path in file.of_kind(kind))]
    for path in paths:
        ids: list[str] = []
        for relation in file.related(path):
            ids.append(relation.id)
            outside = relation.external and relation.kind != "hyperlink"
            if outside or relation.kind not in HARMLESS_PARTS or not _KNOWN.match(relation.type):
                name = relation.type if not _KNOWN.match(relation.type) else relation.kind
                told.add(relation.target)
                yield Fact("part", f"{name} {relation.target}")
        yield from (Fact("part", f"{name} (2x)") for name, count in Counter(ids).items() if count > 1)
    yield from (Fact("part", f"{kind} (2x)") for kind in _ONE if len(file.of_kind(kind)) > 1)
    yield from (Fact("part", path) for path in file.parts if _MACROS.search(path) and path not in told)
    settings = file.first("settings")
    for node in settings if settings is not None else ():
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        off = name == "documentProtection" and node.get(f"{W}enforcement") in (None, "0", "false", "off")
        if name and name not in HARMLESS_SETTINGS and not off:
            yield Fact("setting", name)
    background = file.root(file.main).find(f"{W}background")
    if background is not None and (
        len(background) or background.get(f"{W}color", "auto").upper() not in ("AUTO", "FFFFFF")
    ):
        yield Fact("setting", "background")
    if len(file.root(file.main).findall(f"{W}body")) > 1:
        yield Fact("part", "body (2x)")
    for path in (path for kind in ("footnotes", "endnotes") for path in file.of_kind(kind)):
        for note in file.root(path):
            if note.get(f"{W}type", "normal") != "normal":
                yield from (Fact("note", text) for node in note.iter(f"{W}t") if (text := (node.text or "").strip()))
