"""A sector from outside: physiotherapy, small enough to read at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

from izacontract import (
    BOTH,
    PROVIDER,
    Between,
    ContractRequest,
    Days,
    Finding,
    Message,
    Parameters,
    PositiveEuro,
    Proposal,
    Sector,
    Terms,
    Text,
    ToFill,
    field,
    hookimpl,
    is_open,
    leave_out,
    put_in,
)

TOO_DEAR = Message(
    "fysio.tarief-boven-maximum",
    "Het tarief van {rate} ligt boven het maximum van {highest}.",
    "The rate of {rate} is above the maximum of {highest}.",
    "Verlaag het tarief.",
    "Lower the rate.",
)


class Physiotherapy(Terms):
    """What a physiotherapy contract agrees on."""

    rate: ToFill[PositiveEuro] = field("tarief", "Tarief per zitting.", by=BOTH)
    kind: ToFill[Literal["praktijk", "thuis"]] = field("soort", "Waar de zorg plaatsvindt.", by=PROVIDER)
    notice: Annotated[Days, Between(1, 90)] = field("melding", "Dagen om te melden.", by=BOTH, default=7)
    places: tuple[Text, ...] = field("locaties", "Locaties.", by=PROVIDER, default=())
    remark: Text | None = field("opmerking", "Vrije opmerking.", by=PROVIDER, default=None)


@hookimpl
def sectors() -> Sequence[Sector]:
    return [Sector("fysio", "fysiotherapie", Physiotherapy, agb_prefixes=("04",))]


@hookimpl
def libraries() -> Sequence[Traversable]:
    return [files("izacontract_fysio") / "clauses"]


@hookimpl
def propose_clauses(request: ContractRequest) -> Sequence[Proposal]:
    terms = request.section(Physiotherapy)
    if terms is None:
        return []
    places = ("fysio.locaties", "fysio.bijlage-locaties")
    if terms.places:
        rows = [{"nummer": index + 1, "naam": place} for index, place in enumerate(terms.places)]
        optional = [put_in(place, because="locaties opgegeven", values={"locaties": rows}) for place in places]
    else:
        optional = [
            leave_out(place, because="geen locaties opgegeven", looked_at=("fysio.locaties",)) for place in places
        ]
    always = ("fysio.begrippen", "fysio.behandeling", "fysio.tarief")
    return [*(put_in(clause, because="elk contract heeft dit") for clause in always), *optional]


@hookimpl
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:
    terms = request.section(Physiotherapy)
    highest = parameters.amount("fysio.maximum", request.reference_day)
    if terms is None or highest is None or is_open(terms.rate) or terms.rate <= highest:
        return []
    return [TOO_DEAR.finding("fysio", "tarief", rate=terms.rate, highest=highest)]


@hookimpl
def template_filters() -> Mapping[str, Callable[[object], str]]:
    return {"luid": lambda value: str(value).upper()}
