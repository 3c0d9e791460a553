"""What somebody could do to a returned contract, by kind: each change is made where chance puts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

from izacontract.word.package import pack_parts, read_package
from izacontract.word.xml import W

BODY, STYLES, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings"))
TYPES, RELATIONS, ROOT_RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W[1:-1]}" xmlns:mc="{_COMPATIBLE}" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)

Element = etree._Element
Mutation = Callable[["Draft"], None]
VISIBLE: dict[str, Mutation] = {}
HARMLESS: dict[str, Mutation] = {}


class Draft:
    """A Word file under somebody's hands, and the chance that puts each change somewhere."""

    def __init__(self, data: bytes, chance: Random) -> None:
        self.parts = dict(read_package(data))
        self.chance = chance
        self.roots: dict[str, Element] = {}

    def root(self, name: str = BODY) -> Element:
        """Return the root of the part called `name`; what is done to it is kept."""
        if name not in self.roots:
            self.roots[name] = etree.fromstring(self.parts[name])
        return self.roots[name]

    def saved(self) -> bytes:
        """Return the file as it is now."""
        for name, root in self.roots.items():
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return pack_parts(self.parts)

    def runs(self, pattern: str = r"\w{4,}") -> list[Element]:
        """Return the runs of clauses, outside tables and contents, of which the text holds `pattern`."""
        return [
            run
            for run in self.root().iter(f"{W}r")
            if run.getparent().tag == f"{W}p"
            and style(run.getparent()) in ("Lid", "Onderdeel", "Artikeltekst", "Bijlagelid", "Aanheflid", "Tekst")
            and run.getparent().getparent().tag == f"{W}body"
            and re.search(pattern, text(run))
        ]

    def run(self, pattern: str = r"\w{4,}") -> Element:
        """Return one of those runs."""
        return self.chance.choice(self.runs(pattern))

    def lid(self) -> Element:
        """Return the paragraph of a lid with some text."""
        return self.chance.choice([one for one in self.paragraphs() if len(text(one)) > 40])

    def paragraphs(self, *styles: str) -> list[Element]:
        """Return the paragraphs of the body in one of `styles`."""
        wanted = styles or ("Lid", "Bijlagelid")
        return [one for one in self.root().iterfind(f"{W}body/{W}p") if style(one) in wanted]

    def cells(self) -> list[Element]:
        """Return the cells of tables that hold text, the header rows left out."""
        rows = [row for table in self.root().iter(f"{W}tbl") for row in table.findall(f"{W}tr")[1:]]
        return [cell for row in rows for cell in row.findall(f"{W}tc") if text(cell).strip()]

    def part(self, name: str, content: bytes, kind: str, relation: str, listing: str = RELATIONS) -> str:
        """Add a part with its content type and relationship; returns the id of that."""
        self.parts[name] = content
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
        self.parts[TYPES] = self.parts[TYPES].replace(b"</Types>", override)
        return self.relation(relation, f"/{name}", listing)

    def relation(self, kind: str, target: str, listing: str = RELATIONS, outside: bool = False) -> str:
        """Add a relationship; returns its id."""
        mode = ' TargetMode="External"' if outside else ""
        entry = f'<Relationship Id="rIdZ" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
        self.parts[listing] = self.parts[listing].replace(b"</Relationships>", entry.encode())
        return "rIdZ"


def text(node: Element) -> str:
    """Return all text in `node`."""
    return "".join(piece.text or "" for piece in node.iter(f"{W}t"))


def style(paragraph: Element) -> str:
    """Return the style of a paragraph."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def xml(source: str) -> list[Element]:
    """Return the elements in `source`, which may use the usual prefixes."""
    return list(etree.fromstring(f"<x {_NAMESPACES}>{source}</x>"))


def words(said: str, look: str = "") -> str:
    """Return a run of the words `said` with the properties `look`."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def visible(function: Mutation) -> Mutation:
    """Register a change that a reader could see, or that hides or reveals words."""
    VISIBLE[function.__name__] = function
    return function


def harmless(function: Mutation) -> Mutation:
    """Register what programs do whenever somebody saves a file."""
    HARMLESS[function.__name__] = function
    return function


