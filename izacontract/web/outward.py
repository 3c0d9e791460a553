"""What of a draft the other party may read: its text and why it stands there, without what a house keeps to itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from izacontract import dutch
from izacontract.model.contract import Contract, Decision, LookedAt
from izacontract.model.own import is_own
from izacontract.model.picture import Bars, Picture, Series, Timeline
from izacontract.model.sections import POSITIONS
from izacontract.render.text import text

UNSAID: Final = "reden niet gedeeld"
"""What stands in the place of a reason that does not come in the contract."""

UNSHOWN: Final = "niet gedeeld"
"""What stands in the place of a value that was looked at and is not in the contract."""

AGREED: Final = "partijen spraken dit af"
"""Why a provision of the parties' own stands in a contract, as far as the other party is told."""


def outward(contract: Contract) -> Contract:
    """Return `contract` as the other party may read it.

    Its text is what it was. Gone are the reasons for positions, deviations, omissions and own provisions, who approved
    a position on the house's side or reviewed a text, what is said to the one who drafts, and every value that was
    looked at but is not in the text.
    """
    printed = text(contract)
    return replace(
        contract,
        decisions=tuple(_outward(one, printed) for one in contract.decisions),
        findings=(),
        open_points=tuple(one for one in contract.open_points if not one.field.startswith(POSITIONS.key)),
    )


def outward_pictures(pictures: Iterable[Picture], contract: Contract) -> Iterator[Picture]:
    """Give the pictures of `contract` with what its text says as well; national figures are everybody's."""
    printed = text(contract)
    for picture in pictures:
        match picture:
            case Series():
                yield picture
            case Bars():
                bars = tuple(bar for bar in picture.bars if _stand(printed, bar.start, bar.end))
                if bars:
                    yield replace(picture, bars=bars)
            case Timeline():
                moments = tuple(one for one in picture.moments if one.name in printed and _stand(printed, one.amount))
                if moments:
                    yield replace(picture, moments=moments)


def _outward(decision: Decision, printed: str) -> Decision:
    because, position = decision.because, decision.position
    reasons = [one.reason for one in decision.deviations]
    if position is not None:
        because = because.replace(f", akkoord van {position.approved_by or 'nog niemand'}: {position.reason}", "")
        position = replace(position, reason=UNSAID, approved_by=None, reviewed=None)
    # the longest first: a reason may begin with another
    for reason in sorted(reasons, key=len, reverse=True):
        because = because.replace(f": {reason}", "")
    if decision.omitted is not None:
        because = f"weggelaten ({UNSAID})"
    elif is_own(decision.clause) and decision.looked_at:
        because = AGREED
    return replace(
        decision,
        because=because,
        position=position,
        omitted=None if decision.omitted is None else UNSAID,
        looked_at=tuple(_seen(one, printed) for one in decision.looked_at),
        deviations=tuple(replace(one, reason=UNSAID) for one in decision.deviations),
        reviewed=None,
    )


def _seen(seen: LookedAt, printed: str) -> LookedAt:
    return seen if seen.open or seen.value in printed else replace(seen, value=UNSHOWN)


def _stand(printed: str, *amounts: Decimal | None) -> bool:
    return all(amount is None or dutch.euro(amount) in printed for amount in amounts)
