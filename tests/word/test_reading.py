"""What is read of each element of Word: its text, how it came or went, and what is told beside it."""

from __future__ import annotations

from datetime import date

import pytest

from izacontract.word.document import Comment, Document
from izacontract.word.styles import whole
from tests.word.files import lines, read, relation, word_file


def t(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def r(look: str, text: str) -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{inner}</w:p>"


def tracked(tag: str, inner: str) -> str:
    return f'<w:{tag} w:author="A" w:date="2027-01-02T10:00:00Z">{inner}</w:{tag}>'


def fc(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}" {more}/></w:r>'


def fld(instruction: str, shown: str, more: str = "") -> str:
    told = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return f"{fc('begin', more)}{told}{fc('separate')}{shown}{fc('end')}"


def tc(inner: str, properties: str = "") -> str:
    return f"<w:tc>{properties and f'<w:tcPr>{properties}</w:tcPr>'}{inner}</w:tc>"


def tr(*cells: str, pr: str = "") -> str:
    return f"<w:tr>{pr and f'<w:trPr>{pr}</w:trPr>'}{''.join(cells)}</w:tr>"


def tbl(*rows: str, pr: str = "") -> str:
    return f"<w:tbl>{pr and f'<w:tblPr>{pr}</w:tblPr>'}{''.join(rows)}</w:tbl>"


CASES: dict[str, tuple[str, list[str], list[tuple[str, str, int]]]] = {
    "plain": (
        p(t("a") + t("b")),
        ["a~b"],
        [],
    ),
    "two": (
        p(t("a")) + p(t("b")),
        ["a", "b"],
        [],
    ),
    "space": (
        p("<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b </w:t></w:r>"),
        ["a~ b "],
        [],
    ),
    "breaks": (
        p(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/><w:br w:type='column'/><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:t>d</w:t></w:r>"
        ),
        ["a~\t~b~\n~c~\n~‑~d"],
        [],
    ),
    "ins": (
        p(t("a") + tracked("ins", t("b")) + tracked("del", "<w:r><w:delText>c</w:delText></w:r>")),
        ["a~+b~-c"],
        [],
    ),
    "move": (
        p(tracked("moveFrom", t("b")) + tracked("moveTo", t("c"))),
        ["-b~+c"],
        [],
    ),
    "insdel": (
        p(tracked("ins", tracked("del", t("b"))) + tracked("ins", tracked("ins", t("c")))),
        ["+c"],
        [],
    ),
    "vanish": (
        p(r("<w:vanish/>", "a") + r("<w:strike/>", "b") + r("<w:color w:val='FFFFFF'/>", "c")),
        ["-hidden:a~-struck:b~-pale:c"],
        [("hidden", "a", 0), ("hidden", "c", 0)],
    ),
    "vanish in": (
        p(tracked("ins", r("<w:vanish/>", "a")) + tracked("del", r("<w:vanish/>", "b"))),
        ["-b"],
        [("hidden", "a", 0)],
    ),
    "vanish space": (
        p(r("<w:vanish/>", "<w:x/>")),
        [""],
        [],
    ),
    "odd": (
        p(r("<w:rtl/>", "a") + r("<w:rtl/>", " ")),
        ["a"],
        [("look", "rtl", 0)],
    ),
    "field": (
        p(fld(r" REF m1 \n \h ", t("5")) + t("x") + fld(" PAGE ", t("7")) + fld("REF m2 \\h", t("8"))),
        ["<m1>5~x~#~8"],
        [("field", "PAGE", 0), ("field", "REF m2 \\h", 0)],
    ),
    "field locked": (
        p(fld(r" REF m1 \n ", t("5"), "w:fldLock='1'") + fld(r" REF m1 \r ", t("5"), "w:fldLock='0'")),
        ["<m1>5~<m1>5"],
        [("locked", "REF", 0)],
    ),
    "field nested": (
        p(fld(r"IF " + "", fld(r"REF m1 \w", t("5")) + t("b"))),
        ["<m1>5~b"],
        [("field", "IF", 0)],
    ),
    "field toc": (
        p(fld("TOC \\o", t("kop") + fld("PAGEREF x", t("3")) + fld("HYPERLINK \\l x", t("y")))),
        ["kop~#~y"],
        [("field", "TOC", 0)],
    ),
    "field open": (
        p(fc("separate") + fc("end") + t("a")),
        ["a"],
        [],
    ),
    "simple": (
        p(
            f'<w:fldSimple w:instr="REF m1 \\n">{t("5")}</w:fldSimple><w:fldSimple w:instr="NUMPAGES" w:fldLock="true">{t("5")}</w:fldSimple>'
        ),
        ["<m1>5~#"],
        [("locked", "NUMPAGES", 0), ("field", "NUMPAGES", 0)],
    ),
    "bookmark": (
        p('<w:bookmarkStart w:id="1" w:name="m"/>' + t("abc") + '<w:bookmarkEnd w:id="1"/>' + t("d"))
        + p(t("e") + '<w:bookmarkStart w:id="2" w:name="n"/><w:bookmarkEnd w:id="2"/>'),
        ["abc~d", "e"],
        [],
    ),
    "bookmark twice": (
        p(
            '<w:bookmarkStart w:id="1" w:name="m"/>'
            + t("abc")
            + '<w:bookmarkStart w:id="2" w:name="m"/><w:bookmarkEnd w:id="2"/>'
            + t("d")
        )
        + '<w:bookmarkEnd w:id="1"/>'
        + '<w:bookmarkEnd w:id="9"/>',
        ["abc~d"],
        [("bookmark", "m", 1)],
    ),
    "symbol": (
        p(
            '<w:r><w:sym w:font="Arial" w:char="0041"/><w:sym w:font="Wingdings" w:char="0041"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="x" w:char="zz"/></w:r>'
        ),
        ["A~\uf041~\uf0fc~?"],
        [],
    ),
    "note": (
        p(t("a") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="9"/></w:r>'),
        ["a~ [voetnoot: noot twee]~ [voetnoot: ]"],
        [],
    ),
    "comment": (
        p(t("a") + '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:commentReference w:id="8"/></w:r>'),
        ["a"],
        [],
    ),
    "link": (
        p(
            f'<w:hyperlink r:id="h1">{t("a")}</w:hyperlink><w:hyperlink w:anchor="x">{t("b")}</w:hyperlink><w:hyperlink r:id="weg">{t("c")}</w:hyperlink>'
        ),
        ["a~b~c"],
        [("link", "https://x.nl", 0), ("link", "", 0)],
    ),
    "dir": (
        p(f'<w:dir w:val="rtl">{t("a")}</w:dir><w:bdo>{t("b")}</w:bdo>'),
        ["a~b"],
        [("direction", "rtl", 0), ("direction", "", 0)],
    ),
    "picture": (
        p("<w:r><w:drawing/><w:pict><v:textpath string='GEHEIM'/><v:textpath string='2'/></w:pict><w:object/></w:r>"),
        ["[afbeelding]~[watermerk: GEHEIM 2]~[afbeelding]"],
        [("file", "object", 0)],
    ),
    "box": (
        p(t("a") + f"<w:r><w:pict><w:txbxContent>{p(t('in'))}</w:txbxContent></w:pict></w:r>" + t("b")),
        ["a~b", "in"],
        [],
    ),
    "pgnum": (
        p("<w:r><w:pgNum/></w:r><w:subDoc/>"),
        ["#~[ingevoegd bestand]"],
        [],
    ),
    "math": (
        p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
        ["x"],
        [("formula", "", 0)],
    ),
    "alternate": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        ["[afbeelding]"],
        [],
    ),
    "alternate text": (
        p(
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{t('a')}</mc:Choice><mc:Fallback>{t('b')}</mc:Fallback></mc:AlternateContent>"
        ),
        ["a"],
        [("branches", "a / b", 0)],
    ),
    "sdt": (
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{t('a')}</w:sdtContent></w:sdt>")
        + f"<w:sdt><w:sdtContent>{p(t('b'))}</w:sdtContent></w:sdt><w:sdt/>",
        ["a", "b"],
        [],
    ),
    "sdt citation": (
        p(f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{t('a')}</w:sdtContent></w:sdt>"),
        ["a"],
        [("bound", "citation", 0)],
    ),
    "sdt bound": (
        p(
            f"<w:sdt><w:sdtPr><w:dataBinding w:xpath='/x[1]/y[1]' w:storeItemID='weg'/></w:sdtPr><w:sdtContent>{t('a')}</w:sdtContent></w:sdt>"
        ),
        ["a"],
        [("bound", "y", 0)],
    ),
    "unknown": (
        p(f"<w:weird>{t('a')}</w:weird><w:proofErr/>"),
        ["a"],
        [("unknown", "weird", 0)],
    ),
    "joined": (
        p(t("a"), f"<w:rPr>{tracked('del', '')}</w:rPr>") + p(t("b")),
        ["a~-\n~b"],
        [],
    ),
    "joined empty": (
        p(t(" "), f"<w:rPr>{tracked('del', '')}</w:rPr>") + p(t("b")),
        ["", "b"],
        [],
    ),
    "split": (
        p(t("a"), f"<w:rPr>{tracked('ins', '')}</w:rPr>") + p(t("b")),
        ["a", "b"],
        [],
    ),
    "pilcrow": (
        p(t("a"), "<w:rPr><w:vanish/></w:rPr>") + p(t("b"), "<w:rPr><w:vanish w:val='0'/></w:rPr>"),
        ["a", "b"],
        [("hidden", "¶", 0)],
    ),
    "ppr unknown": (
        p(t("a"), "<w:jc/><w:vreemd/><w:jc/>"),
        ["a"],
        [("unknown", "vreemd", 0), ("unknown", "jc", 0)],
    ),
    "frame": (
        p(t("a"), "<w:framePr/><w:bidi/><w:textDirection w:val='lrTb'/>"),
        ["a"],
        [("frame", "", 0), ("direction", "bidi", 0)],
    ),
    "section": (
        p(t("a"), "<w:sectPr/>") + "<w:sectPr/>",
        ["a"],
        [],
    ),
    "altchunk": (
        "<w:altChunk/>" + p(t("a")),
        ["[ingevoegd bestand]", "a"],
        [("file", "[ingevoegd bestand]", 0)],
    ),
    "table": (
        tbl(tr(tc(p(t("a"))), tc(p(t("b")) + p(t("c")))), tr(tc(p(t("d")), "<w:gridSpan w:val='2'/>"))),
        ["a|b/c", "d|"],
        [("merge", "", 0)],
    ),
    "table spans": (
        tbl(
            tr(
                tc(p(t("d")), "<w:gridSpan w:val='0'/>"),
                tc(p(t("e")), "<w:gridSpan w:val='x'/>"),
                tc(p(t("f")), "<w:gridSpan w:val='99'/>"),
            )
        ),
        ["d|e|f|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||"],
        [("merge", "", 0)],
    ),
    "table merge": (
        tbl(tr(tc(p(t("a")), "<w:vMerge w:val='restart'/>")), tr(tc(p(t("b")), "<w:vMerge/>"))),
        ["a", "-merged:b"],
        [("merge", "", 0), ("merge", "", 0), ("hidden", "b", 0)],
    ),
    "table narrow": (
        tbl(
            tr(
                tc(p(t("a")), "<w:tcW w:w='149' w:type='dxa'/>"),
                tc(p(t("b")), "<w:tcW w:w='150' w:type='dxa'/>"),
                tc(p(t("c")), "<w:tcW w:w='0' w:type='dxa'/>"),
                tc(p(t("d")), "<w:tcW w:w='1' w:type='dxa'/>"),
                tc(p(t("e")), "<w:tcW w:w='120' w:type='pct'/>"),
            )
        ),
        ["-tiny:a|b|c|-tiny:d|e"],
        [("hidden", "a", 0), ("hidden", "d", 0)],
    ),
    "table rows": (
        tbl(
            tr(tc(p(t("a"))), pr=tracked("ins", "")),
            tr(tc(p(t("b"))), pr=tracked("del", "")),
            tr(tc(p(t("c"))), pr="<w:hidden/>"),
            tr(tc(p(t("d"))), pr="<w:trHeight w:hRule='exact' w:val='149'/>"),
            tr(tc(p(t("e"))), pr="<w:trHeight w:hRule='exact' w:val='150'/>"),
            tr(tc(p(t("f"))), pr="<w:trHeight w:val='1'/><w:hidden w:val='0'/>"),
        ),
        ["in:a", "out:b", "-hidden:c", "-tiny:d", "e", "f"],
        [("hidden", "c", 0), ("row", "exact", 0), ("hidden", "d", 0), ("row", "exact", 0)],
    ),
    "table cells in": (
        tbl(tr(tc(p(t("a")), tracked("cellIns", "")), tc(p(t("b")), tracked("cellDel", "")))),
        ["+a|-b"],
        [],
    ),
    "table unknown": (
        tbl(tr(tc(p(t("a")), "<w:vreemd/>"), pr="<w:raar/>"), pr="<w:tblpPr/><w:jc/><w:jc/>"),
        ["a"],
        [("table", "tblpPr", 0), ("table", "jc", 0), ("table", "raar", 0), ("table", "vreemd", 0)],
    ),
    "table nested": (
        tbl(tr(tc(p(t("a")) + tbl(tr(tc(p(t("b"))))) + p(t("c"))))),
        ["a/b/c"],
        [("table", "in cel", 0)],
    ),
    "table wrapped": (
        tbl(
            f"<w:sdt><w:sdtContent>{tr(tc(p(t('a'))))}</w:sdtContent></w:sdt>",
            f"<w:customXml>{tr('<w:sdt><w:sdtContent>' + tc(p(t('b'))) + '</w:sdtContent></w:sdt>')}</w:customXml>",
        ),
        ["a", "b"],
        [],
    ),
    "table paper": (
        tbl(
            tr(
                tc(p(r("<w:color w:val='000000'/>", "a")), "<w:shd w:val='clear' w:fill='000000'/>"),
                tc(p(r("<w:color w:val='000000'/>", "b"))),
            ),
            pr="",
        ),
        ["-pale:a|b"],
        [("hidden", "a", 0)],
    ),
    "table paper own": (
        tbl(
            tr(
                tc(p(r("<w:color w:val='000000'/>", "a"))),
                tc(p(r("<w:color w:val='000000'/>", "b")), "<w:shd w:val='clear' w:fill='FFFFFF'/>"),
            ),
            pr="<w:shd w:val='clear' w:fill='000000'/>",
        )
        + p(r("<w:color w:val='000000'/>", "c")),
        ["-pale:a|b", "c"],
        [("hidden", "a", 0)],
    ),
}
"""The body of a document, its paragraphs and rows as lines, and the facts told of it with their block."""


NOTES = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + t(" noot "))}{p(t("twee"))}</w:footnote>'
COMMENTS = f'<w:comment w:id="1" w:author="A" w:date="2027-01-02T00:00:00Z">{p(t("let"))}{p(t("op"))}</w:comment>'