def looked(run: Element, look: str) -> None:
    """Give `run` the properties `look`."""
    for node in run.findall(f"{W}rPr"):
        run.remove(node)
    run.insert(0, xml(f"<w:rPr>{look}</w:rPr>")[0])


def in_paragraph(paragraph: Element, *nodes: Element) -> None:
    """Put `nodes` into the properties of `paragraph`."""
    for node in nodes:
        paragraph.find(f"{W}pPr").append(node)


def _reworded(draft: Draft, pattern: str, by: Callable[[re.Match[str]], str]) -> None:
    run = draft.run(pattern)
    piece = next(node for node in run.iter(f"{W}t") if re.search(pattern, node.text or ""))
    piece.text = re.sub(pattern, by, piece.text, count=1)


@visible
def word_changed(draft: Draft) -> None:
    _reworded(draft, r"\w{5,}", lambda found: found[0][::-1])


@visible
def word_dropped(draft: Draft) -> None:
    _reworded(draft, r"\w{4,} ", lambda found: "")


@visible
def word_added(draft: Draft) -> None:
    _reworded(draft, r"\w{4,} ", lambda found: f"{found[0]}niet ")


@visible
def figure_changed(draft: Draft) -> None:
    _reworded(draft, r"\d", lambda found: str((int(found[0]) + 1) % 10))


@visible
def letter_of_another_script(draft: Draft) -> None:
    _reworded(draft, r"a", lambda found: "\u0430")


@visible
def point_for_a_comma(draft: Draft) -> None:
    _reworded(draft, r"\w,", lambda found: found[0].replace(",", ";"))


@visible
def direction_turned(draft: Draft) -> None:
    _reworded(draft, r"\d+", lambda found: f"\u202e{found[0]}\u202c")


@visible
def lid_deleted(draft: Draft) -> None:
    lid = draft.lid()
    lid.getparent().remove(lid)


@visible
def lid_added(draft: Draft) -> None:
    lid = draft.lid()
    new = deepcopy(lid)
    for node in list(new):
        if node.tag != f"{W}pPr":
            new.remove(node)
    new.extend(xml(words("De andere partij kan hiervan afwijken.")))
    lid.addnext(new)


@visible
def leden_swapped(draft: Draft) -> None:
    pairs = [one for one in draft.paragraphs() if (after := one.getnext()) is not None and style(after) == style(one)]
    one = draft.chance.choice([one for one in pairs if text(one) != text(one.getnext())])
    one.getnext().addnext(one)


@visible
def lid_split(draft: Draft) -> None:
    lid = draft.chance.choice([one for one in draft.paragraphs() if len(one.findall(f"{W}r")) > 1 or ". " in text(one)])
    run = next(node for node in lid.findall(f"{W}r") if " " in text(node).strip())
    piece = run.find(f"{W}t")
    first, _, rest = (piece.text or "").partition(" ")
    piece.text = first
    new = xml(f"<w:p>{words('')}</w:p>")[0]
    new.insert(0, deepcopy(lid.find(f"{W}pPr")))
    new.find(f".//{W}t").text = rest
    new.extend(list(run.itersiblings()))
    lid.addnext(new)


def _looks(look: str) -> Mutation:
    def change(draft: Draft) -> None:
        looked(draft.run(), look)

    return change


for _name, _look in {
    "hidden": "<w:vanish/>",
    "hidden_special": "<w:specVanish/>",
    "white": '<w:color w:val="FFFFFF"/>',
    "nearly_white": '<w:color w:val="FDFDFD"/>',
    "black_on_black": '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    "shaded_as_its_letters": '<w:color w:val="336699"/><w:shd w:val="clear" w:color="auto" w:fill="336699"/>',
    "tiny": '<w:sz w:val="2"/>',
    "squeezed": '<w:spacing w:val="-220"/>',
    "narrow": '<w:w w:val="1"/>',
    "raised_off_its_line": '<w:position w:val="800"/>',
    "raised_figures": '<w:vertAlign w:val="superscript"/>',
    "symbols": '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>',
    "struck": "<w:strike/>",
    "struck_twice": "<w:dstrike/>",
    "without_a_fill": "<w14:textFill><w14:noFill/></w14:textFill>",
    "right_to_left": "<w:rtl/>",
}.items():
    VISIBLE[f"look_{_name}"] = _looks(_look)


