"""Dates and periods: where they stand, and which year they mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from parsers.numbers import chinese_to_int
from parsers.statistics.facts import cue_set, longest_first
from schemas.patterns import lazy_re

_YEAR: Final = r"(?:(?:19|20)\d{2}|二[〇零○][〇零一二三四五六七八九○]{2})年"
# 6月18日9时40分, 9月5日08时至6日08时: the hour belongs to the day.
_HOUR: Final = r"(?:\d{1,2}(?:时(?:\d{1,2}分)?许?|:\d{2}))?"
_PART: Final = (
    rf"(?:\d{{1,2}}月份?(?:\d{{1,2}}日{_HOUR})?(?:[—~至-](?:\d{{1,2}}月份?)?(?:\d{{1,2}}日{_HOUR})?)?|"
    r"\d{1,2}[—~至-]\d{1,2}月份?|第?[一二三四1-4]季度|前[一二三四]季度|上半年|下半年|年?末|年?底|年?初|全年|度)?"
)
_MONTH: Final = (
    r"(?:十[一二]?|[一二三四五六七八九])月(?:份|底|末|初|[上中下]旬|(?=[,共全累])|(?=以来))"
)
_WITHIN_YEAR: Final = (
    r"(?:第?[一二三四1-4]季度|前[一二三四]季度|上半年|下半年|\d{1,2}月?[—~至-]\d{1,2}月份?|"
    rf"\d{{1,2}}月份?(?:\d{{1,2}}日)?|{_MONTH})"
)
_TIME: Final = lazy_re(
    rf"(?:截至|截止到?|到)?(?:去年|上年|今年|本年|当年)(?:{_WITHIN_YEAR}|度?全年|前\d{{1,2}}个月)(?:以来|底|末|初)?|"
    rf"(?<![\d一二三四五六七八九十个每满]){_MONTH}|"
    rf"(?:截至|截止到?|到)?(?:19|20)\d{{2}}[—~至-](?:19|20)?\d{{2}}年(?:度)?|"
    rf"(?:{_YEAR})?(?<!\d)\d{{1,2}}月\d{{1,2}}(?:日?[—~至、和-]\d{{1,2}})+日{_HOUR}|"
    rf"(?:截至|截止到?)?{_YEAR}{_PART}(?:以来|至今|底|末|初)?|"
    r"(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])(?:[./-]\d{1,2})?(?![\d万亿余多%‰元吨人件个条])|"
    rf"(?<!\d)\d{{1,2}}月份?\d{{1,2}}日{_HOUR}(?:[—~至-](?:\d{{1,2}}月)?\d{{1,2}}日{_HOUR})?|"
    r"(?<!\d)\d{1,2}月?[—~至-]\d{1,2}月份?|(?<![\d个.])\d{1,2}、\d{1,2}月份?(?!\d)|(?<![\d个.])\d{1,2}月(?:份|底|末|初)|"
    r"(?<![\d个.])\d{1,2}月(?!\d{1,2}(?:[日号天]|[、和及与—~至-]\d|$))|"
    r"(?<![\d.])\d{1,2}日(?=前|起|,|。|、|上午|下午|凌晨|清晨|中午|傍晚|晚|夜|$)|\d{1,2}[时:]\d{1,2}分(?!别)(?:\d{1,2}秒)?|"
    r"(?:截至|截止)?(?:今年以来|今年|明年(?!度)|本年度|本年|(?<!健)全年|当年|年末|年底|年初|年内|截至年底|上半年|下半年|"
    r"第?[一二三四1-4]季度|前三季度|本季度|本月|本周|当月|去年同期|上年同期|去年年底|去年底|去年末|上年末|(?<!转)(?:上年度|上年|去年)(?!度?(?:结转|转结|转入|遗留|结余))|"
    r"前年|上季度|上月|上周|同期)|"
    r"近[一二两三四五六七八九十\d]{1,2}年来?|(?:过去|最近|(?<![学提])前)[一二两三四五六七八九十\d]{1,3}个?(?:年|月|季度|周|天)|"
    r"连续(?:[一二两三四五六七八九十]{1,3}个?(?:年|月|季度|周)|\d{1,2}(?:年|个季度))|"
    r"[一二两三四五六七八九十\d]{1,2}年来?(?=平均|年均|累计|共)|"
    r"[一二两三四五六七八九十]{1,2}年前|"
    r"十[一二三四五]五(?:时期|期间|规划)"
)
_NUMERALS: Final = "一二两三四五六七八九十"
_TIME_AHEAD: Final = lazy_re(
    rf"(?=[截到今明本全当年上下第去前同近过最连\d{_NUMERALS}])"
    r"(?=截[至止]|到[去上今本当12]|[今明全去]年|本[年季月周]|当[年月]|年[末底初内]|上[年半季月周]|下半|"
    rf"第[一二三四1-4]季|前[年{_NUMERALS}\d]|同期|近[{_NUMERALS}\d]|过去|最近|连续|"
    rf"[{_NUMERALS}][年月季{_NUMERALS}〇零○\d]|(?:19|20)\d\d[./]|"
    rf"\d{{1,4}}[年月日时:季—~至、{_NUMERALS}-])(?:{_TIME.pattern})"
)
"""The same, looked for only where one of its readings begins: not at 98.5% or 1208件."""
_CHINESE_MONTH: Final = lazy_re(r"^(十[一二]?|[一二三四五六七八九])月")
_SET_OUT: Final = lazy_re(
    r"(?:既定|确定|部署|下达|制定|安排|排定|签订|承诺|交办|梳理)[^,。;:\d]{0,2}?的"
)
# Which of its sort a period is (2021年, 2022年第三季度, 2022年下半年); one of these is in a span.
_SPAN: Final = frozenset("—~至-前截、和来近过")
_WHICH: Final = lazy_re(r"[\d一二三四上下]+")
_QUARTERS: Final = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Whole months of one year or of several.
_MONTH_SPAN: Final = lazy_re(
    r"(?P<year>\d{4})(?:[—~至-](?P<to>\d{4}))?年(?:(?P<half>[上下])半年|第(?P<nth>[一二三四1-4])季度|"
    r"前(?P<of>[一二两三四])季度|(?P<first>\d{1,2})(?:[—~至、-](?P<last>\d{1,2}))?月份?)?"
)
_ORDINAL: Final = lazy_re(r"^(?=[一二三四1-4]季度)")
_REFERENCE: Final = lazy_re(
    r"(?:同期)?(?:\([约近]?\d[^()]{0,12}\)的|的(?:近|约|超|逾)?[\d一二三四五六七八九十百]|水平|预算|目标|数的)"
)
_RECORD: Final = lazy_re(r"(?:第[一二三四五六七八九十]|最|新)[高低多少大小好差]")
_REACHED_IN: Final = lazy_re(r"(?:增|升|降|减|增加|增长|上升|提高|提升|下降|减少|降低|扩大)[到至]$")
_MONTHS: Final = lazy_re(r"(\d{1,2})月[—~至-](\d{1,2}月)")
_HOURS: Final = lazy_re(r"(?<=日)\d{1,2}(?:时(?:\d{1,2}分)?许?|:\d{2})")
# From the first day of a month to the last of another.
_WHOLE_MONTHS: Final = lazy_re(r"(\d{1,2})月1日[—~至-](\d{1,2}月)(?:3[01]|2[89])日")
_CLOCK: Final = lazy_re(r"\d{1,2}[时:]\d")
_YEARS: Final = lazy_re(
    r"(?:近|过去|最近)?(?P<n>[一二两三四五六七八九十]{1,2}|\d{1,2})年(?:来|前)?"
)
_FIRST_MONTHS: Final = lazy_re(r"前([一二两三四五六七八九十]{1,2}|\d{1,2})个?月$")
_DUE: Final = lazy_re(r"[底末初]?(?:之)?前(?!后|期|往|来|三|\d)")
_NOW: Final = lazy_re(r"[,;](?:截至目前|目前|现有|现已)")
_TITLE: Final = lazy_re(r"《[^《》]{0,200}》")
_WITHIN: Final = lazy_re(
    r"(?:\d|(?:十[一二]?|[一二三四五六七八九])月|第?[一二三四1-4]季度|[一二三四上下前]|年[末底初])"
)


def find_times(text: str) -> list[tuple[int, int]]:
    """Return the ranges of dates and periods in a folded text, in order; titles have none."""
    titles = [m.span() for m in _TITLE.finditer(text)]
    found: list[tuple[int, int]] = []
    at = 0
    for match in _TIME_AHEAD.finditer(text):
        while at < len(titles) and titles[at][1] <= match.start():
            at += 1
        if match.end() > match.start() and not (
            at < len(titles) and titles[at][0] <= match.start()
        ):
            found.append(match.span())
    return found


def is_time(text: str) -> bool:
    """Tell whether a text is a date or a period and nothing else."""
    match = _TIME_AHEAD.match(text)
    return match is not None and match.end() == len(text)


# The numbers of a sentence ask for one and the same time.
@lru_cache(maxsize=256)
def printed_period(
    text: str, left: int, right: int, data_year: int | None, whole: str | None
) -> tuple[str, str]:
    """Return what is printed of a time, without spaces, and the period of the notice it means."""
    printed = "".join(text[left:right].split())
    return printed, current(resolve(printed, data_year), whole)


def is_now(text: str, left: int, right: int) -> bool:
    """Tell whether something is said of the present between two places (…；目前为65.7%)."""
    if text.find("前", left, right) < 0 and text.find("现", left, right) < 0:
        return False
    return _NOW.search(text, left, right) is not None


# The numbers of a sentence ask for one and the same time.
@lru_cache(maxsize=256)
def is_to_come(text: str, left: int, right: int, data_year: int | None) -> bool:
    """Tell whether a time is one by which something was or is to be (8月底前, 到2025年)."""
    printed = "".join(text[left:right].split())
    return is_later(printed, data_year) or is_deadline(text, right)


@lru_cache(maxsize=2_000)
def resolve(printed: str, data_year: int | None) -> str:
    """Write a period with its year, where the notice's data year tells which one is meant.

    >>> [resolve(text, 2022) for text in ("全年", "上年末", "12月份")], resolve("全年", None)
    (['2022年', '2021年末', '2022年12月份'], '全年')
    """
    text = _MONTHS.sub(r"\1—\2", re.sub(r"^(?:截至|截止到?|到)|(?<=年)度?全年$", "", printed))
    if "日" in text:
        text = _WHOLE_MONTHS.sub(r"\1—\2", _HOURS.sub("", text))
    text = _FIRST_MONTHS.sub(lambda found: f"1—{_count(found[1])}月", text)
    if data_year is None or re.match(r"(?:19|20)\d{2}|二[〇零○]", text):
        return _arabic_year(text)
    for name, year in (("last", data_year - 1), ("this", data_year), ("next", data_year + 1)):
        for word in longest_first("period", name):
            if text.startswith(word):
                rest = text[len(word) :].removeprefix("年")
                return f"{year}年{_arabic_month(_ORDINAL.sub('第', rest))}"
    if text.startswith(longest_first("period", "before_last")):
        return f"{data_year - (2 if text == '前年' else 1)}年"
    if text.startswith("年"):
        return f"{data_year}{text}"
    counted = _years(text, data_year)
    if counted is not None:
        return counted
    uncertain = longest_first("period", "uncertain")
    if _WITHIN.match(text) and not (text.startswith(uncertain) or re.fullmatch("前.*年", text)):
        return f"{data_year}年{_ORDINAL.sub('第', _arabic_month(text))}"
    return text


# The numbers of a sentence ask for one and the same time.
@lru_cache(maxsize=256)
def is_reference(text: str, left: int, right: int) -> bool:
    """Tell whether a time only names what is compared with: 较上年, 是上年的 3 倍, 年初预算."""
    before = text[left - 1 : left]
    if before and before in "比较与同由从":
        return True
    lasting = longest_first("period", "lasting")
    is_record = text.endswith(lasting, left, right) and _RECORD.match(text, right)
    if is_record or text.startswith(longest_first("period", "usual"), max(0, left - 2)):
        return True  # 为年内最低, 是常年7月同期的2倍
    if before in ("到", "至") and _REACHED_IN.search(text, max(0, left - 4), left):
        return False
    if text.startswith("年初", max(left, right - 2)) and _SET_OUT.match(text, right):
        return True  # 年初部署的38项任务: when they were set out, not when they were counted.
    return _REFERENCE.match(text, right) is not None and (
        before in set("为是至达于到的足过占,") or text.startswith("预算", right)
    )


def is_deadline(text: str, right: int) -> bool:
    """Tell whether a time that ends here is a date by which something was to be done (8月底前)."""
    return _DUE.match(text, right) is not None


def is_later(printed: str, data_year: int | None) -> bool:
    """Tell whether a time names a year after that of the notice (an aim: 到2025年)."""
    if printed.startswith(longest_first("period", "next")):
        return True
    year = re.search(r"20\d{2}(?=年)", printed)
    return data_year is not None and year is not None and int(year[0]) > data_year


def is_no_period(printed: str, *, opens: bool) -> bool:
    """Tell whether a time is none that a number is of: a time of day, 连续三年居第1位.

    连续五个月 is one where it ``opens`` the clause of an amount (连续五个月办结率为100%).
    """
    return (printed.startswith("连续") and not opens) or _CLOCK.match(printed) is not None


def same_part(period: str, now: str | None) -> str:
    """Write 2022年同期 as that part of the year which the text is about: 2022年上半年."""
    year = period.removesuffix("同期")
    if now is None or year == period or not re.fullmatch(r"\d{4}年", year):
        return period
    rest = re.fullmatch(r"(?:截至)?\d{4}年(.*)", now)
    return period if rest is None else f"{year}{rest[1]}"


def are_disjoint(one: str, other: str) -> bool:
    """Tell whether two periods have no day in common.

    Two months, 上半年 and 第三季度, a year and a month of another one; of what is no span of months
    (a day, an 年末) only two of one sort. 1—3月 lies in 1—6月, 前两季度 in 前三季度.

    >>> are_disjoint("2022年上半年", "2022年第三季度"), are_disjoint("2022年", "2022年5月份")
    (True, False)
    """
    months, others = _months(one), _months(other)
    if months is not None and others is not None:
        return months[1] < others[0] or others[1] < months[0]
    one, other = one.removesuffix("份"), other.removesuffix("份")
    is_one_sort = _WHICH.sub("#", one) == _WHICH.sub("#", other)
    return _SPAN.isdisjoint(one) and is_one_sort and one != other


# The numbers of a paragraph have the same few periods.
@lru_cache(maxsize=256)
def _months(period: str) -> tuple[int, int] | None:
    """The first and the last month of a period, counted from the year 0; ``None`` of any other."""
    span = _MONTH_SPAN.fullmatch(period)
    if span is None:
        return None
    years, halves, nth, first_of, months = span.group("to", "half", "nth", "of", "first")
    first, last = 1, 12
    if halves is not None:
        first, last = (1, 6) if halves == "上" else (7, 12)
    elif nth is not None:
        last = 3 * _QUARTERS[nth]
        first = last - 2
    elif first_of is not None:
        last = 3 * _QUARTERS[first_of]
    elif months is not None:
        first, last = int(months), int(span["last"] or months)
    year = 12 * int(span["year"])
    end = year if years is None else 12 * int(years)
    return year + first, end + last


def are_of_two_times(one: str | None, other: str | None) -> bool:
    """Tell whether two periods are of different years, or have no day of the same year in common.

    What is told by no year (上月) is of another time than what is told by one. A month and its
    quarter, a day and its month are not of two times.
    """
    one, other = one or "", other or ""
    return one[:4] != other[:4] or are_disjoint(one, other)


def current(period: str, whole: str | None) -> str:
    """Write 本季度 and the like as the period of the notice, where that is one."""
    return whole if whole is not None and period in cue_set("period", "current") else period


def _count(number: str) -> int | None:
    return int(number) if number.isdecimal() else chinese_to_int(number)


def _years(text: str, data_year: int) -> str | None:
    """近三年 ends with the year of the notice; 一年前 is the year before it."""
    match = _YEARS.fullmatch(text)
    n_years = _count(match["n"]) if match is not None else None
    if n_years is None:
        return None
    if text.endswith("前"):
        return f"{data_year - n_years}年"
    return f"{data_year - n_years + 1}—{data_year}年" if n_years > 1 else f"{data_year}年"


def _arabic_month(text: str) -> str:
    """Write 三月份 as 3月份."""
    return _CHINESE_MONTH.sub(lambda month: f"{chinese_to_int(month[1])}月", text)


def _arabic_year(text: str) -> str:
    text = re.sub(r"(?<=年)(?=[一二三四1-4]季度)", "第", text)
    if text[:1] == "二":
        year = chinese_to_int(text.partition("年")[0].replace("○", "〇"))
        return f"{year}年{text.partition('年')[2]}"
    return text.removesuffix("度") if re.fullmatch(r"\d{4}年度", text) else text


def year_after(period: str | None) -> str | None:
    """Return the same period of the next year (``2021年末``: ``2022年末``)."""
    year = (period or "")[:4]
    return f"{int(year) + 1}{(period or '')[4:]}" if year.isdecimal() else None