def read_body(body: str) -> Document:
    link = relation("h1", "hyperlink", "https://x.nl", "TargetMode='External'")
    return read(word_file(body, link, footnotes=NOTES, comments=COMMENTS))


@pytest.mark.parametrize("name", CASES)
def test_element_is_read_as_what_word_shows_of_it(name: str) -> None:
    body, text, facts = CASES[name]
    document = read_body(body)
    assert lines(document) == text
    assert [(fact.kind, fact.text, fact.at) for fact in document.facts] == facts


def test_change_knows_who_made_it_on_what_day() -> None:
    body = p(tracked("ins", t("a")) + tracked("del", t("b")).replace("2027-01-02T10", "gisteren"))
    (paragraph,) = read_body(body).paragraphs()
    found = [(span.change.author, span.change.day) for span in paragraph.spans if span.change is not None]
    assert found == [("A", date(2027, 1, 2)), ("A", None)]


def test_bookmark_starts_and_ends_where_its_text_does() -> None:
    start, end = '<w:bookmarkStart w:id="%d" w:name="%s"/>', '<w:bookmarkEnd w:id="%d"/>'
    body = (
        p(t("ab") + start % (1, "m") + t("cde") + end % 1 + t("f"))
        + tbl(tr(tc(p(t("x")))))
        + p(start % (2, "n") + t("g"))
        + p(t("hi") + end % 2)
        + start % (3, "leeg")
        + end % 3
    )
    assert read_body(body).bookmarks == {"m": ((0, 2), (0, 5)), "n": ((2, 0), (3, 2)), "leeg": ((4, 0), (4, 0))}


