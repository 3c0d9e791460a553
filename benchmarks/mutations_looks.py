"""What hides, reveals or moves words by their looks: of a run, a paragraph, a style, a table or a page."""

from __future__ import annotations

import re

from benchmarks.mutations import (
    BODY,
    NUMBERING,
    SETTINGS,
    STYLES,
    VISIBLE,
    Draft,
    Element,
    Mutation,
    harmless,
    in_paragraph,
    looked,
    text,
    visible,
    words,
    xml,
)
from izacontract.word.xml import W

THEME, FONTS = "word/theme/theme1.xml", "word/fontTable.xml"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _run(look: str) -> Mutation:
    return lambda draft: looked(draft.run(), look)


def _paragraph(source: str) -> Mutation:
    return lambda draft: in_paragraph(draft.lid(), *xml(source))


def _style(paragraph: str = "", run: str = "") -> Mutation:
    """Return the change that puts properties in the style of leden."""

    def change(draft: Draft) -> None:
        look = draft.root(STYLES).find(f"{W}style[@{W}styleId='Lid']")
        for name, source in (("pPr", paragraph), ("rPr", run)):
            if source and look.find(f"{W}{name}") is None:
                look.extend(xml(f"<w:{name}/>"))
            for node in reversed(xml(source)):
                look.find(f"{W}{name}").insert(0, node)

    return change


def _table(source: str, where: str = "tblPr") -> Mutation:
    def change(draft: Draft) -> None:
        cell = draft.chance.choice(draft.cells())
        table = next(cell.iterancestors(f"{W}tbl"))
        found = cell.find(f"{W}tcPr") if where == "tcPr" else table.find(f"{W}tblPr")
        for node in xml(source):
            for old in found.findall(node.tag):
                found.remove(old)
            found.append(node)

    return change


def _section(source: str) -> Mutation:
    def change(draft: Draft) -> None:
        section = list(draft.root().iter(f"{W}sectPr"))[-1]
        for node in xml(source):
            old = section.find(node.tag)
            if old is None:
                section.append(node)
            else:
                for key, value in node.items():
                    old.set(key, value)
                old.extend(list(node))

    return change


def _table_style(source: str, name: str = "Contracttabel") -> Mutation:
    def change(draft: Draft) -> None:
        look = draft.root(STYLES).find(f"{W}style[@{W}styleId='{name}']")
        for node in xml(source):
            for old in look.findall(node.tag):
                if old.get(f"{W}type") == node.get(f"{W}type"):
                    look.remove(old)
            look.append(node)

    return change


