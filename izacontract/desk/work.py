"""The pages of long work: how far each job is; a page can be left and found again, and one that broke off goes on."""

from __future__ import annotations

from typing import Final

from izacontract.desk import messages as m
from izacontract.desk.asked import Asked, DeskPage, page, to
from izacontract.desk.commands import typed
from izacontract.desk.jobs import Job, Jobs
from izacontract.desk.keeping import requests_on
from izacontract.desk.who import MAKERS
from izacontract.web.answers import Reply


def jobs(asked: Asked) -> Reply:
    """Return the list of jobs, the newest first."""
    return page("jobs.html", asked, {"jobs": Jobs(asked.desk).all()})


def job(asked: Asked) -> Reply:
    """Return how far a job is."""
    found = _found(asked)
    here = set(requests_on(asked.desk)) if found.is_over and found.task.contracts else set()
    values = {"job": found, "made": [name for name in found.task.contracts if name in here]}
    return page("job.html", asked, {**values, "command": [typed(one) for one in found.task.commands[:5]]})


def resume(asked: Asked) -> Reply:
    """Let a job that was broken off go on."""
    found = _found(asked)
    Jobs(asked.desk).resume(found.task.id)
    return to(asked, f"/werk/{found.task.id}")


def stop(asked: Asked) -> Reply:
    """Break a job off."""
    found = _found(asked)
    Jobs(asked.desk).stop(found.task.id)
    return to(asked, f"/werk/{found.task.id}")


def _found(asked: Asked) -> Job:
    found = Jobs(asked.desk).get(asked.place["id"])
    if found is None:
        raise m.GONE.failure(m.DeskRefused, name=asked.place["id"][:40])
    return found


PAGES: Final = (
    DeskPage("/werk", jobs),
    DeskPage("/werk/{id}", job),
    DeskPage("/werk/{id}/verder", resume, MAKERS, "werk hervat", about="id"),
    DeskPage("/werk/{id}/stop", stop, MAKERS, "werk afgebroken", about="id"),
)
