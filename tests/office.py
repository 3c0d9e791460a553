"""A running LibreOffice for the scripts in these tests; runs in a Python that knows its `uno`, not in ours."""

import os
import subprocess
import time
from contextlib import contextmanager, suppress

import uno
from com.sun.star.beans import PropertyValue

PIPE = f"izacontract-{os.getpid()}"


def properties(**values):
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def opened(desktop, file):
    """Return the document in `file`, in no window."""
    return desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, properties(Hidden=True))


@contextmanager
def office(profile):
    """Give the desktop of an office of our own, with its settings in the folder `profile`; it ends with the block."""
    listen = f"--accept=pipe,name={PIPE};urp;"
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", listen]
    )
    try:
        desktop = _connect()
        yield desktop
        with suppress(Exception):  # the bridge breaks when the office goes, as it should
            desktop.terminate()
        process.wait(60)
    finally:
        process.kill()


def _connect():
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    address = f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext"
    for _ in range(3000):
        with suppress(Exception):  # the bridge raises kinds of its own until the office listens
            return resolver.resolve(address).ServiceManager.createInstance("com.sun.star.frame.Desktop")
        time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")
