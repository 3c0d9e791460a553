"""What falls due over all contracts of a register, with the days of events that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from izacontract.build.contract import build_contract
from izacontract.duties.due import Duty, Period, duties_of
from izacontract.errors import IzacontractError, RequestInvalid, Told
from izacontract.host import Plugins
from izacontract.impact.portfolio import Typed, Unread, first_fault
from izacontract.intake.read import examine_tree
from izacontract.model.duty import SIGNED, Who
from izacontract.register.facts import PROVIDER, known
from izacontract.register.reading import ListedContract, WholeContract
from izacontract.register.steps import Status, steps_that_stand


@dataclass(frozen=True, slots=True)
class DueContract:
    """A contract of the register with its duties in the period that was asked for, and those that wait."""

    contract: ListedContract
    duties: tuple[Duty, ...]

    @property
    def provider(self) -> str:
        """Return the name of its provider."""
        return self.contract.names(PROVIDER)


@dataclass(frozen=True, slots=True)
class AllDue:
    """What falls due in contracts of a register.

    `absent` are contracts of it without a request among those that were given; `unread` are files that are no request
    without faults; `others` are the references of requests that the register does not have, or that are not asked for.
    """

    contracts: tuple[DueContract, ...]
    absent: tuple[ListedContract, ...]
    unread: tuple[Unread, ...]
    others: tuple[str, ...]


def happened_in(whole: WholeContract) -> Mapping[str, Sequence[date]]:
    """Return the days of the events that a register holds of a contract; the day on which it was signed is one."""
    found: dict[str, list[date]] = {}
    for event in whole.events:
        found.setdefault(event["name"], []).append(event["day"])
    for step in steps_that_stand((line.action, line.details) for line in whole.log):
        if step.get("to") == Status.SIGNED.value:
            found.setdefault(SIGNED, []).append(date.fromisoformat(step["day"]))
    return found


def due_in(
    registered: Sequence[WholeContract],
    typed: Iterable[Typed | Unread],
    plugins: Plugins,
    period: Period,
    who: Who | None,
) -> AllDue:
    """Return what falls due in the `registered` contracts within `period`, by the requests among `typed`.

    With `who` only what that party owes, and what both do. Of several requests with one reference the last counts,
    and the others are told.
    """
    wanted = {one.contract.reference: one for one in registered}
    requests: dict[str, Typed] = {}
    unread: list[Unread] = []
    others: dict[str, None] = {}
    for one in typed:
        if isinstance(one, Unread):
            unread.append(one)
            continue
        reference = _reference(one, plugins, unread)
        if reference in wanted:
            if (other := requests.get(reference)) is not None:
                unread.append(Unread(other.name, _replaced(reference, one.name)))
            requests[reference] = one
        elif reference:
            others[reference] = None
    found = tuple(_counted(wanted, requests, plugins, period, who, unread))
    counted = {one.contract.reference for one in found}
    absent = tuple(one.contract for one in registered if one.contract.reference not in counted)
    return AllDue(found, absent, tuple(unread), tuple(others))


def _replaced(reference: str, name: str) -> Told:
    return Told(
        f"kenmerk {reference} heeft ook {name}; die telt, en deze niet",
        f"{name} has reference {reference} too; that one counts, and this one does not",
    )


def _reference(typed: Typed, plugins: Plugins, unread: list[Unread]) -> str:
    """Return the reference of what was typed; "" while that is open, or when it has faults, which is told."""
    examined = examine_tree(typed.tree, plugins, typed.folder)
    if examined.request is None:
        unread.append(Unread(typed.name, first_fault(RequestInvalid(examined.findings))))
        return ""
    return known(examined.request.agreement.reference)


def _counted(
    wanted: Mapping[str, WholeContract],
    requests: Mapping[str, Typed],
    plugins: Plugins,
    period: Period,
    who: Who | None,
    unread: list[Unread],
) -> Iterator[DueContract]:
    for reference, whole in wanted.items():
        if reference not in requests:
            continue
        typed = requests[reference]
        request = examine_tree(typed.tree, plugins, typed.folder).request
        try:
            contract = build_contract(request, plugins) if request else None
        except IzacontractError as error:
            unread.append(Unread(typed.name, first_fault(error)))
            continue
        if contract is None:
            continue
        duties = duties_of(contract, plugins.library, happened_in(whole), period)
        asked = tuple(duty for duty in duties if duty.who.concerns(who))
        yield DueContract(whole.contract, asked)
