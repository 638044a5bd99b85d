"""Chinese fonts with TrueType outlines, found by fontconfig or in folders that are named.

reportlab embeds TrueType outlines only, so fonts with PostScript outlines (Noto CJK) are passed
over here; Chromium, LibreOffice and typst find those by themselves.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

_SUFFIXES = (".ttf", ".ttc")


def _from_fontconfig() -> list[Path]:
    if shutil.which("fc-list") is None:
        return []
    done = subprocess.run(
        ["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, check=False
    )
    return sorted({Path(line.strip().rstrip(":")) for line in done.stdout.splitlines() if line})


def _has_truetype_outlines(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(16)
        if head[:4] == b"ttcf":
            file.seek(int.from_bytes(head[12:16], "big"))
            head = file.read(4)
    return head[:4] in (b"\x00\x01\x00\x00", b"true")


def register(
    needed: Iterable[str], folders: Sequence[Path] = (), limit: int | None = None
) -> list[str]:
    """Register fonts with reportlab and give their names.

    Args:
        needed: characters that a font must have to be taken.
        folders: looked through besides what fontconfig knows.
        limit: take no more than so many; ``None`` takes all.

    Returns:
        The registered names, in the order of the files' names; empty when no font fits.
    """
    files = {p for p in _from_fontconfig() if p.suffix.lower() in _SUFFIXES}
    for folder in folders:
        files |= {p for p in folder.rglob("*") if p.suffix.lower() in _SUFFIXES}
    codes = frozenset(map(ord, needed))
    names: list[str] = []
    for path in sorted(files, key=lambda p: p.name):
        if limit is not None and len(names) == limit:
            break
        if _has_truetype_outlines(path) and _usable(path, codes):
            names.append(path.stem)
    return names


@cache
def _usable(path: Path, codes: frozenset[int]) -> bool:
    """Register the font under its file's name; not when characters are missing."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(path.stem, str(path))
    except TTFError:
        return False
    if not codes <= set(font.face.charToGlyph):
        return False
    pdfmetrics.registerFont(font)
    return True


def families(wanted: Sequence[str]) -> list[str]:
    """Give those of the wanted font families that fontconfig knows."""
    if shutil.which("fc-list") is None:
        return []
    done = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False)
    known = {name.strip() for line in done.stdout.splitlines() for name in line.split(",")}
    return [name for name in wanted if name in known]
