"""pdfium's functions, bound for speed.

A page costs thousands of calls. Through pypdfium2's raw bindings each one checks its arguments
and releases the interpreter lock; the same addresses bound with plain integers for handles and
without releasing the lock cost a third of that, and half of what is left is the conversion of the
arguments. So `quick` has the functions that are called once per object: their arguments are
prepared once (`prepared`, `Pool`) and go in as they are. pdfium is not thread-safe anyway: Tongbao
reads in processes, one source each. What is asked of all objects of a page is asked in one go
(`each`, `Pool.fetch`): a loop around the calls would cost more than the calls.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from types import ModuleType, SimpleNamespace
from typing import Any, Final

_HANDLE: Final = ctypes.c_void_p
_INT: Final = ctypes.c_int

# name → (what it returns, what it takes); handles and out-parameters are addresses. Where nobody
# looks at what is returned nothing is: making a number of it is a tenth of the call.
_SIGNATURES: Final[dict[str, tuple[Any, ...]]] = {
    "FPDF_GetPageWidthF": (ctypes.c_float, _HANDLE),
    "FPDF_GetPageHeightF": (ctypes.c_float, _HANDLE),
    "FPDFPage_GetRotation": (_INT, _HANDLE),
    "FPDFPage_GetCropBox": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPage_GetMediaBox": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFText_GetLooseCharBox": (None, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetCharOrigin": (_INT, _HANDLE, _INT, _HANDLE, _HANDLE),
    "FPDFText_GetMatrix": (None, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetUnicode": (ctypes.c_uint, _HANDLE, _INT),
    "FPDFText_GetCharAngle": (ctypes.c_float, _HANDLE, _INT),
    "FPDFText_GetTextObject": (_HANDLE, _HANDLE, _INT),
    "FPDFText_GetText": (_INT, _HANDLE, _INT, _INT, _HANDLE),
    "FPDFText_CountChars": (_INT, _HANDLE),
    "FPDFTextObj_GetTextRenderMode": (_INT, _HANDLE),
    "FPDFPage_CountObjects": (_INT, _HANDLE),
    "FPDFPage_GetObject": (_HANDLE, _HANDLE, _INT),
    "FPDFFormObj_CountObjects": (_INT, _HANDLE),
    "FPDFFormObj_GetObject": (_HANDLE, _HANDLE, ctypes.c_ulong),
    "FPDFPageObj_GetType": (_INT, _HANDLE),
    "FPDFPageObj_GetMatrix": (_INT, _HANDLE, _HANDLE),
    "FPDFPageObj_GetBounds": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPageObj_GetFillColor": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPageObj_GetStrokeColor": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPageObj_GetStrokeWidth": (None, _HANDLE, _HANDLE),
    "FPDFPath_GetDrawMode": (_INT, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPath_CountSegments": (_INT, _HANDLE),
    "FPDFPath_GetPathSegment": (_HANDLE, _HANDLE, _INT),
    "FPDFPathSegment_GetPoint": (None, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPathSegment_GetType": (_INT, _HANDLE),
    "FPDFPathSegment_GetClose": (_INT, _HANDLE),
}


@lru_cache(maxsize=1)
def raw() -> ModuleType:
    """Return pypdfium2's raw bindings: constants, and what is called once a page."""
    from pypdfium2 import raw as bindings

    module: ModuleType = bindings
    return module


@lru_cache(maxsize=1)
def functions() -> SimpleNamespace:
    """Return the functions of pdfium by name, handles and out-parameters as integer addresses."""

    def bound(name: str) -> Callable[..., Any]:
        restype, *argtypes = _SIGNATURES[name]
        return ctypes.PYFUNCTYPE(restype, *argtypes)(address(getattr(raw(), name)))

    return SimpleNamespace(**{name: bound(name) for name in _SIGNATURES})


@lru_cache(maxsize=1)
def quick() -> SimpleNamespace:
    """Return the functions of pdfium by name, for prepared arguments.

    Nothing is converted: a handle must come from `prepared` (a plain integer would be cut to the
    width of a C ``int``), an out-parameter from a `Pool`; integers are C ``int``.
    """

    def bound(name: str) -> Callable[..., Any]:
        return ctypes.PYFUNCTYPE(_SIGNATURES[name][0])(address(getattr(raw(), name)))

    narrow = [name for name, types in _SIGNATURES.items() if ctypes.c_ulong not in types]
    return SimpleNamespace(**{name: bound(name) for name in narrow})


def prepared(handles: Iterable[int | None]) -> list[Any]:
    """Return the arguments that stand for handles in calls of `quick` functions."""
    return list(map(_HANDLE.from_param, handles))


def address(handle: object) -> int:
    """Return the address a raw handle holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


class Buffer:
    """Out-parameters of many calls in one array, and the addresses of its items.

    A function of pdfium writes each result to an address of its own, so that one `each` makes all
    the calls and the results are read afterwards, without a step of Python between two calls.
    """

    def __init__(self, code: str, count: int) -> None:
        self.items: array[Any] = array(code, bytes(array(code).itemsize * count))
        self.start = self.items.buffer_info()[0]

    def addresses(self, first: int = 0, step: int = 1) -> range:
        """Return the addresses of every ``step``-th item, beginning with item ``first``."""
        size = self.items.itemsize
        whole = len(self.items) * size
        return range(self.start + first * size, self.start + whole, step * size)


class Pool:
    """Out-parameters that are prepared once and used for every page.

    Args:
        kind: ``f`` (float) or ``I`` (unsigned integer), the type of the items.
        width: how many items one call writes.
        columns: how many addresses one call takes: 1 (a structure) or ``width``.
    """

    _COUNT: Final = 1024

    def __init__(self, kind: str, width: int, columns: int) -> None:
        item: Any = {"f": ctypes.c_float, "I": ctypes.c_uint}[kind]
        self._kind = kind
        self._store = (item * (width * self._COUNT))()
        self._bytes = memoryview(self._store).cast("B")
        size = ctypes.sizeof(item)
        self._step = width * size
        self._columns = [
            [ctypes.byref(self._store, i * self._step + k * size) for i in range(self._COUNT)]
            for k in range(columns)
        ]

    def fetch(
        self, function: Callable[..., Any], things: Sequence[Any], *, of: Sequence[Any] = ()
    ) -> tuple[list[Any], array[Any]]:
        """Call a `quick` function once per thing, with the addresses to write to behind it.

        Args:
            function: takes what the things are of, the thing, and the addresses.
            things: prepared handles, or plain integers.
            of: what all calls begin with.

        Returns:
            What each call returned, and what all of them wrote; zero where one wrote nothing.
        """
        returned: list[Any] = []
        written = array(self._kind)
        fixed = list(map(repeat, of))
        for start in range(0, len(things), self._COUNT):
            part = things[start : start + self._COUNT]
            ctypes.memset(self._store, 0, len(part) * self._step)
            returned += map(function, *fixed, part, *self._columns)
            written.frombytes(self._bytes[: len(part) * self._step])
        return returned, written


@lru_cache(maxsize=8)
def pool(kind: str, width: int, columns: int = 1) -> Pool:
    """Return the `Pool` of this shape; there is one of each."""
    return Pool(kind, width, columns)


def each(function: Callable[..., int], *arguments: Iterable[Any]) -> list[int]:
    """Call a function of pdfium once per item of the arguments; gives what it returns.

    The arguments are gone through side by side (as `map` does), the shortest ends it.
    """
    return list(map(function, *arguments))
