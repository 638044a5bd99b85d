"""The other end of `pipeline.isolated`: takes calls from a pipe, runs them, sends results back."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
from typing import Final

from pipeline.pipes import receive, send

_GRACE: Final = 10
"""Seconds after which the worker ends itself, should the parent be gone and not kill it."""


def _limit_memory(mebibytes: int) -> None:
    """Refuse address space far above the limit; the parent watches what is really used."""
    import resource

    ceiling = (2 * mebibytes + 2048) * 2**20
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve calls until the pipe is closed. Arguments: the two pipes, seconds, MiB."""
    calls = os.fdopen(int(sys.argv[1]), "rb")
    answers = os.fdopen(int(sys.argv[2]), "wb")
    seconds, mebibytes = float(sys.argv[3]), int(sys.argv[4])
    _limit_memory(mebibytes)
    logging.disable(logging.CRITICAL)
    send(answers, "ready")
    while True:
        try:
            function, args, kwargs = receive(calls)
        except EOFError:
            # Nothing is left open: leaving at once spares the taking apart of all modules.
            os._exit(0)
        signal.alarm(int(seconds) + _GRACE)
        try:
            answer = (True, function(*args, **kwargs))
        except Exception as error:
            answer = (False, error)
        signal.alarm(0)
        send(answers, answer)