VISIBLE |= {
    "look_white_by_theme": _run('<w:color w:val="000000" w:themeColor="background1"/>'),
    "look_pale_by_tint": _run('<w:color w:val="000000" w:themeColor="text1" w:themeTint="0A"/>'),
    "look_shaded_by_theme": _run('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text1"/>'),
    "look_black_on_a_dense_pattern": _run('<w:color w:val="000000"/><w:shd w:val="pct95" w:color="000000"/>'),
    "look_hardly_grey": _run('<w:color w:val="E0E0E0"/>'),
    "look_small_by_complex_script": _run('<w:cs/><w:szCs w:val="2"/>'),
    "look_symbols_by_complex_script": _run('<w:cs/><w:rFonts w:cs="Wingdings"/>'),
    "look_symbols_by_east_asia": _run('<w:rFonts w:eastAsia="Wingdings" w:hint="eastAsia"/>'),
    "look_icons": _run('<w:rFonts w:ascii="Segoe MDL2 Assets" w:hAnsi="Segoe MDL2 Assets"/>'),
    "look_raised_and_small": _run('<w:position w:val="12"/><w:sz w:val="11"/>'),
    "look_letters_miles_apart": _run('<w:spacing w:val="20000"/>'),
    "look_said_twice": _run('<w:vanish w:val="0"/><w:vanish/>'),
    "paragraph_indent_in_letters": _paragraph('<w:ind w:leftChars="9000"/>'),
    "paragraph_first_line_in_letters": _paragraph('<w:ind w:hangingChars="-9000" w:firstLineChars="9000"/>'),
    "paragraph_lines_on_each_other": _paragraph('<w:spacing w:line="20" w:lineRule="auto"/>'),
    "paragraph_lines_half_high": _paragraph('<w:spacing w:line="110" w:lineRule="exact"/>'),
    "paragraph_far_tab": _paragraph('<w:tabs><w:tab w:val="left" w:pos="20000"/></w:tabs>'),
    "paragraph_collapsed": _paragraph(
        '<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
    ),
    "paragraph_of_no_style": _paragraph('<w:pStyle w:val="Bestaat"/>'),
    "style_in_a_frame": _style('<w:framePr w:w="3000" w:hAnchor="page" w:vAnchor="page" w:x="900" w:y="900"/>'),
    "style_right_to_left": _style("<w:bidi/>"),
    "style_turned": _style('<w:textDirection w:val="tbRl"/>'),
    "style_collapsed": _style('<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'),
    "style_white_by_theme": _style(run='<w:color w:val="000000" w:themeColor="background1"/>'),
    "style_in_symbols": _style(run='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "style_raised": _style(run='<w:vertAlign w:val="subscript"/>'),
    "table_far_indent": _table('<w:tblInd w:w="20000" w:type="dxa"/>'),
    "table_outdent": _table('<w:tblInd w:w="-15000" w:type="dxa"/>'),
    "table_cells_far_apart": _table('<w:tblCellSpacing w:w="9000" w:type="dxa"/>'),
    "table_deep_margins": _table('<w:tblCellMar><w:left w:w="12000" w:type="dxa"/></w:tblCellMar>'),
    "table_floats": _table('<w:tblpPr w:tblpX="20000" w:tblpY="1"/>'),
    "table_right_to_left": _table("<w:bidiVisual/>"),
    "table_of_no_width": _table('<w:tblW w:w="10" w:type="dxa"/>'),
    "cell_deep_margin": _table('<w:tcMar><w:left w:w="12000" w:type="dxa"/></w:tcMar>', "tcPr"),
    "cell_of_no_share": _table('<w:tcW w:w="10" w:type="pct"/>', "tcPr"),
    "cell_turned": _table('<w:textDirection w:val="btLr"/>', "tcPr"),
    "table_style_hides_first_row": _table_style(
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'
    ),
    "table_style_white_in_all": _table_style(
        '<w:tblStylePr w:type="wholeTable"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>'
    ),
    "table_style_hides_rows": _table_style(
        '<w:tblStylePr w:type="band1Horz"><w:trPr><w:hidden/></w:trPr></w:tblStylePr>'
    ),
    "table_style_far_text": _table_style('<w:pPr><w:ind w:left="20000"/></w:pPr>'),
    "table_style_far_text_in_bands": _table_style(
        '<w:tblStylePr w:type="band2Horz"><w:pPr><w:ind w:left="20000"/></w:pPr></w:tblStylePr>'
    ),
    "table_style_far_indent": _table_style('<w:tblPr><w:tblInd w:w="20000" w:type="dxa"/></w:tblPr>'),
    "page_numbers_of_lines": _section('<w:lnNumType w:countBy="1"/>'),
    "page_in_slivers": _section(
        '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="8700" w:space="1"/><w:col w:w="8" w:space="1"/></w:cols>'
    ),
    "page_in_thirty_columns": _section('<w:cols w:num="30" w:space="280"/>'),
    "page_turned": _section('<w:textDirection w:val="tbRl"/>'),
    "page_without_endnotes": _section("<w:noEndnote/>"),
    "page_far_left": _section('<w:pgMar w:left="-20000" w:right="20000"/>'),
    "page_all_gutter": _section('<w:pgMar w:gutter="9000"/>'),
    "page_right_to_left": _section("<w:bidi/>"),
    "page_letters_on_each_other": _section('<w:docGrid w:type="linesAndChars" w:charSpace="-40000"/>'),
    "page_header_far_down": _section('<w:pgMar w:header="16500"/>'),
    "page_of_other_numbers": _section('<w:pgNumType w:fmt="hebrew1" w:start="40"/>'),
}


@visible
def looks_by_a_default_style_of_tables(draft: Draft) -> None:
    for style in draft.root(STYLES).findall(f"{W}style[@{W}type='table'][@{W}default='1']"):
        style.getparent().remove(style)
    draft.root(STYLES).extend(
        xml(
            '<w:style w:type="table" w:default="1" w:styleId="TN"><w:name w:val="Normal Table"/><w:rPr><w:vanish/></w:rPr>'
            "</w:style>"
        )
    )
    for style in draft.root().iter(f"{W}tblStyle"):
        style.set(f"{W}val", "TN")


@visible
def looks_of_a_default_style_of_letters(draft: Draft) -> None:
    for style in draft.root(STYLES).findall(f"{W}style[@{W}type='character'][@{W}default='1']"):
        style.extend(xml("<w:rPr><w:vanish/></w:rPr>"))
        return
    draft.root(STYLES).extend(
        xml(
            '<w:style w:type="character" w:default="1" w:styleId="DP"><w:name w:val="Default Paragraph Font"/>'
            "<w:rPr><w:vanish/></w:rPr></w:style>"
        )
    )


@visible
def table_in_its_own_colour(draft: Draft) -> None:
    _table('<w:shd w:val="clear" w:color="auto" w:fill="000000"/>')(draft)
    for table in draft.root().iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}shd") is not None:
            for run in table.iter(f"{W}r"):
                looked(run, '<w:color w:val="000000"/>')


