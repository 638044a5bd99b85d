"""pdfium's functions, bound for speed.

A page costs thousands of calls. Through pypdfium2's raw bindings each one checks its arguments
and releases the interpreter lock (0.6–0.8 µs); the same addresses bound with plain integers for
handles and without releasing the lock cost a third of that. pdfium is not thread-safe anyway:
Tongbao reads in processes, one source each. What is asked of all objects of a page is asked in one
go (`each`): a loop around the calls would cost more than the calls.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from types import ModuleType, SimpleNamespace
from typing import Any, Final

_HANDLE: Final = ctypes.c_void_p
_INT: Final = ctypes.c_int

# name → (what it returns, what it takes); handles and out-parameters are addresses.
_SIGNATURES: Final[dict[str, tuple[Any, ...]]] = {
    "FPDFText_GetLooseCharBox": (_INT, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetCharOrigin": (_INT, _HANDLE, _INT, _HANDLE, _HANDLE),
    "FPDFText_GetMatrix": (_INT, _HANDLE, _INT, _HANDLE),
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
    "FPDFPageObj_GetStrokeWidth": (_INT, _HANDLE, _HANDLE),
    "FPDFPath_GetDrawMode": (_INT, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPath_CountSegments": (_INT, _HANDLE),
    "FPDFPath_GetPathSegment": (_HANDLE, _HANDLE, _INT),
    "FPDFPathSegment_GetPoint": (_INT, _HANDLE, _HANDLE, _HANDLE),
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


def each(function: Callable[..., int], *arguments: Iterable[int]) -> list[int]:
    """Call a function of pdfium once per item of the arguments; gives what it returns.

    The arguments are gone through side by side (as `map` does), the shortest ends it.
    """
    return list(map(function, *arguments))
