"""What changes words, numbers and their order beside typing: fields, signs, notes, parts; and more that programs do."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from benchmarks.mutations import (
    NUMBERING,
    RELATIONS,
    SETTINGS,
    STYLES,
    TYPES,
    VISIBLE,
    Draft,
    Mutation,
    harmless,
    looked,
    style,
    text,
    visible,
    words,
    xml,
)
from izacontract.word.xml import W

_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _instead(source: str, pattern: str = r"\d\d") -> Mutation:
    """Return the change that puts `source` in the place of two figures, which it shows as {0} and {1}."""

    def change(draft: Draft) -> None:
        run = draft.run(pattern)
        piece = next(node for node in run.iter(f"{W}t") if re.search(pattern, node.text or ""))
        found = re.search(pattern, piece.text)
        rest = deepcopy(run)
        for node in list(rest):
            if node.tag != f"{W}rPr":
                rest.remove(node)
        rest.extend(xml(f'<w:t xml:space="preserve">{piece.text[found.end() :]}</w:t>'))
        for node in list(piece.itersiblings()):
            rest.append(node)
        piece.text = piece.text[: found.start()]
        piece.set(_SPACE, "preserve")
        for node in (rest, *reversed(xml(source.format(*found[0])))):
            run.addnext(node)

    return change


def _switch(added: str) -> Mutation:
    def change(draft: Draft) -> None:
        at = [one for one in draft.root().iter(f"{W}instrText") if (one.text or "").startswith(" REF ")]
        one = draft.chance.choice(at)
        one.text = f"{one.text.rstrip()} {added} "

    return change


def _sign(sign: str, pattern: str = r"\d\d") -> Mutation:
    def change(draft: Draft) -> None:
        run = draft.run(pattern)
        piece = next(node for node in run.iter(f"{W}t") if re.search(pattern, node.text or ""))
        piece.text = re.sub(pattern, lambda found: found[0][0] + sign + found[0][1:], piece.text, count=1)

    return change


VISIBLE |= {
    "formula_fraction": _instead(
        f"<m:oMath {_MATH}><m:f><m:num><m:r><m:t>{{0}}</m:t></m:r></m:num><m:den><m:r><m:t>{{1}}</m:t></m:r></m:den></m:f>"
        "</m:oMath>"
    ),
    "formula_power": _instead(
        f"<m:oMath {_MATH}><m:sSup><m:e><m:r><m:t>{{0}}</m:t></m:r></m:e><m:sup><m:r><m:t>{{1}}</m:t></m:r></m:sup>"
        "</m:sSup></m:oMath>"
    ),
    "formula_hidden": _instead(
        f"<m:oMath {_MATH}><m:phant><m:phantPr><m:show m:val='0'/></m:phantPr><m:e><m:r><m:t>{{0}}{{1}}</m:t></m:r></m:e>"
        "</m:phant></m:oMath>"
    ),
    "letters_above_others": _instead(
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{words('{0}')}</w:rt><w:rubyBase>{words('{1}')}</w:rubyBase></w:ruby></w:r>"
    ),
    "letter_of_a_symbol_font": _instead(
        '<w:r><w:sym w:font="Symbol" w:char="0061"/><w:t xml:space="preserve">{0}</w:t></w:r>', r"a\w"
    ),
    "readings_of_an_unknown_program": _instead(
        f'<mc:AlternateContent><mc:Choice Requires="zz">{words("{0}{1}")}</mc:Choice>'
        f"<mc:Fallback>{words('{0}{1}', '<w:vanish/>')}</mc:Fallback></mc:AlternateContent>"
    ),
    "readings_of_one_look": _instead(
        f'<mc:AlternateContent><mc:Choice Requires="w14">{words("{0}{1}")}</mc:Choice>'
        f"<mc:Fallback>{words('{0}{1}', '<w:strike/>')}</mc:Fallback></mc:AlternateContent>"
    ),
    "figure_of_a_note_sign": _instead('<w:r><w:t xml:space="preserve">{0}{1}</w:t><w:footnoteRef/></w:r>'),
    "line_of_a_note_in_the_text": _instead('<w:r><w:t xml:space="preserve">{0}{1}</w:t><w:separator/></w:r>'),
    "figure_as_a_reference": _instead(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF H_algemeen \\n \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words("{0}{1}")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "hidden_words_put_in_tracked": _instead(
        f"{words('{0}{1}')}<w:ins w:id='9905' w:author='K. Smit' w:date='2026-03-03T10:00:00Z'>"
        f"{words('nihil', '<w:vanish/>')}</w:ins>"
    ),
    "reference_with_its_place": _switch(r"\p"),
    "reference_with_figures_only": _switch(r"\t"),
    "reference_with_a_separator": _switch(r'\d "-"'),
    "reference_in_words": _switch(r"\* Ordtext"),
    "reference_in_roman": _switch(r"\* roman"),
    "reference_of_a_form": _switch(r'\# "0,00"'),
    "sign_struck_by_a_letter": _sign("\u0336"),
    "sign_of_arabic_direction": _sign("\u061c"),
    "sign_of_a_tag": _sign("\U000e0031"),
    "sign_of_a_line": _sign("\u2028"),
    "sign_of_an_isolate": _sign("\u2067"),
    "sign_filling": _sign("\u3164"),
    "sign_joining_marks": _sign("\u034f"),
    "sign_thin_space": _sign("\u2009"),
    "sign_hidden_times": _sign("\u2062"),
    "sign_wide_figure": _sign("\uff11"),
    "sign_power": _sign("\u00b2"),
}


@visible
def reference_in_a_cell(draft: Draft) -> None:
    cells = [cell for cell in draft.cells() if cell.find(f".//{W}r/{W}t") is not None]
    run = draft.chance.choice(cells).find(f".//{W}r")
    run.addprevious(xml('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')[0])
    run.addprevious(xml("<w:r><w:instrText> REF Elders \\n \\h </w:instrText></w:r>")[0])
    run.addprevious(xml('<w:r><w:fldChar w:fldCharType="separate"/></w:r>')[0])
    run.addnext(xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')[0])


@visible
def law_as_a_reference(draft: Draft) -> None:
    """Let an article of a law that is named in the text be one of the contract."""
    runs = [run for run in draft.runs(r"artikel \d+") if len(run.findall(f"{W}t")) == 1]
    run = draft.chance.choice(runs)
    number = re.search(r"artikel (\d+)", text(run))[1]
    heads = [
        node.get(f"{W}name")
        for node in draft.root().iter(f"{W}bookmarkStart")
        if (node.get(f"{W}name") or "")[:2] == "H_"
    ]
    target = heads[min(int(number), len(heads)) - 1]
    begin, instruction, separate = xml(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF {target} \\n \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for node in (begin, instruction, separate):
        run.addprevious(node)
    run.addnext(xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')[0])


@visible
def locked_page_number(draft: Draft) -> None:
    root = draft.root("word/footer1.xml")
    begins = [one for one in root.iter(f"{W}fldChar") if one.get(f"{W}fldCharType") == "begin"]
    for one in begins:
        one.set(f"{W}fldLock", "1")
    simple = list(root.iter(f"{W}fldSimple"))
    for one in simple:
        one.set(f"{W}fldLock", "1")
    last = next(node for node in root.iter(f"{W}t") if (node.text or "").strip().isdecimal())
    last.text = "9 (niet bindend)"


@visible
def page_number_with_words(draft: Draft) -> None:
    root = draft.root("word/footer1.xml")
    for one in root.iter(f"{W}instrText"):
        one.text = f"{one.text} \\# MERGEFORMAT"
    for one in root.iter(f"{W}fldSimple"):
        one.set(f"{W}instr", f"{one.get(f'{W}instr')} \\# MERGEFORMAT")


@visible
def contents_link_to_elsewhere(draft: Draft) -> None:
    line = next(one for one in draft.root().iter(f"{W}hyperlink") if one.get(f"{W}anchor"))
    first = line.find(f"{W}r")
    for node in xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://voorbeeld.example" </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    ):
        first.addprevious(node)
    line.append(xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')[0])


@visible
def bookmark_twice(draft: Draft) -> None:
    marks = [one for one in draft.root().iter(f"{W}bookmarkStart") if (one.get(f"{W}name") or "").startswith("L_")]
    name = draft.chance.choice(marks[: len(marks) // 2]).get(f"{W}name")
    other = draft.chance.choice(draft.paragraphs()[-10:])
    other.insert(1, xml(f'<w:bookmarkStart w:id="9907" w:name="{name}"/>')[0])
    other.append(xml('<w:bookmarkEnd w:id="9907"/>')[0])


def _notes(draft: Draft, extra: str = "", note: str = "Zie de toelichting.") -> None:
    said = f"<w:r><w:footnoteRef/></w:r>{words(note)}"
    draft.parts["word/footnotes.xml"] = (
        f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r>{extra}'
        f'</w:p></w:footnote><w:footnote w:id="2"><w:p>{said}</w:p></w:footnote></w:footnotes>'
    ).encode()
    draft.part("word/footnotes.xml", draft.parts["word/footnotes.xml"], f"{_WORDML}.footnotes+xml", "footnotes")


@visible
def words_above_the_notes(draft: Draft) -> None:
    _notes(draft, words("Niets hiervan bindt."))


@visible
def note_put_in(draft: Draft) -> None:
    _notes(draft)
    draft.run().addnext(xml('<w:r><w:footnoteReference w:id="2"/></w:r>')[0])


@visible
def control_bound_as_new_programs_do(draft: Draft) -> None:
    run = draft.run()
    control = xml(
        '<w:sdt><w:sdtPr><w15:dataBinding xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
        ' w:xpath="/a/b" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/></w:sdtPr><w:sdtContent/></w:sdt>'
    )[0]
    run.addprevious(control)
    control[1].append(run)


@visible
def control_that_cites(draft: Draft) -> None:
    run = draft.run()
    control = xml("<w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent/></w:sdt>")[0]
    run.addprevious(control)
    control[1].append(run)


@visible
def header_of_first_pages_swapped(draft: Draft) -> None:
    section = list(draft.root().iter(f"{W}sectPr"))[-1]
    for node in section.findall(f"{W}headerReference"):
        node.set(f"{W}type", "first")


@visible
def header_and_footer_swapped(draft: Draft) -> None:
    draft.parts[RELATIONS] = (
        draft.parts[RELATIONS]
        .replace(b"header1.xml", b"zzz")
        .replace(b"footer1.xml", b"header1.xml")
        .replace(b"zzz", b"footer1.xml")
    )


def _evil_header(draft: Draft, target: str, kind: str) -> None:
    said = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p>{words("NIET BINDEND")}</w:p></w:hdr>'
    mark = draft.part("word/header9.xml", said.encode(), f"{_WORDML}.header+xml", "header")
    draft.parts[RELATIONS] = draft.parts[RELATIONS].replace(b"/word/header9.xml", target.encode())
    section = list(draft.root().iter(f"{W}sectPr"))[-1]
    section.insert(0, xml(f'<w:headerReference w:type="{kind}" r:id="{mark}"/>')[0])


@visible
def header_by_another_case(draft: Draft) -> None:
    _evil_header(draft, "HEADER9.xml", "first")


@visible
def header_by_an_escaped_name(draft: Draft) -> None:
    _evil_header(draft, "header%39.xml", "first")


@visible
def header_by_a_crooked_path(draft: Draft) -> None:
    _evil_header(draft, "/word/./x/../header9.xml", "first")


@visible
def header_named_twice(draft: Draft) -> None:
    _evil_header(draft, "header9.xml", "default")


@visible
def header_of_even_pages_by_another_case(draft: Draft) -> None:
    _evil_header(draft, "header9.xml", "even")
    draft.root(SETTINGS).append(xml("<w:evenAndOddHeaders/>")[0])
    draft.parts[RELATIONS] = draft.parts[RELATIONS].replace(b'"settings.xml"', b'"Settings.xml"')


@visible
def styles_twice(draft: Draft) -> None:
    root = deepcopy(draft.root(STYLES))
    for look in root.iter(f"{W}style"):
        if look.get(f"{W}styleId") == "Lid":
            look.extend(xml('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'))
    draft.part("word/styles2.xml", etree.tostring(root), f"{_WORDML}.styles+xml", "styles")


@visible
def relationship_named_twice(draft: Draft) -> None:
    mark = re.search(rb'Id="(rId\d+)"[^>]*header1.xml', draft.parts[RELATIONS])[1].decode()
    said = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p>{words("NIET BINDEND")}</w:p></w:hdr>'
    draft.part("word/header9.xml", said.encode(), f"{_WORDML}.header+xml", "header")
    listing = draft.parts[RELATIONS].replace(b'"rIdZ"', f'"{mark}"'.encode())
    entry = re.search(rb'<Relationship [^>]*header9.xml"/>', listing)[0]
    draft.parts[RELATIONS] = listing.replace(entry, b"").replace(b"<Relationship ", entry + b"<Relationship ", 1)


@visible
def two_bodies(draft: Draft) -> None:
    draft.root().append(xml(f"<w:body><w:p>{words('Dit vervalt.')}</w:p></w:body>")[0])


@visible
def glossary(draft: Draft) -> None:
    said = f'<w:glossaryDocument xmlns:w="{W[1:-1]}"><w:docParts/></w:glossaryDocument>'
    draft.part("word/glossary/document.xml", said.encode(), f"{_WORDML}.document.glossary+xml", "glossaryDocument")


@visible
def control_in_a_page(draft: Draft) -> None:
    draft.run().addnext(xml('<w:r><w:object><w:control r:id="rId3" w:name="Knop"/></w:object></w:r>')[0])


@visible
def date_sign(draft: Draft) -> None:
    draft.run().addnext(xml("<w:r><w:yearLong/></w:r>")[0])


@visible
def break_within_a_figure(draft: Draft) -> None:
    _instead('<w:r><w:t>{0}</w:t><w:br/><w:t xml:space="preserve">{1}</w:t></w:r>')(draft)


@visible
def lid_under_another_heading(draft: Draft) -> None:
    lid = draft.chance.choice([one for one in draft.paragraphs("Lid") if len(text(one)) > 40])
    heads = draft.paragraphs("Artikelkop")
    draft.chance.choice([head for head in heads if head.getnext() is not lid]).addnext(lid)


@visible
def end_of_a_paragraph_taken_out(draft: Draft) -> None:
    lid = draft.chance.choice([one for one in draft.paragraphs() if style(one.getnext()) == style(one)])
    lid.find(f"{W}pPr").append(
        xml('<w:rPr><w:del w:id="9908" w:author="K. Smit" w:date="2026-03-03T10:00:00Z"/></w:rPr>')[0]
    )


@visible
def table_between_two_readings(draft: Draft) -> None:
    table = next(next(iter(draft.cells())).iterancestors(f"{W}tbl"))
    other = deepcopy(table)
    for look in other.iter(f"{W}r"):
        looked(look, "<w:vanish/>")
    readings = xml('<mc:AlternateContent><mc:Choice Requires="zz"/><mc:Fallback/></mc:AlternateContent>')[0]
    table.addprevious(readings)
    readings[0].append(table)
    readings[1].append(other)


@visible
def level_of_a_list_changed(draft: Draft) -> None:
    part = draft.chance.choice(draft.paragraphs("Onderdeel"))
    part.find(f"{W}pPr").extend(xml('<w:numPr><w:ilvl w:val="3"/></w:numPr>'))


@visible
def list_overridden(draft: Draft) -> None:
    root = draft.root(NUMBERING)
    for num in root.findall(f"{W}num"):
        num.extend(xml('<w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                       '<w:lvlText w:val="%1.0%2"/></w:lvl></w:lvlOverride>'))  # fmt: skip


# What programs do by themselves.


@harmless
def row_kept_in_a_control(draft: Draft) -> None:
    row = next(draft.chance.choice(draft.cells()).iterancestors(f"{W}tr"))
    control = xml("<w:sdt><w:sdtPr><w:id w:val='9'/></w:sdtPr><w:sdtContent/></w:sdt>")[0]
    row.addprevious(control)
    control[1].append(row)


@harmless
def cell_kept_in_a_control(draft: Draft) -> None:
    cell = draft.chance.choice(draft.cells())
    control = xml("<w:sdt><w:sdtPr><w:id w:val='9'/></w:sdtPr><w:sdtContent/></w:sdt>")[0]
    cell.addprevious(control)
    control[1].append(cell)


@harmless
def space_kept_at_the_root(draft: Draft) -> None:
    draft.root().set(_SPACE, "preserve")
    for node in draft.root().iter(f"{W}t"):
        node.attrib.pop(_SPACE, None)


@harmless
def protection_that_is_off(draft: Draft) -> None:
    draft.root(SETTINGS).append(xml('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>')[0])


@harmless
def settings_of_a_web_editor(draft: Draft) -> None:
    draft.root(SETTINGS).extend(
        xml('<w:displayBackgroundShape/><w:doNotShadeFormData w:val="0"/><w:embedSystemFonts/>')
    )


@harmless
def notes_of_word(draft: Draft) -> None:
    for kind in ("footnote", "endnote"):
        said = (
            f'<w:{kind}s xmlns:w="{W[1:-1]}"><w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
            f'</w:{kind}><w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            f"</w:{kind}></w:{kind}s>"
        )
        name = f"word/{kind}s.xml"
        draft.part(name, said.encode(), f"{_WORDML}.{kind}s+xml", f"{kind}s")
        draft.parts[RELATIONS] = draft.parts[RELATIONS].replace(b'"rIdZ"', f'"rId{kind}"'.encode())
        draft.root(SETTINGS).extend(xml(f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'))


@harmless
def styles_of_word(draft: Draft) -> None:
    draft.root(STYLES).extend(
        xml(
            '<w:style w:type="character" w:styleId="Verwijzingopmerking"><w:name w:val="annotation reference"/><w:rPr>'
            '<w:sz w:val="16"/></w:rPr></w:style><w:style w:type="character" w:styleId="Tekstvantijdelijkeaanduiding">'
            '<w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="666666"/></w:rPr></w:style><w:style w:type="numbering"'
            ' w:styleId="Geenlijst2"><w:name w:val="No List2"/></w:style>'
        )
    )


@harmless
def page_of_word(draft: Draft) -> None:
    section = list(draft.root().iter(f"{W}sectPr"))[-1]
    section.set(f"{W}rsidR", "00AB12CD")
    for source in ('<w:textDirection w:val="lrTb"/>', '<w:bidi w:val="0"/>', '<w:formProt w:val="false"/>',
                   '<w:vAlign w:val="top"/>', '<w:type w:val="nextPage"/>', '<w:paperSrc w:first="7" w:other="7"/>'):  # fmt: skip
        node = xml(source)[0]
        if section.find(node.tag) is None:
            section.append(node)
    section.find(f"{W}cols").set(f"{W}num", "1")


@harmless
def tables_of_word(draft: Draft) -> None:
    for table in draft.root().iter(f"{W}tbl"):
        look = table.find(f"{W}tblPr")
        for node in xml(
            '<w:tblInd w:w="108" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108"'
            ' w:type="dxa"/></w:tblCellMar>'
        ):
            if look.find(node.tag) is None:
                look.append(node)
        for column in table.iter(f"{W}gridCol"):
            column.set(f"{W}w", str(int(column.get(f"{W}w")) + 3))
        for row in table.iter(f"{W}tr"):
            row.set(f"{W}rsidTr", "00AB12CD")
            for cell in row.findall(f"{W}tc"):
                width = cell.find(f"{W}tcPr/{W}tcW")
                width.set(f"{W}w", str(int(width.get(f"{W}w")) + 3))


@harmless
def tables_as_wide_as_their_text(draft: Draft) -> None:
    for width in draft.root().iter(f"{W}tblW", f"{W}tcW"):
        width.set(f"{W}w", "0")
        width.set(f"{W}type", "auto")
    for layout in list(draft.root().iter(f"{W}tblLayout")):
        layout.set(f"{W}type", "autofit")


@harmless
def tables_in_shares(draft: Draft) -> None:
    for cell in draft.root().iter(f"{W}tcW"):
        cell.set(f"{W}w", "1000")
        cell.set(f"{W}type", "pct")


@harmless
def instruction_cut_in_pieces(draft: Draft) -> None:
    for node in list(draft.root().iter(f"{W}instrText"))[:20]:
        run = node.getparent()
        said = node.text or ""
        other = deepcopy(run)
        node.text, other.find(f"{W}instrText").text = said[:6], said[6:]
        other.find(f"{W}instrText").set(_SPACE, "preserve")
        node.set(_SPACE, "preserve")
        run.addnext(other)


@harmless
def field_marked_to_be_updated(draft: Draft) -> None:
    for node in draft.root().iter(f"{W}fldChar"):
        if node.get(f"{W}fldCharType") == "begin":
            node.set(f"{W}dirty", "true")


@harmless
def contents_updated_by_word(draft: Draft) -> None:
    for number, line in enumerate(draft.root().iter(f"{W}hyperlink")):
        if line.get(f"{W}anchor"):
            line.set(f"{W}history", "1")
            for node in line.iter(f"{W}r"):
                looked(node, "<w:noProof/><w:webHidden/>" if number % 2 else "<w:noProof/>")


@harmless
def bookmarks_of_word(draft: Draft) -> None:
    for number, lid in enumerate(draft.chance.sample(draft.paragraphs("Lid", "Artikelkop"), 12)):
        lid.insert(1, xml(f'<w:bookmarkStart w:id="{8800 + number}" w:name="_Toc{190000000 + number}"/>')[0])
        lid.append(xml(f'<w:bookmarkEnd w:id="{8800 + number}"/>')[0])


@harmless
def relationships_renamed(draft: Draft) -> None:
    new = {}
    for number, found in enumerate(re.findall(rb'Id="(rId\w+)"', draft.parts[RELATIONS])):
        new[found.decode()] = f"rId{number + 70}"
    listing = draft.parts[RELATIONS].decode()
    for old, name in new.items():
        listing = listing.replace(f'"{old}"', f'"{name}"')
    draft.parts[RELATIONS] = listing.encode()
    for node in draft.root().iter(etree.Element):
        for key, value in node.items():
            if value in new and "relationships" in key:
                node.set(key, new[value])


@harmless
def parts_renamed(draft: Draft) -> None:
    for old, new in (("header1", "header3"), ("footer1", "footer2"), ("numbering", "numbering1")):
        draft.parts[f"word/{new}.xml"] = draft.parts.pop(f"word/{old}.xml")
        for listing in (RELATIONS, TYPES):
            draft.parts[listing] = draft.parts[listing].replace(f"{old}.xml".encode(), f"{new}.xml".encode())


@harmless
def parts_named_from_the_root(draft: Draft) -> None:
    draft.parts[RELATIONS] = re.sub(rb'Target="(\w+\.xml)"', rb'Target="/word/\1"', draft.parts[RELATIONS])


@harmless
def marks_around_moved_and_commented(draft: Draft) -> None:
    lid = draft.lid()
    lid.insert(1, xml('<w:permStart w:id="3" w:edGrp="everyone"/>')[0])
    lid.append(xml('<w:permEnd w:id="3"/>')[0])


@harmless
def properties_of_the_file(draft: Draft) -> None:
    said = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>40</Pages></Properties>'
    draft.part("docProps/app.xml", said.encode(), "application/vnd.openxmlformats-officedocument.extended-properties+xml",
               "extended-properties", "_rels/.rels")  # fmt: skip


@harmless
def former_looks_tracked(draft: Draft) -> None:
    run = draft.run()
    looked(
        run, '<w:i/><w:rPrChange w:id="9910" w:author="K. Smit" w:date="2026-03-03T10:00:00Z"><w:rPr/></w:rPrChange>'
    )


@harmless
def headings_of_word(draft: Draft) -> None:
    for head in draft.paragraphs("Artikelkop"):
        head.find(f"{W}pPr").extend(xml('<w:keepLines/><w:rPr><w:lang w:val="nl-NL"/></w:rPr>'))


@harmless
def page_break_where_it_was_laid_out(draft: Draft) -> None:
    draft.lid().insert(1, xml('<w:r><w:br w:type="page"/></w:r>')[0])


@harmless
def empty_line(draft: Draft) -> None:
    draft.lid().addnext(xml("<w:p/>")[0])


@harmless
def names_of_a_place(draft: Draft) -> None:
    run = draft.run()
    tag = xml('<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place"/>')[0]
    run.addprevious(tag)
    tag.append(run)


@harmless
def control_of_new_programs(draft: Draft) -> None:
    run = draft.run()
    control = xml(
        '<w:sdt><w:sdtPr><w:alias w:val="a"/><w:tag w:val="b"/><w:id w:val="5"/><w:lock w:val="sdtLocked"/><w:placeholder>'
        '<w:docPart w:val="X"/></w:placeholder><w15:appearance xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
        ' w15:val="hidden"/><w:text/></w:sdtPr><w:sdtEndPr/><w:sdtContent/></w:sdt>'
    )[0]
    run.addprevious(control)
    control.find(f"{W}sdtContent").append(run)


@harmless
def list_of_word(draft: Draft) -> None:
    root = draft.root(NUMBERING)
    for level in root.iter(f"{W}lvl"):
        level.set(f"{W}tplc", "04130001")
    for node in root.iter(f"{W}abstractNum"):
        node.set("{http://schemas.microsoft.com/office/word/2012/wordml}restartNumberingAfterBreak", "0")
    root.insert(0, xml('<w:abstractNum w:abstractNumId="88"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
                       '<w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl>'
                       "</w:abstractNum>")[0])  # fmt: skip
    root.append(xml('<w:num w:numId="88"><w:abstractNumId w:val="88"/></w:num>')[0])