@visible
def two_styles_of_one_id(draft: Draft) -> None:
    draft.root(STYLES).insert(
        1,
        xml('<w:style w:type="paragraph" w:styleId="Lid"><w:name w:val="L2"/><w:rPr><w:vanish/></w:rPr></w:style>')[0],
    )


@visible
def colours_of_the_theme_swapped(draft: Draft) -> None:
    root = draft.root(SETTINGS)
    for node in root.findall(f"{W}clrSchemeMapping"):
        node.set(f"{W}t1", "light1")
        node.set(f"{W}bg1", "dark1")
    looked(draft.run(), '<w:color w:val="000000" w:themeColor="text1"/>')


@visible
def colour_of_the_theme_changed(draft: Draft) -> None:
    accent = next(draft.root(THEME).iter(f"{_A}accent1"))
    for node in accent:
        node.set("val", "FEFEFE")
    looked(draft.run(), '<w:color w:val="336699" w:themeColor="accent1"/>')


@visible
def font_of_the_theme_changed(draft: Draft) -> None:
    for node in draft.root(THEME).iter(f"{_A}latin"):
        node.set("typeface", "Wingdings")
    looked(draft.run(), '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')


@visible
def font_in_the_place_of_another(draft: Draft) -> None:
    draft.root(FONTS).extend(xml('<w:font w:name="Zetsel"><w:altName w:val="Wingdings"/></w:font>'))
    looked(draft.run(), '<w:rFonts w:ascii="Zetsel" w:hAnsi="Zetsel"/>')


@visible
def font_of_symbols(draft: Draft) -> None:
    draft.root(FONTS).extend(xml('<w:font w:name="Zetsel"><w:charset w:val="02"/></w:font>'))
    looked(draft.run(), '<w:rFonts w:ascii="Zetsel" w:hAnsi="Zetsel"/>')


