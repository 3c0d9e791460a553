"""The example request of each sector: `example.yaml` in the library folder of the plugin that brings the sector."""

from __future__ import annotations

from collections.abc import Mapping

from izacontract.errors import RequestInvalid
from izacontract.host import Plugins
from izacontract.intake.tree import Tree
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.sections import AGREEMENT
from izacontract.model.values import Typed

NAME = "example.yaml"


def examples_of(plugins: Plugins) -> Mapping[str, Tree]:
    """Return the example of each sector that has one, by the sector's code; one that cannot be read is none."""
    found: dict[str, Tree] = {}
    for plugin, folder in plugins.folders:
        file = folder.joinpath(NAME)
        if not file.is_file():
            continue
        try:
            tree = read_yaml(file.read_bytes(), f"{plugin}/{NAME}")
        except RequestInvalid:
            continue
        agreement = tree.root.get(AGREEMENT.key)
        code = agreement.get("sector") if isinstance(agreement, dict) else None
        if isinstance(code, Typed) and code in plugins.sectors:
            found.setdefault(str(code), tree)
    return found