def test_bookmark_in_a_joined_paragraph_counts_the_text_before_it() -> None:
    out = f"<w:rPr>{tracked('del', '')}</w:rPr>"
    inner = t("c") + '<w:bookmarkStart w:id="1" w:name="m"/>' + t("d") + '<w:bookmarkEnd w:id="1"/>'
    assert read_body(p(t("ab"), out) + p(inner)).bookmarks == {"m": ((0, 4), (0, 5))}


def test_second_start_of_a_bookmark_is_the_first_one() -> None:
    body = p(
        '<w:bookmarkStart w:id="1" w:name="m"/>' + t("ab")
        + '<w:bookmarkStart w:id="2" w:name="m"/>' + t("c") + '<w:bookmarkEnd w:id="2"/>'
    )  # fmt: skip
    document = read_body(body)
    assert document.bookmarks == {"m": ((0, 0), (0, 3))}
    assert document.facts == ()


def test_comment_is_known_by_author_and_day_at_its_block() -> None:
    body = p(t("a")) + p('<w:r><w:commentReference w:id="1"/></w:r>')
    assert read_body(body).comments == (Comment("A", date(2027, 1, 2), "let op", 1),)


def test_fact_stands_at_the_block_it_was_found_in() -> None:
    odd = p(t("b"), "<w:vreemd/>")
    body = p(t("a")) + odd + tbl(tr(tc(odd))) + p(f"<w:weird>{t('c')}</w:weird>")
    assert [(fact.kind, fact.text, fact.at) for fact in read_body(body).facts] == [
        ("unknown", "vreemd", 1), ("unknown", "vreemd", 2), ("unknown", "weird", 3),
    ]  # fmt: skip