@visible
def font_put_in_the_file(draft: Draft) -> None:
    listing = "word/_rels/fontTable.xml.rels"
    draft.parts[listing] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
    mark = draft.part("word/fonts/font1.odttf", b"x", kind, "font", listing)
    draft.root(FONTS).extend(xml(f'<w:font w:name="Zetsel"><w:embedRegular r:id="{mark}"/></w:font>'))
    looked(draft.run(), '<w:rFonts w:ascii="Zetsel" w:hAnsi="Zetsel"/>')


@visible
def mark_of_a_paragraph_hidden(draft: Draft) -> None:
    found = [one for one in draft.paragraphs("Tekst", "Artikeltekst", "Begrip", "Lid") if len(text(one)) > 20]
    in_paragraph(draft.chance.choice(found), *xml("<w:rPr><w:vanish/><w:specVanish/></w:rPr>"))


@visible
def mark_of_a_title_hidden(draft: Draft) -> None:
    lines = draft.paragraphs("Titelbladkop", "Titelbladnaam")
    in_paragraph(draft.chance.choice(lines), *xml("<w:rPr><w:vanish/></w:rPr>"))


@visible
def properties_of_a_run_twice(draft: Draft) -> None:
    draft.run().insert(0, xml("<w:rPr><w:vanish/></w:rPr>")[0])
    run = next(one for one in draft.root().iter(f"{W}r") if one.find(f"{W}rPr/{W}vanish") is not None)
    run.insert(0, xml('<w:rPr><w:lang w:val="nl-NL"/></w:rPr>')[0])


@visible
def properties_of_a_paragraph_twice(draft: Draft) -> None:
    lid = draft.lid()
    lid.insert(1, xml('<w:pPr><w:pStyle w:val="Lid"/><w:ind w:left="20000"/></w:pPr>')[0])


@visible
def list_far_indent(draft: Draft) -> None:
    level = next(
        one for one in draft.root(NUMBERING).iter(f"{W}lvl") if one.find(f"{W}pStyle[@{W}val='Lid']") is not None
    )
    for node in level.findall(f"{W}pPr"):
        level.remove(node)
    level.append(xml('<w:pPr><w:ind w:left="20000"/></w:pPr>')[0])
    for one in draft.root(STYLES).find(f"{W}style[@{W}styleId='Lid']").iter(f"{W}ind"):
        one.getparent().remove(one)


@visible
def number_in_symbols(draft: Draft) -> None:
    level = next(
        one for one in draft.root(NUMBERING).iter(f"{W}lvl") if one.find(f"{W}pStyle[@{W}val='Lid']") is not None
    )
    for node in level.findall(f"{W}rPr"):
        level.remove(node)
    level.append(xml('<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>')[0])


@visible
def number_glued_to_its_text(draft: Draft) -> None:
    level = next(
        one for one in draft.root(NUMBERING).iter(f"{W}lvl") if one.find(f"{W}pStyle[@{W}val='Lid']") is not None
    )
    for node in level.findall(f"{W}suff"):
        level.remove(node)
    level.find(f"{W}numFmt").addnext(xml('<w:suff w:val="nothing"/>')[0])


@visible
def number_as_a_picture(draft: Draft) -> None:
    level = next(
        one for one in draft.root(NUMBERING).iter(f"{W}lvl") if one.find(f"{W}pStyle[@{W}val='Lid']") is not None
    )
    level.find(f"{W}lvlText").addnext(xml('<w:lvlPicBulletId w:val="0"/>')[0])


