"""Where a server is found."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_here(base_url: str) -> bool:
    """Return whether only this computer finds a server at `base_url`."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
