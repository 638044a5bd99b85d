"""Objects over a pipe: how `pipeline.isolated` and `pipeline.worker` talk to each other.

Each object is its pickle behind eight bytes of length. ``multiprocessing.connection`` would do the
same, and costs both processes 25 ms of CPU to import.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, Final

_LENGTH: Final = struct.Struct("!Q")


def send(pipe: BinaryIO, content: object) -> None:
    """Write one object, whole or not at all if it does not pickle.

    Raises:
        OSError: the other end is closed.
    """
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> Any:  # noqa: ANN401 - whatever was sent
    """Wait for one object and return it.

    Raises:
        EOFError: the other end was closed before the whole object had come.
    """
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return pickle.loads(_exactly(pipe, length))  # noqa: S301 - from our own process


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
