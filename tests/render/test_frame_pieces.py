"""The body of a filled frame in pieces: what was found in another one is only looked up, and is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izacontract.render.frame_pieces import pieces_of

HEAD = '<?xml version="1.0"?><w:d xmlns:w="urn:w"><w:back><w:p>a</w:p></w:back><w:body>'
TAIL = "</w:body></w:d>"
CHILDREN = ("<w:p/>", "<w:p>a</w:p>", "<w:p>b\u20ac &amp; <!-- </w:p> --></w:p>\n", "<w:t><w:p/><w:p>a</w:p></w:t>",
            "<?artikelen?>", "<w:t><w:t><w:p/></w:t></w:t> ", '<w:p a="/>"/>', "<w:pp/>")  # fmt: skip


def document(children: list[str]) -> bytes:
    return f"{HEAD}{''.join(children)}{TAIL}".encode()


@given(*[st.lists(st.sampled_from(CHILDREN), max_size=6)] * 2)
def test_pieces_are_the_same_whatever_was_read_before(before: list[str], now: list[str]) -> None:
    found = pieces_of(document(now), pieces_of(document(before)))
    assert [piece.decode() for piece in found.children] == now
    assert found.around(b"".join(found.children)) == document(now)


@pytest.mark.parametrize("body", ["<w:body/>", "<w:body></w:body>"])
def test_body_without_children_has_no_pieces(body: str) -> None:
    whole = f'<w:d xmlns:w="urn:w">{body}</w:d>'.encode()
    assert pieces_of(whole).children == ()