@visible
def hidden_by_a_base_style(draft: Draft) -> None:
    draft.root(STYLES).extend(
        xml(
            '<w:style w:type="paragraph" w:styleId="Z0"><w:name w:val="Z0"/><w:basedOn w:val="Lid"/><w:rPr><w:vanish/>'
            '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="Z1"><w:name w:val="Z1"/><w:basedOn w:val="Z0"/>'
            "</w:style>"
        )
    )
    draft.lid().find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Z1")


@visible
def hidden_by_a_character_style(draft: Draft) -> None:
    draft.root(STYLES).extend(
        xml('<w:style w:type="character" w:styleId="Z"><w:name w:val="Z"/><w:rPr><w:sz w:val="1"/></w:rPr></w:style>')
    )
    looked(draft.run(), '<w:rStyle w:val="Z"/>')


@visible
def shown_although_its_style_hides(draft: Draft) -> None:
    draft.root(STYLES).extend(
        xml(
            '<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="Z"/><w:basedOn w:val="Tekst"/><w:rPr><w:vanish/>'
            "</w:rPr></w:style>"
        )
    )
    shown = words("Alle bedragen zijn richtbedragen.", '<w:vanish w:val="0"/>')
    draft.lid().addnext(xml(f'<w:p><w:pPr><w:pStyle w:val="Z"/></w:pPr>{shown}</w:p>')[0])


@visible
def whole_style_white(draft: Draft) -> None:
    used = [one for one in draft.root(STYLES).iter(f"{W}style") if one.get(f"{W}styleId") in ("Lid", "Onderdeel")]
    look = draft.chance.choice(used)
    look.append(xml('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')[0])
    for old in look.findall(f"{W}rPr")[:-1]:
        look.remove(old)


def _paragraphs(source: str) -> Mutation:
    def change(draft: Draft) -> None:
        in_paragraph(draft.lid(), *xml(source))

    return change


for _name, _source in {
    "off_the_page": '<w:framePr w:w="10" w:hAnchor="page" w:vAnchor="page" w:x="-20000" w:y="-20000"/>',
    "in_a_frame": '<w:framePr w:w="3000" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="1000"/>',
    "far_indent": '<w:ind w:left="20000"/>',
    "far_outdent": '<w:ind w:left="-9000"/>',
    "line_of_no_height": '<w:spacing w:line="10" w:lineRule="exact"/>',
    "right_to_left": "<w:bidi/>",
    "without_its_number": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>',
    "unknown": '<w:zetten w:val="1"/>',
}.items():
    VISIBLE[f"paragraph_{_name}"] = _paragraphs(_source)


def _list(text_of_it: str, start: str = "1", form: str = "none") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text_of_it}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    )


def _with_list(draft: Draft, source: str) -> list[Element]:
    root = draft.root(NUMBERING)
    abstract, num = xml(source)
    root.insert(0, abstract)
    root.append(num)
    return xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')


@visible
def words_in_a_list(draft: Draft) -> None:
    new = xml('<w:p><w:pPr><w:pStyle w:val="Tekst"/></w:pPr></w:p>')[0]
    in_paragraph(new, *_with_list(draft, _list("De korting bedraagt 10%.")))
    draft.lid().addnext(new)


@visible
def figure_before_a_cell(draft: Draft) -> None:
    cells = [cell for cell in draft.cells() if re.search(r"\d", text(cell))]
    in_paragraph(draft.chance.choice(cells).find(f"{W}p"), *_with_list(draft, _list("7")))


@visible
def list_text_changed(draft: Draft) -> None:
    levels = [one for one in draft.root(NUMBERING).iter(f"{W}lvlText") if one.get(f"{W}val") == "%1.%2"]
    levels[0].set(f"{W}val", draft.chance.choice(("1%1.%2", "%1.%2.1", "%1,%2", "lid %1.%2")))


@visible
def list_format_changed(draft: Draft) -> None:
    forms = [
        one for one in draft.root(NUMBERING).iter(f"{W}numFmt") if one.get(f"{W}val") in ("decimal", "lowerLetter")
    ]
    forms[0].set(f"{W}val", "upperRoman")