def test_fact_of_a_note_stands_where_the_note_is() -> None:
    notes = f'<w:footnote w:id="2">{p(t("noot"))}{p(t("b"), "<w:vreemd/>")}</w:footnote>'
    document = read(word_file(p(t("a")) + p('<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes))
    assert [(fact.kind, fact.text, fact.at) for fact in document.facts] == [("unknown", "vreemd", 1)]
    assert lines(document) == ["a", " [voetnoot: noot b]"]


def test_sections_are_kept_in_order() -> None:
    body = p(t("a"), '<w:sectPr w:rsidR="1"/>') + p(t("b")) + '<w:sectPr w:rsidR="2"/>'
    assert [next(iter(section.values())) for section in read_body(body).sections] == ["1", "2"]


def test_paragraph_knows_its_style_its_list_and_the_change_of_its_end() -> None:
    listed = '<w:numPr><w:ilvl w:val="%s"/><w:numId w:val="7"/></w:numPr>'
    body = (
        p(t("a"), f'<w:pStyle w:val="Kop"/>{listed % 2}<w:rPr>{tracked("ins", "")}</w:rPr>')
        + p(t("b"), f"{listed % 'x'}<w:rPr>{tracked('ins', '')}{tracked('del', '')}</w:rPr>")
        + p(t("c"))
    )
    first, second = read_body(body).paragraphs()
    assert (first.style, first.list_id, first.level) == ("Kop", "7", 2)
    assert first.mark is not None
    assert (first.mark.kind, first.end) == ("in", first.mark)
    assert (second.joined and second.joined.kind, second.mark, second.style) == ("out", None, "")


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("12.7", 12), ("-3", -3), ("", 5), (None, 5), ("x", 5), ("1e999", 5), ("nan", 5)]
)
def test_whole_number_is_read_or_is_the_usual_one(text: str | None, number: int) -> None:
    assert whole(text, 5) == number


def test_end_of_a_paragraph_that_two_put_in_is_of_the_first() -> None:
    two = tracked("ins", "") + tracked("moveTo", "").replace('"A"', '"B"')
    (paragraph,) = read_body(p(t("a"), f"<w:rPr>{two}</w:rPr>")).paragraphs()
    assert paragraph.mark is not None
    assert paragraph.mark.author == "A"
