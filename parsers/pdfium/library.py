"""pdfium's functions, bound for speed.

A page costs thousands of calls. Through pypdfium2's raw bindings each one checks its arguments
and releases the interpreter lock (0.6–0.8 µs); the same addresses bound with plain integers for
handles and without releasing the lock cost a third of that. pdfium is not thread-safe anyway:
Tongbao reads in processes, one source each.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType, SimpleNamespace
from typing import Any, Final

_HANDLE: Final = ctypes.c_void_p
_INT: Final = ctypes.c_int

# name → (what it returns, what it takes); handles and out-parameters are addresses.
_SIGNATURES: Final[dict[str, tuple[Any, ...]]] = {
    "FPDFText_GetLooseCharBox": (_INT, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetCharOrigin": (_INT, _HANDLE, _INT, _HANDLE, _HANDLE),
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
