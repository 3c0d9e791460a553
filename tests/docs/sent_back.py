"""Makes of a sent document the one that came back: `sent_back.py SENT BACK` changes the OVA with tracked changes on."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.verify.edits import Edited, replace

if __name__ == "__main__":
    sent = Edited(Path(sys.argv[1]).read_bytes())
    replace(sent, sent.line("De OVA bestaat voor 2025"), "4,18%", "3,18%", day="2026-03-03")
    Path(sys.argv[2]).write_bytes(sent.saved())
