"""The Jinja environment of our HTML pages: it escapes every value and refuses a name that is not there."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def pages_of(package: str = "izacontract.render") -> Environment:
    """Return a new environment for the templates in the folder `pages` of `package`."""
    return Environment(
        loader=PackageLoader(package, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