@visible
def list_restarted(draft: Draft) -> None:
    root = draft.root(NUMBERING)
    heads = draft.paragraphs("Artikelkop")[2:]
    number = draft.root(STYLES).find(f".//{W}style[@{W}styleId='Artikelkop']/{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    abstract = root.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId").get(f"{W}val")
    root.extend(
        xml(
            f'<w:num w:numId="78"><w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="0"><w:startOverride'
            f' w:val="{draft.chance.choice((1, 2, 40))}"/></w:lvlOverride></w:num>'
        )
    )
    number_here = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="78"/></w:numPr>'
    in_paragraph(draft.chance.choice(heads), *xml(number_here))


@visible
def number_hidden(draft: Draft) -> None:
    levels = [one for one in draft.root(NUMBERING).iter(f"{W}lvl") if one.get(f"{W}ilvl") == "1"]
    levels[0].append(xml("<w:rPr><w:vanish/></w:rPr>")[0])


@visible
def cell_changed(draft: Draft) -> None:
    cell = draft.chance.choice(draft.cells())
    piece = next(node for node in cell.iter(f"{W}t") if (node.text or "").strip())
    piece.text = f"{piece.text}9"


@visible
def cells_merged_down(draft: Draft) -> None:
    tables = [one for one in draft.root().iter(f"{W}tbl") if len(one.findall(f"{W}tr")) > 2]
    rows = draft.chance.choice(tables).findall(f"{W}tr")
    at = draft.chance.randrange(1, len(rows) - 1)
    column = draft.chance.randrange(len(rows[at].findall(f"{W}tc")))
    for row, merge in ((rows[at], "restart"), (rows[at + 1], "continue")):
        row.findall(f"{W}tc")[column].find(f"{W}tcPr").extend(xml(f'<w:vMerge w:val="{merge}"/>'))


@visible
def cells_merged_across(draft: Draft) -> None:
    rows = [row for row in draft.root().iter(f"{W}tr") if len(row.findall(f"{W}tc")) > 1]
    row = draft.chance.choice(rows)
    first, second = row.findall(f"{W}tc")[:2]
    first.find(f"{W}tcPr").extend(xml('<w:gridSpan w:val="2"/>'))
    row.remove(second)


@visible
def row_deleted(draft: Draft) -> None:
    rows = [row for table in draft.root().iter(f"{W}tbl") for row in table.findall(f"{W}tr")[1:]]
    row = draft.chance.choice(rows)
    row.getparent().remove(row)


@visible
def row_hidden(draft: Draft) -> None:
    rows = [row for table in draft.root().iter(f"{W}tbl") for row in table.findall(f"{W}tr")[1:]]
    row = draft.chance.choice(rows)
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        row.insert(0, properties)
    properties.extend(xml("<w:hidden/>"))


@visible
def cell_taken_out_tracked(draft: Draft) -> None:
    cell = draft.chance.choice(draft.cells())
    cell.find(f"{W}tcPr").extend(xml('<w:cellDel w:id="9901" w:author="K. Smit" w:date="2026-03-03T10:00:00Z"/>'))


@visible
def cell_in_its_own_colour(draft: Draft) -> None:
    cell = draft.chance.choice(draft.cells())
    cell.find(f"{W}tcPr").extend(xml('<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'))
    for run in cell.iter(f"{W}r"):
        looked(run, '<w:color w:val="000000"/>')


@visible
def two_readings(draft: Draft) -> None:
    run = draft.run()
    said = text(run)
    other = words("Dit artikel vervalt.")
    run.addprevious(
        xml(
            f'<mc:AlternateContent><mc:Choice Requires="w14">{words("x")}</mc:Choice><mc:Fallback>{other}</mc:Fallback>'
            "</mc:AlternateContent>"
        )[0]
    )
    choice = run.getprevious().find(f".//{W}t")
    choice.text = said
    run.getparent().remove(run)


@visible
def words_in_a_fallback_only(draft: Draft) -> None:
    draft.run().addnext(
        xml(
            f'<mc:AlternateContent><mc:Choice Requires="w14"/><mc:Fallback>{words(" of de helft")}</mc:Fallback>'
            "</mc:AlternateContent>"
        )[0]
    )


