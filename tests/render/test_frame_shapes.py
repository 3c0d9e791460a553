"""Read once with signs, filled with texts after that: the same as reading each text where it stands."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from izacontract.render.frame import read_frame
from izacontract.render.frame_shapes import texts_in, with_signs

HEAD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
)
HEADER = HEAD.replace(b"document", b"hdr").removesuffix(b"<w:body>").decode()
PIECES = (
    "<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>: {}</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>",
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText>"
    "<w:fldChar w:fldCharType='separate'/><w:t>{}</w:t><w:fldChar w:fldCharType='end'/><w:t>{}</w:t></w:r></w:p>",
    "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>{}</w:t></w:r></mc:Choice>"
    "<mc:Fallback><w:r><w:t>{}</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>",
    "<w:p><w:del w:author='a'><w:r><w:delText>{}</w:delText></w:r></w:del><w:ins w:author='a'><w:r><w:t>{}</w:t></w:r>"
    "</w:ins></w:p>",
    "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{}</w:t></w:r><w:r><w:t xml:space='preserve'>{}</w:t></w:r></w:p>",
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=6) | st.sampled_from(
    ["Jansen & Co <x>", " ruim ", "&amp;", "# 3", "\u00a0", "é\u0301", "", "PAGE"]
)


@pytest.mark.parametrize("piece", PIECES)
@settings(deadline=None)
@given(one=TEXTS, other=TEXTS)
def test_texts_put_in_a_shape_are_read_as_where_they_stand(piece: str, one: str, other: str) -> None:
    reading = read_frame().reading
    xml = piece.format(escape(one), escape(other))
    told, alone = reading._read_child(xml.encode(), HEAD, b""), reading._read_alone(xml.encode(), HEAD)
    assert (told.blocks, told.facts, len(told.sections)) == (alone.blocks, alone.facts, len(alone.sections))
    if "AlternateContent" not in piece and "sectPr" not in piece:
        margin = f"{HEADER}{xml}</w:hdr>"
        assert (
            reading._read_margin("word/header1.xml", margin)
            == reading._read_whole_margin("word/header1.xml", margin)[0]
        )


def test_shape_is_read_once_for_plain_texts_only() -> None:
    reading = read_frame().reading
    reading.forget()
    for text in ("een", "Twee &amp; drie", "vier &lt;x&gt;"):
        reading._read_child(PIECES[0].format(text, "x").encode(), HEAD, b"")
    assert reading._shape.cache_info().misses == 1
    assert reading._shape.cache_info().hits == 2
    assert all(texts_in(PIECES[0].format(text, "x")) is None for text in ("a&#10;b", " a", "a\tb", "\ue0000\ue001"))
    assert with_signs("<a><w:t/></a>") == "<a>\ue0000\ue001</a>"
