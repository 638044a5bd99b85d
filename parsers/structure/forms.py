"""Tests for single printed lines, from ``schemas/vocabulary/document_forms.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from parsers.cells import fold, tidy
from parsers.structure.labels import label_of
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_ANNEX: Final = lazy_re(
    r"附件(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?(?P<colon>[:：])?(?P<rest>.*)"
)
_PROSE_MARKS: Final = lazy_re(r"[，。；：？！,;:?!]")
_MOST_ORGAN: Final = 40
_MOST_TITLE: Final = 120
_MOST_MARKS: Final = 40
"""Characters at the end of a line that are looked at for footnote marks."""


@cache
def forms() -> dict[str, Any]:
    """Return the vocabulary of document forms."""
    return vocabulary("document_forms")


@cache
def _line_pattern(name: str) -> re.Pattern[str]:
    return re.compile(forms()["lines"][name])


def packed(text: str) -> str:
    """Return a line without any blanks."""
    return "".join(text.split())


def is_line(name: str, text: str) -> bool:
    """Tell whether a whole line is of a form of ``[lines]`` (``copy_to``, ``table_unit`` …)."""
    return _line_pattern(name).fullmatch(packed(text)) is not None


def annex_head(text: str) -> tuple[str | None, bool, str] | None:
    """Take an annex heading or the start of an attachment list apart.

    Returns:
        The number as printed (``None`` without), whether a colon follows, and the rest of the
        line; ``None`` when the line does not start with 附件.

    >>> annex_head("附 件 一:")
    ('一', True, '')
    """
    bare = tidy(text).lstrip("-–—•·* ")
    if not packed(bare).startswith("附件"):
        return None
    match = _ANNEX.fullmatch(re.sub(r"^附\s*件\s*", "附件", bare))
    if match is None:
        return None
    return match["number"], match["colon"] is not None, match["rest"].strip()


def is_organ(text: str) -> bool:
    """Tell whether a line is the name of an organ and nothing else.

    >>> is_organ("青禾区政务公开领导小组"), is_organ("关于考核情况的通报")
    (True, False)
    """
    bare = packed(text)
    suffix = forms()["organs"]["head_suffix"]
    bare = bare.removesuffix(suffix)
    if not 3 <= len(bare) <= _MOST_ORGAN or "关于" in bare or _PROSE_MARKS.search(bare):
        return False
    if label_of(bare) is not None or bare.startswith(("附件", "各")):
        return False
    return bare.endswith(tuple(forms()["organs"]["endings"]))


def title_type(text: str) -> str | None:
    """Return the type word that a title ends with, ``None`` when the text is no whole title.

    >>> title_type("关于2024年考核情况的通报"), title_type("考核工作统计公报①")
    ('通报', '公报')
    """
    bare = strip_footnote(packed(text))
    bare = re.sub(r"[(（][^()（）]{1,30}[)）]$", "", bare)
    if not 4 <= len(bare) <= _MOST_TITLE or re.search(r"[，。；：:;？！]", bare):
        return None
    types = (*forms()["title"]["types"], *forms()["title"]["other_types"])
    return max((word for word in types if bare.endswith(word)), key=len, default=None)


def is_official_type(word: str | None) -> bool:
    """Tell whether a type word is one of the fifteen of the standard."""
    return word in forms()["title"]["types"]


@cache
def _footnote() -> re.Pattern[str]:
    return re.compile(forms()["title"]["footnote"])


def strip_footnote(text: str) -> str:
    """Return a title without footnote marks at its end.

    Only the last characters can be marks: a search from every mark of a long line would cost time
    that grows with the square of its length.
    """
    return text[:-_MOST_MARKS] + _footnote().sub("", text[-_MOST_MARKS:])


def field_of(text: str) -> tuple[str, str] | None:
    """Read a line ``文号：…`` of a web page's metadata block: what it gives, and its value.

    Returns:
        ``issuer``, ``number``, ``date``, ``title`` or ``ignored`` with the value; else ``None``.
    """
    name, mark, value = fold(tidy(text)).partition(":")
    if not mark:
        return None
    name = packed(name).strip("[]【】")
    for key in ("issuer", "number", "date", "title", "ignored"):
        if name in forms()["fields"][key]:
            return key, value.strip()
    return None


def document_number(text: str) -> str | None:
    """Return the document number (发文字号) that a line holds, alone or beside who signed it.

    A line that goes on otherwise (根据青政办〔2024〕17号文件要求，…) is prose that cites one.

    >>> document_number("青政办〔2024〕17号 签发人：王江"), document_number("根据青政〔2024〕1号，")
    ('青政办〔2024〕17号', None)
    """
    words = forms()["document_number"]
    match = re.match(words["pattern"], packed(text))
    if match is None or (match["rest"] and re.fullmatch(words["beside"], match["rest"]) is None):
        return None
    return match["number"]


def looks_addressed(text: str) -> bool:
    """Tell whether a text up to its colon names addressees (主送机关).

    >>> looks_addressed("各街道，区直各部门："), looks_addressed("现将考评情况通报如下：")
    (True, False)
    """
    bare = packed(text)
    if not bare.endswith(("：", ":")) or "。" in bare or "；" in bare or len(bare) > 400:
        return False
    words = forms()["organs"]
    if any(word in bare for word in words["not_addressees"]) or label_of(bare) is not None:
        return False
    names = split_addressees(bare)
    known = [name for name in names if any(word in name for word in words["addressees"])]
    return bool(names) and 2 * len(known) > len(names) and all(len(name) <= 60 for name in names)


def split_addressees(text: str) -> tuple[str, ...]:
    """Split addressees at ，、, outside brackets; the closing colon is dropped.

    >>> split_addressees("江东管理区、各街道，区直有关部门（单位、企业）：")
    ('江东管理区', '各街道', '区直有关部门（单位、企业）')
    """
    names, depth, current = [], 0, ""
    for char in packed(text).rstrip("：:"):
        folded = fold(char)
        depth += (folded in "(<") - (folded in ")>")
        if depth <= 0 and (folded == "," or char in "、；;"):
            names.append(current)
            current = ""
        else:
            current += char
    names.append(current)
    return tuple(name for name in names if name)
