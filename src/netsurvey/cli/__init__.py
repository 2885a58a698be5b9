"""The doorman: reads what was typed, makes one call, prints the answer.

Nothing slow is imported here or in the command modules' heads, so that `--help` answers at once; and this is the one
place that turns an error into a message and an exit code.
"""

from __future__ import annotations

import os
import sys

from netsurvey.cli.app import app
from netsurvey.errors import NetsurveyError

__all__ = ["app", "main"]

STOPPED = 130
"""Exit code after Ctrl-C."""
FAULT = 70
"""Exit code of a fault of netsurvey's own."""


def main() -> None:
    """Run the command line; every error ends in a message and the exit code the documentation lists."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except NetsurveyError as error:
        for problem in error.problems:
            print(f"netsurvey: {problem}", file=sys.stderr)  # noqa: T201 - the one place that tells errors
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader went away; be quiet
        sys.exit(0)
    except SystemExit as end:
        if end.code == STOPPED:
            print("netsurvey: stopped; nothing half-written was kept.", file=sys.stderr)  # noqa: T201
        raise
    except Exception as error:
        if os.environ.get("NETSURVEY_DEBUG"):
            raise
        print(  # noqa: T201
            f"netsurvey: this is a fault of netsurvey's own, not of your data ({type(error).__name__}). "
            "Set NETSURVEY_DEBUG=1 and run it again to see where; then please report it without any names.",
            file=sys.stderr,
        )
        sys.exit(FAULT)
