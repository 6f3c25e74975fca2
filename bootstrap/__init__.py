"""Takes a fresh clone to a running product, with the standard library alone."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one place that an older Python may reach
    sys.exit(
        "Vetting needs Python 3.11 or newer; `python3` here is %d.%d.\n"  # noqa: UP031 - as above
        "What to do: install a newer one and name it, e.g. `make run PYTHON=python3.12`."
        % sys.version_info[:2]
    )
