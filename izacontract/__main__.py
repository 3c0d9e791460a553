"""Starts the command line for `python -m izacontract`."""

from __future__ import annotations

import sys

from izacontract.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
