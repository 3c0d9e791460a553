"""The pytest plugin: fixtures that load one plugin with what it stands on, and make contracts of its example.

pytest loads it in every run. It imports nothing of izacontract until a test asks for one of its fixtures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from izacontract.clauses.library import Library
    from izacontract.host import Plugins
    from izacontract.model.contract import Contract
    from izacontract.model.request import ContractRequest
    from izacontract.testing.requests import MakeContract, MakeRequest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the settings that say which plugin the tests are about."""
    parser.addini("izacontract_plugin", "name of the izacontract plugin that the fixtures load", default="")
    parser.addini("izacontract_beside", "names of the plugins that it stands on", type="args", default=[])


@pytest.fixture(scope="session")
def plugin_host(pytestconfig: pytest.Config) -> Plugins:
    """Return a host with the plugin of this project and those that it stands on, and no other."""
    from izacontract.testing.check import absent
    from izacontract.testing.loading import host_of, installed

    found = {one.name: one for one in installed()}
    names = [pytestconfig.getini("izacontract_plugin"), *pytestconfig.getini("izacontract_beside")]
    if not names[0]:
        raise pytest.UsageError("name your plugin in the pytest settings: izacontract_plugin = ...")
    for name in names:
        if name not in found:
            raise absent(name, list(found))
    return host_of([entry for name in names for entry in found[name].entries])


@pytest.fixture(scope="session")
def clause_library(plugin_host: Plugins) -> Library:
    """Return the slots, clauses, parameters and commitments of the plugin and of those that it stands on."""
    return plugin_host.library


@pytest.fixture(scope="session")
def make_request(plugin_host: Plugins, pytestconfig: pytest.Config) -> MakeRequest:
    """Return a function that makes a request of the example, with changes."""
    from izacontract.testing.requests import chosen_sector, request_of

    name = pytestconfig.getini("izacontract_plugin")

    def make(changes: Mapping[str, object] | None = None, *, sector: str | None = None) -> ContractRequest:
        return request_of(plugin_host, chosen_sector(plugin_host, name, sector), changes or {})

    return make


@pytest.fixture(scope="session")
def make_contract(plugin_host: Plugins, make_request: MakeRequest) -> MakeContract:
    """Return a function that makes the contract of the example, with changes."""
    from izacontract.build.contract import build_contract

    def make(changes: Mapping[str, object] | None = None, *, sector: str | None = None) -> Contract:
        return build_contract(make_request(changes, sector=sector), plugin_host)

    return make


@pytest.fixture
def contract_snapshot(snapshot: Any) -> SnapshotAssertion:
    """Return a snapshot that is a text file to read: of a contract, or of what `clause_text` gives of one."""
    from izacontract.testing.snapshots import ContractFile

    made: SnapshotAssertion = snapshot.use_extension(ContractFile)
    return made
