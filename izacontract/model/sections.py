"""The sections of a request: those of the core, and those that a sector's requests may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Protocol

from izacontract.model.deviation import LidDeviation, PositionChoice
from izacontract.model.memory import Same, remembered
from izacontract.model.own import OwnAnnex, OwnProvision
from izacontract.model.request import Agreement, Insurer, Omission, Provider, Settings
from izacontract.model.sector import Section, Sector

AGREEMENT: Final = Section("overeenkomst", Agreement, "De overeenkomst", always=True)
INSURER: Final = Section("zorgverzekeraar", Insurer, "De zorgverzekeraar", always=True)
PROVIDER: Final = Section("zorgaanbieder", Provider, "De zorgaanbieder", always=True)
PROVISIONS: Final = Section("bijzondere_bepalingen", OwnProvision, "Bijzondere bepalingen", many=True)
OWN_ANNEXES: Final = Section("eigen_bijlagen", OwnAnnex, "Eigen bijlagen", many=True)
POSITIONS: Final = Section("posities", PositionChoice, "Posities", many=True)
DEVIATIONS: Final = Section("afwijkingen", LidDeviation, "Afwijkingen", many=True)
OMISSIONS: Final = Section("weggelaten", Omission, "Clausules die vervallen", many=True)
SETTINGS: Final = Section("instellingen", Settings, "Instellingen")
CORE: Final = (AGREEMENT, INSURER, PROVIDER, PROVISIONS, OWN_ANNEXES, POSITIONS, DEVIATIONS, OMISSIONS, SETTINGS)
"""The keys that the core itself knows; every other one is a plugin's."""


class Brought(Protocol):
    """What plugins bring that a request may hold, by code and by key."""

    @property
    def sectors(self) -> Mapping[str, Sector]:
        """Return the sectors by code."""

    @property
    def sections(self) -> Mapping[str, Section]:
        """Return the shared sections by key."""


@remembered(64, key=lambda sector, plugins: (sector and Same(sector), Same(plugins.sectors), Same(plugins.sections)))
def sections_of(sector: Sector | None, plugins: Brought) -> Mapping[str, Section]:
    """Return the sections that a request for `sector` may hold, by key; of an unknown one every one there is.

    `always` then also says that this sector's contracts have the section.
    """
    if sector is None:
        own = {code: Section(code, other.terms, other.title) for code, other in plugins.sectors.items()}
        return MappingProxyType(
            own | {key: replace(section, always=False) for key, section in plugins.sections.items()}
        )
    sections = {sector.code: Section(sector.code, sector.terms, sector.title.capitalize(), always=True)}
    for key, section in plugins.sections.items():
        common = section.common and key not in dict(sector.refuses)
        if section.always or common or key in sector.accepts | sector.assumes:
            sections[key] = replace(section, always=section.always or key in sector.assumes)
    return MappingProxyType(sections)
