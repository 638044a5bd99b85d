"""The other end of `pipeline.pool`: takes calls from a pipe, runs them, sends the results back."""

from __future__ import annotations

import contextlib
import logging
import signal
import sys
from multiprocessing.connection import Connection
from typing import Final

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
    receive = Connection(int(sys.argv[1]), writable=False)
    send = Connection(int(sys.argv[2]), readable=False)
    seconds, mebibytes = float(sys.argv[3]), int(sys.argv[4])
    _limit_memory(mebibytes)
    logging.disable(logging.CRITICAL)
    send.send("ready")
    while True:
        try:
            function, args, kwargs = receive.recv()
        except EOFError:
            return
        signal.alarm(int(seconds) + _GRACE)
        try:
            answer = (True, function(*args, **kwargs))
        except Exception as error:
            answer = (False, error)
        signal.alarm(0)
        send.send(answer)


if __name__ == "__main__":
    main()