@visible
def number_of_another_form_for_new_programs(draft: Draft) -> None:
    level = next(
        one for one in draft.root(NUMBERING).iter(f"{W}lvl") if one.find(f"{W}pStyle[@{W}val='Lid']") is not None
    )
    form = level.find(f"{W}numFmt")
    form.addnext(
        xml(
            '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
            '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        )[0]
    )
    level.remove(form)


@visible
def two_lists_of_one_number(draft: Draft) -> None:
    root = draft.root(NUMBERING)
    num = root.findall(f"{W}num")[0].get(f"{W}numId")
    root.extend(
        xml(f'<w:abstractNum w:abstractNumId="79"/><w:num w:numId="{num}"><w:abstractNumId w:val="79"/></w:num>')
    )
    nums = root.findall(f"{W}num")
    nums[0].addprevious(nums[-1])


@visible
def picture_behind_every_page(draft: Draft) -> None:
    draft.root(BODY).insert(
        0, xml('<w:background w:color="FFFFFF"><v:background><v:fill type="frame"/></v:background></w:background>')[0]
    )


@visible
def only_forms_are_printed(draft: Draft) -> None:
    draft.root(SETTINGS).append(xml("<w:printFormsData/>")[0])


def _cell_texts(draft: Draft) -> list[Element]:
    return [cell for cell in draft.cells() if re.search(r"\w", text(cell))]


@visible
def cells_swapped(draft: Draft) -> None:
    rows = [row for row in draft.root().iter(f"{W}tr") if len({text(cell) for cell in row.findall(f"{W}tc")}) > 1]
    cells = draft.chance.choice(rows).findall(f"{W}tc")
    one = next(cell for cell in cells[1:] if text(cell) != text(cells[0]))
    cells[0].addprevious(one)


@visible
def rows_swapped(draft: Draft) -> None:
    tables = [
        table for table in draft.root().iter(f"{W}tbl") if len({text(r) for r in table.findall(f"{W}tr")[1:]}) > 1
    ]
    rows = draft.chance.choice(tables).findall(f"{W}tr")
    one = next(row for row in rows[2:] if text(row) != text(rows[1]))
    rows[1].addprevious(one)


@visible
def row_in_a_control(draft: Draft) -> None:
    row = next(draft.chance.choice(_cell_texts(draft)).iterancestors(f"{W}tr"))
    cells = "".join(f"<w:tc><w:tcPr/><w:p>{words('extra')}</w:p></w:tc>" for _ in row.findall(f"{W}tc"))
    row.addnext(xml(f"<w:sdt><w:sdtContent><w:tr>{cells}</w:tr></w:sdtContent></w:sdt>")[0])


@visible
def row_of_alternate_content(draft: Draft) -> None:
    row = next(draft.chance.choice(_cell_texts(draft)).iterancestors(f"{W}tr"))
    cells = "".join(f"<w:tc><w:tcPr/><w:p>{words('extra')}</w:p></w:tc>" for _ in row.findall(f"{W}tc"))
    row.addnext(
        xml(f'<mc:AlternateContent><mc:Choice Requires="w14"><w:tr>{cells}</w:tr></mc:Choice></mc:AlternateContent>')[0]
    )


@visible
def cell_in_a_control(draft: Draft) -> None:
    cell = draft.chance.choice(_cell_texts(draft))
    cell.addnext(xml(f"<w:sdt><w:sdtContent><w:tc><w:p>{words('extra')}</w:p></w:tc></w:sdtContent></w:sdt>")[0])


@visible
def figure_cut_in_two_paragraphs(draft: Draft) -> None:
    cells = [cell for cell in draft.cells() if re.search(r"\d\d", text(cell))]
    cell = draft.chance.choice(cells)
    piece = next(node for node in cell.iter(f"{W}t") if re.search(r"\d\d", node.text or ""))
    at = next(re.finditer(r"\d\d", piece.text)).start() + 1
    first, rest = piece.text[:at], piece.text[at:]
    piece.text = first
    next(cell.iter(f"{W}p")).addnext(xml(f"<w:p>{words(rest)}</w:p>")[0])


@harmless
def looks_that_word_repeats(draft: Draft) -> None:
    for run in draft.chance.sample(draft.runs(), 12):
        looked(run, '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cs="Arial" w:eastAsia="Times New'
               ' Roman"/><w:color w:val="000000" w:themeColor="text1"/><w:szCs w:val="20"/><w:noProof/><w:kern w:val="2"/>'
               '<w:lang w:val="nl-NL" w:eastAsia="nl-NL"/>')  # fmt: skip
