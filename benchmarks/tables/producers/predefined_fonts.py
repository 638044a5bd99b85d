"""reportlab: Chinese fonts that are not embedded and have no ToUnicode, only a predefined CMap.

The codes in the page are GBK or UCS-2; a reader gets the text from the CMap's name alone.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase._cidfontdata import CIDFontInfo
from reportlab.pdfbase.cidfonts import UnicodeCIDFont, structToPDF

# Predefined CMap → codec of its codes. GB-EUC codes are GBK codes of the GB 2312 characters.
CMAPS = {
    "UniGB-UCS2-H": "utf-16-be",
    "GBK-EUC-H": "gbk",
    "GB-EUC-H": "gbk",
    "UniGB-UTF16-H": "utf-16-be",
    "GBKp-EUC-H": "gbk",
}
_FACE = "STSong-Light"
# CIDs 814 to 939 are the half-width Latin signs that the GBK maps lead to.
_HALF_WIDTH = [814, 939, 500]


class PredefinedFont(UnicodeCIDFont):  # type: ignore[misc] # reportlab has no types
    """``STSong-Light`` under one of `CMAPS`."""

    def __init__(self, cmap: str) -> None:
        """Name the font after its CMap, unlike reportlab's own fonts of that CMap.

        Names are registered for the whole process: under one of reportlab's, `predefined` would
        take another's font, which has no widths, for its own.
        """
        super().__init__(_FACE)
        self.cmap = cmap
        self.name = self.fontName = f"Predefined-{cmap}"

    def formatForPdf(self, text: str) -> str:  # noqa: N802 - reportlab's name
        """Encode a text as the CMap wants it, escaped for a PDF string."""
        escaped: str = escapePDF(text.encode(CMAPS[self.cmap]))
        return escaped

    def stringWidth(self, text: str, size: float, encoding: str | None = None) -> float:  # noqa: N802
        """Give the width of a text in points."""
        if self.cmap in ("GBK-EUC-H", "GB-EUC-H"):
            return size * sum(0.5 if char.isascii() else 1.0 for char in text)
        return float(super().stringWidth(text, size, encoding))

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802 - reportlab's name
        """Write the font's objects."""
        inner = f"F{len(doc.fontMapping) + 1}"
        told = deepcopy(CIDFontInfo[_FACE])
        told["Name"], told["Encoding"] = f"/{inner}", f"/{self.cmap}"
        told["DescendantFonts"][0]["W"] += _HALF_WIDTH
        reference = doc.Reference(structToPDF(told), inner)
        doc.idToObject["BasicFonts"].dict[inner] = reference
        doc.fontMapping[self.name] = f"/{inner}"


def predefined(number: int) -> str:
    """Register the ``number``-th CMap's font, counting round, and give its name."""
    cmap = list(CMAPS)[number % len(CMAPS)]
    font = PredefinedFont(cmap)
    if font.name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(font)
    return str(font.name)
