"""Frames with a value that Word does not write, as `make fuzz` and a reading of the code found them: none is a traceback."""

from __future__ import annotations

import re

import pytest

from izacontract.render.frame import _text_width, examine_frame
from izacontract.render.frame_mending import standard_frame
from izacontract.word.package import pack_parts, read_package
from izacontract.word.styles import whole
from izacontract.word.xml import W, parsed


@pytest.mark.parametrize("value", ["1.5", "x", "", "'", "1e999", "-1"])
@pytest.mark.parametrize(
    ("part", "pattern"),
    [
        ("word/numbering.xml", r'(<w:lvl w:ilvl=")\d'),
        ("word/numbering.xml", r'(<w:abstractNumId w:val=")\d+'),
        ("word/styles.xml", r'(<w:numId w:val=")\d+'),
        ("word/styles.xml", r'(<w:sz w:val=")\d+'),
        ("word/document.xml", r'(<w:pgSz [^>]*?w:w=")\d+'),
    ],
)
def test_number_that_is_none_is_told_or_taken_as_word_takes_it(part: str, pattern: str, value: str) -> None:
    parts = dict(read_package(standard_frame()))
    text, count = re.subn(pattern, rf"\g<1>{value}", parts[part].decode(), count=1)
    assert count == 1
    frame, findings = examine_frame(pack_parts({**parts, part: text.encode()}))
    assert frame is not None or findings


@pytest.mark.parametrize(
    ("columns", "width"),
    [("", 9026), ('<w:cols w:num="0"/>', 9026), ('<w:cols w:num="1"/>', 9026), ('<w:cols w:num="2"/>', 4153)],
)
def test_room_for_text_is_that_of_a_column_however_many_are_said(columns: str, width: int) -> None:
    assert _text_width(parsed(f'<w:sectPr xmlns:w="{W[1:-1]}">{columns}</w:sectPr>'.encode())) == width


@pytest.mark.parametrize(
    ("text", "number"),
    [(None, 7), ("", 7), ("x", 7), ("12", 12), ("12.9", 12), ("-3", -3), ("1e999", 7), ("nan", 7), ("1.5", 1)],
)
def test_what_is_no_number_is_the_usual_one(text: str | None, number: int) -> None:
    assert whole(text, 7) == number