@visible
def control_bound_to_data(draft: Draft) -> None:
    item = (
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
        ' ds:itemID="{11111111-2222-3333-4444-555555555555}"/>'
    )
    draft.part("customXml/itemProps9.xml", item.encode(), f"{_OFFICE}/x", "x")
    draft.parts["customXml/item9.xml"] = b"<a><b>anders</b></a>"
    draft.parts["customXml/_rels/item9.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/customXmlProps" Target="itemProps9.xml"/></Relationships>'
    ).encode()
    run = draft.run()
    control = xml(
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a/b" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/><w:text/>'
        "</w:sdtPr><w:sdtContent/></w:sdt>"
    )[0]
    run.addprevious(control)
    control[1].append(run)


def _fields(instruction: str, shown: str = "") -> Mutation:
    def change(draft: Draft) -> None:
        run = draft.run()
        result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words(shown)}' if shown else ""
        field = (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>{result}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        for node in reversed(xml(field)):
            run.addnext(node)

    return change


for _name, _instruction in {
    "quote": 'QUOTE " behoudens tegenbericht"',
    "macrobutton": "MACROBUTTON geen behoudens tegenbericht",
    "symbol": "SYMBOL 57",
    "if": 'IF 1 = 1 "niet" "wel"',
    "formula": "= 2 * 3",
    "docproperty": "DOCPROPERTY Keywords",
    "includetext": 'INCLUDETEXT "elders.docx"',
    "unknown": "ZOMAAR iets",
}.items():
    VISIBLE[f"field_{_name}"] = _fields(_instruction)


@visible
def reference_retyped(draft: Draft) -> None:
    at = [one for one in draft.root().iter(f"{W}instrText") if (one.text or "").startswith(" REF ")]
    runs = draft.chance.choice(at).getparent().itersiblings()
    next(node for run in runs for node in run.iter(f"{W}t")).text = "99.9"


@visible
def reference_pointed_elsewhere(draft: Draft) -> None:
    at = [one for one in draft.root().iter(f"{W}instrText") if (one.text or "").startswith(" REF ")]
    targets = sorted({(one.text or "").split()[1] for one in at})
    one = draft.chance.choice(at)
    now = one.text.split()[1]
    one.text = one.text.replace(now, draft.chance.choice([target for target in targets if target != now]))


@visible
def reference_to_the_text(draft: Draft) -> None:
    at = [one for one in draft.root().iter(f"{W}instrText") if (one.text or "").startswith(" REF ")]
    one = draft.chance.choice(at)
    one.text = one.text.replace(r" \n", "")


@visible
def bookmark_moved(draft: Draft) -> None:
    marks = [one for one in draft.root().iter(f"{W}bookmarkStart") if (one.get(f"{W}name") or "").startswith("L_")]
    mark = draft.chance.choice(marks)
    end = draft.root().find(f".//{W}bookmarkEnd[@{W}id='{mark.get(W + 'id')}']")
    others = [one for one in draft.paragraphs() if one is not mark.getparent() and len(text(one)) > 10]
    other = draft.chance.choice(others)
    other.insert(1, mark)
    other.append(end)


@visible
def contents_line_changed(draft: Draft) -> None:
    lines = [one for one in draft.root().iter(f"{W}p") if one.find(f".//{W}hyperlink") is not None and text(one)]
    piece = next(draft.chance.choice(lines).iter(f"{W}t"))
    piece.text = "vervallen"


@visible
def contents_line_dropped(draft: Draft) -> None:
    lines = [one for one in draft.root().iter(f"{W}p") if one.find(f".//{W}hyperlink") is not None and text(one)]
    line = draft.chance.choice(lines[1:-1])
    line.getparent().remove(line)


@visible
def heading_over_another_clause(draft: Draft) -> None:
    heads = [one for one in draft.paragraphs("Artikelkop")[1:] if style(one.getprevious()) in ("Lid", "Artikeltekst")]
    head = draft.chance.choice(heads)
    before = head.getprevious()
    while style(before) not in ("Artikelkop", ""):
        before = before.getprevious()
    if style(before) == "Artikelkop":
        before.addnext(head)
    else:
        head.getprevious().addprevious(head)


@visible
def signatures_moved_up(draft: Draft) -> None:
    body = draft.root().find(f"{W}body")
    line = next(one for one in body.iterchildren(f"{W}p") if "Handtekening" in text(one))
    draft.paragraphs("Artikelkop")[3].addprevious(line)


@visible
def title_page_changed(draft: Draft) -> None:
    lines = [one for one in draft.root().iterfind(f"{W}body/{W}p") if style(one) != "Toc1" and text(one)][:12]
    piece = next(draft.chance.choice(lines).iter(f"{W}t"))
    piece.text = f"{piece.text} (onder voorbehoud)"


@visible
def header_changed(draft: Draft) -> None:
    name = draft.chance.choice([part for part in draft.parts if re.fullmatch(r"word/(?:header|footer)\d\.xml", part)])
    piece = next(node for node in draft.root(name).iter(f"{W}t") if (node.text or "").strip())
    piece.text = f"{piece.text} NIET BINDEND"


@visible
def header_taken_off(draft: Draft) -> None:
    references = list(draft.root().iter(f"{W}headerReference"))
    for reference in references:
        if reference.get(f"{W}type") == "default":
            reference.getparent().remove(reference)


@visible
def first_page_header(draft: Draft) -> None:
    section = next(draft.root().iter(f"{W}sectPr"))
    title = section.find(f"{W}titlePg")
    if title is None:
        section.append(xml("<w:titlePg/>")[0])
    else:
        section.remove(title)


@visible
def watermark(draft: Draft) -> None:
    name = next(part for part in draft.parts if re.fullmatch(r"word/header\d\.xml", part))
    shape = '<w:r><w:pict><v:shape><v:textpath string="VERVALLEN"/></v:shape></w:pict></w:r>'
    next(draft.root(name).iter(f"{W}p")).extend(xml(shape))


@visible
def picture(draft: Draft) -> None:
    draft.run().addnext(xml("<w:r><w:drawing/></w:r>")[0])


@visible
def text_box(draft: Draft) -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{words('Zie bijlage Z.')}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    draft.run().addnext(xml(box)[0])


@visible
def unknown_element(draft: Draft) -> None:
    draft.run().addnext(xml(f"<w:zetsel>{words('')}</w:zetsel>")[0])


@visible
def macro(draft: Draft) -> None:
    draft.part("word/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject", "vbaProject")


@visible
def far_template(draft: Draft) -> None:
    listing = "word/_rels/settings.xml.rels"
    draft.parts.setdefault(
        listing, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    draft.relation("attachedTemplate", "https://voorbeeld.example/a.dotm", listing, outside=True)


@visible
def foreign_file(draft: Draft) -> None:
    mark = draft.part("word/extra.html", b"<p>Extra</p>", "text/html", "aFChunk")
    draft.lid().addnext(xml(f'<w:altChunk r:id="{mark}"/>')[0])


@visible
def protected(draft: Draft) -> None:
    draft.root(SETTINGS).append(xml('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')[0])


@visible
def black_pages(draft: Draft) -> None:
    draft.root().insert(0, xml('<w:background w:color="000000"/>')[0])


@visible
def link_put_in(draft: Draft) -> None:
    mark = draft.relation("hyperlink", "https://voorbeeld.example", outside=True)
    run = draft.run()
    link = xml(f'<w:hyperlink r:id="{mark}"/>')[0]
    run.addprevious(link)
    link.append(run)


@visible
def words_put_in_tracked(draft: Draft) -> None:
    added = f'<w:ins w:id="9902" w:author="K. Smit" w:date="2026-03-03T10:00:00Z">{words(" nimmer")}</w:ins>'
    draft.run().addnext(xml(added)[0])


@harmless
def untouched(draft: Draft) -> None:
    """Leave everything as it is."""


@harmless
def marks_of_word(draft: Draft) -> None:
    for number, paragraph in enumerate(draft.root().iter(f"{W}p")):
        paragraph.set(f"{W}rsidR", f"{draft.chance.randrange(16**8):08X}")
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{number:08X}")
        for run in paragraph.findall(f"{W}r"):
            run.set(f"{W}rsidRPr", "00AB12CD")
    for run in draft.chance.sample(draft.runs(), 20):
        run.addprevious(xml('<w:proofErr w:type="spellStart"/>')[0])
        run.addnext(xml('<w:proofErr w:type="spellEnd"/>')[0])
        run.insert(0, etree.Element(f"{W}lastRenderedPageBreak"))
    lid = draft.lid()
    lid.extend(xml('<w:bookmarkStart w:id="99001" w:name="_GoBack"/><w:bookmarkEnd w:id="99001"/>'))


@harmless
def runs_split(draft: Draft) -> None:
    for run in draft.chance.sample(draft.runs(), 20):
        piece = run.find(f"{W}t")
        said = piece.text or ""
        at = draft.chance.randrange(1, len(said))
        other = deepcopy(run)
        piece.text, other.find(f"{W}t").text = said[:at], said[at:]
        for node in (piece, other.find(f"{W}t")):
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for node in list(run)[list(run).index(piece) + 1 :]:
            run.remove(node)
        for node in list(other):
            if node.tag == f"{W}t":
                break
            if node.tag != f"{W}rPr":
                other.remove(node)
        run.addnext(other)


@harmless
def settings_of_word(draft: Draft) -> None:
    root = draft.root(SETTINGS)
    root.extend(
        xml(
            '<w:zoom w:percent="120"/><w:proofState w:spelling="clean"/><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
            '<w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
            '<w14:docId w14:val="12AB34CD"/>'
        )
    )


@harmless
def latent_styles(draft: Draft) -> None:
    draft.root(STYLES).insert(
        1, xml('<w:latentStyles w:count="376"><w:lsdException w:name="Normal" w:qFormat="1"/></w:latentStyles>')[0]
    )


@harmless
def other_ids_of_styles(draft: Draft) -> None:
    new = {
        one.get(f"{W}styleId"): f"{one.get(f'{W}styleId')}Nieuw"
        for one in draft.root(STYLES).iter(f"{W}style")
        if one.get(f"{W}customStyle") == "1"
    }
    for part in [name for name in draft.parts if re.fullmatch(r"word/(?!_)\w+\.xml", name)]:
        for node in draft.root(part).iter(etree.Element):
            for key in (f"{W}styleId", f"{W}val"):
                named = ("style", "pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
                if node.get(key) in new and etree.QName(node).localname in named:
                    node.set(key, new[node.get(key)])


@harmless
def other_numbers_of_bookmarks(draft: Draft) -> None:
    for node in draft.root().iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        node.set(f"{W}id", str(int(node.get(f"{W}id", "0")) + 500))


@harmless
def quotes_of_word(draft: Draft) -> None:
    signs = str.maketrans({"'": "\u2019", '"': "\u201d", " ": "\u00a0"})
    for node in draft.root().iter(f"{W}t"):
        node.text = (node.text or "").translate(signs)


@harmless
def attributes_in_another_order(draft: Draft) -> None:
    for node in draft.root().iter(etree.Element):
        items = sorted(node.items(), reverse=True)
        for key, _ in items:
            del node.attrib[key]
        for key, value in items:
            node.set(key, value)


@harmless
def comment(draft: Draft) -> None:
    said = f'<w:comments {_NAMESPACES}><w:comment w:id="7" w:author="K. Smit" w:date="2026-03-03T10:00:00Z"><w:p>'
    said += f"{words('Akkoord?')}</w:p></w:comment></w:comments>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    draft.part("word/comments.xml", said.encode(), kind, "comments")
    run = draft.run()
    run.addprevious(xml('<w:commentRangeStart w:id="7"/>')[0])
    run.addnext(xml('<w:r><w:commentReference w:id="7"/></w:r>')[0])
    run.addnext(xml('<w:commentRangeEnd w:id="7"/>')[0])


@harmless
def bold_and_bigger(draft: Draft) -> None:
    looked(draft.run(), '<w:b/><w:color w:val="C00000"/><w:sz w:val="24"/>')


@harmless
def field_keeps_its_format(draft: Draft) -> None:
    for node in draft.root().iter(f"{W}instrText"):
        if (node.text or "").startswith(" REF "):
            node.text = f"{node.text}\\* MERGEFORMAT "


@harmless
def unbound_control(draft: Draft) -> None:
    run = draft.run()
    control = xml('<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent/></w:sdt>')[0]
    run.addprevious(control)
    control[1].append(run)
