"""Draws passages at random, with their exact truth.

Metric, value, unit, children, changes and wording are drawn (seeded) and written down by the
conventions of ``benchmarks/statistics/README.md``. Numerals, arithmetic and words are this
module's own (``words.toml``): nothing is shared with the parser but the names in ``schemas/``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.statistics.drafting import Draft, Fields
from benchmarks.statistics.gold import Passage
from schemas.notice import Bound, Kind, Relation

_WORDS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text("utf-8")
)
# How a passage names its time, and the period meant; {y} is the data year.
_TIMES: Final = (
    ("全年", "{y}年"),
    ("{y}年，", "{y}年"),
    ("上半年，", "{y}年上半年"),
    ("1—9月，", "{y}年1—9月"),
    ("{y}年第三季度，", "{y}年第三季度"),
    ("{y}年1月至5月，", "{y}年1—5月"),
    ("", "{y}年"),
)
_BASES: Final = (("同比", "同比"), ("较上年", "上年"), ("环比", "环比"), ("比去年同期", "去年同期"))
# Words before and behind a rounded amount, with what they make of it.
_ROUNDINGS: Final = (
    ("", "余", "", Bound.GE),
    ("", "多", "", Bound.GE),
    ("近", "", "", Bound.LT),
    ("超过", "", "", Bound.GT),
    ("约", "", "", Bound.APPROX),
    ("", "", "以上", Bound.GE),
)


def passages(count: int, seed: int) -> Iterator[Passage]:
    """Draw passages of one to three sentences."""
    for number in range(count):
        r = Random(f"{seed}/{number}")
        draft = Draft(
            r, r.randint(2018, 2025), r.choice(_WORDS["topics"]), r.choice(_WORDS["places"])
        )
        wording, period = r.choice(_TIMES)
        draft.period = period.format(y=draft.year)
        if r.random() < 0.2:
            draft.write(r.choice(_WORDS["traps"]))
        draft.write(f"{wording.format(y=draft.year)}{draft.place}")
        for place, template in enumerate(r.sample(TEMPLATES, r.choice((1, 1, 1, 2, 2, 3)))):
            if place:
                draft.topic = r.choice([one for one in _WORDS["topics"] if one != draft.topic])
            template(draft)
            draft.write("。")
        yield _finished(draft, f"generated-{seed}-{number}", draft.place)


def _finished(draft: Draft, name: str, place: str) -> Passage:
    """Close a draft: half-width stops in some; the place of later sentences may be left open."""
    text = draft.text.replace("，", ",") if draft.narrow else draft.text
    end = text.find("。")
    numbers = [
        replace(number, subjects=(place, ""))
        if number.start > end and number.subjects == (place,)
        else number
        for number in draft.numbers
    ]
    return Passage(
        name=name,
        form="sentence",
        subject="generated",
        year=draft.year,
        region="青禾区",
        text=text,
        numbers=tuple(numbers),
    )


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _split(r: Random, total: int, count: int) -> list[int]:
    """Split a total into so many parts, none of them zero."""
    cuts = sorted(r.sample(range(1, total), count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def _names(draft: Draft) -> list[str]:
    names: list[str] = draft.topic["parts"]
    return draft.r.sample(names, draft.r.randint(2, len(names)))


def _split_by_name(draft: Draft, total: int) -> list[tuple[str, int]]:
    names = _names(draft)
    return list(zip(names, _split(draft.r, total, len(names)), strict=True))


def _total(draft: Draft) -> tuple[int, int]:
    """Write the topic's total; gives its place and amount."""
    amount = draft.r.randint(20, draft.r.choice((90, 900, 9000)))
    draft.write(f"{draft.r.choice(('', '共', '累计'))}{draft.metric}")
    return draft.count(amount), amount


def plain(draft: Draft) -> None:
    """受理群众诉求120件."""
    _total(draft)


def noun_behind(draft: Draft) -> None:
    """共公开16条政府信息."""
    draft.write(f"共{draft.topic['verb']}")
    draft.count(draft.r.randint(5, 9000))
    draft.write(draft.topic["head"])


def rounded(draft: Draft) -> None:
    """受理群众诉求1.2万余件."""
    before, after, behind, bound = draft.r.choice(_ROUNDINGS)
    draft.write(draft.metric)
    if draft.scale == 1 and draft.r.random() < 0.6:
        amount = Decimal(draft.r.randint(11, 99)) / 10
        numeral, value = f"{amount}万{after}", amount * 10**4
    else:
        whole = draft.r.randint(2, 99) * 10
        numeral, value = f"{whole}{after}", Decimal(whole * draft.scale)
    unit = draft.topic["unit"]
    draft.number(numeral, unit, value, Kind.LEVEL, bound=bound, lead=before, tail=behind)


def parts_told(draft: Draft) -> None:
    """受理群众诉求120件，其中咨询类80件、投诉类40件 (or in brackets)."""
    whole, amount = _total(draft)
    opening, closing = draft.r.choice(
        (("，其中", ""), ("（", "）"), ("(其中", ")"), ("，其中：", ""))
    )
    draft.write(opening)
    draft.parts(whole, _split_by_name(draft, amount), draft.r.choice(("、", "，")))
    draft.write(closing)


def split_twice(draft: Draft) -> None:
    """A total split by class, and once more by area."""
    whole, amount = _total(draft)
    draft.write("。按类别分，")
    draft.parts(whole, _split_by_name(draft, amount))
    draft.write("；按地区分，")
    areas = draft.r.sample(_WORDS["areas"], 2)
    for place, (area, part) in enumerate(zip(areas, _split(draft.r, amount, 2), strict=True)):
        draft.write(f"{'、' if place else ''}{area}")
        metrics = (draft.metric, draft.topic["head"], "")
        draft.count(
            part, metrics=metrics, subjects=(area,), parent=whole, relation=Relation.PART_OF
        )


def nested(draft: Draft) -> None:
    """受理群众诉求120件（咨询类80件(柳湾镇50件、枫林乡30件)、投诉类40件）."""
    whole, amount = _total(draft)
    (first, large), *others = _split_by_name(draft, amount)
    draft.write(f"（{first}")
    part = draft.count(large, metrics=(first,), parent=whole, relation=Relation.PART_OF)
    if large > 1:
        draft.write("(")
        areas = draft.r.sample(_WORDS["areas"], 2)
        for place, (area, share) in enumerate(zip(areas, _split(draft.r, large, 2), strict=True)):
            draft.write(f"{'、' if place else ''}{area}")
            more = Fields(metrics=(first, ""), subjects=(area,))
            more["parent"], more["relation"] = part, Relation.PART_OF
            draft.count(share, **more)
        draft.write(")")
    draft.write("、")
    draft.parts(whole, others)
    draft.write("）")


def share_of_a_named_whole(draft: Draft) -> None:
    """检查工贸企业12家，占企业总数（48家）的25%."""
    part, whole = sorted(draft.r.sample(range(5, 900), 2))
    head = draft.topic["head"]
    draft.write(draft.metric)
    draft.count(part)
    draft.write(f"，占{head}总数（")
    named = Fields(metrics=(f"{head}总数", head))
    place = draft.count(whole, **named)
    draft.write("）的")
    link = Fields(parent=place, relation=Relation.SHARE_OF)
    draft.percent(_tenth(Decimal(100 * part) / whole), Kind.SHARE, **link)


def scores(draft: Draft) -> None:
    """考评得分：柳湾镇（95.3分）、枫林乡（92分）."""
    draft.write("考评得分较高的单位有")
    for place, area in enumerate(draft.r.sample(_WORDS["areas"], draft.r.randint(2, 4))):
        value = Decimal(draft.r.randint(800, 999)) / 10
        draft.write(f"{'、' if place else ''}{area}（")
        unscored = Fields(metrics=("考评得分", "得分", ""), subjects=(area,))
        draft.number(str(value), "分", value, Kind.SCORE, **unscored)
        draft.write("）")


def total_behind(draft: Draft) -> None:
    """咨询类80件、投诉类40件，合计120件."""
    named = [(name, draft.r.randint(1, 900)) for name in _names(draft)]
    draft.write(f"{draft.metric}方面，")
    draft.parts(len(draft.numbers) + len(named), named)
    draft.write(draft.r.choice(("，合计", "，共", "，共计")))
    draft.count(sum(amount for _, amount in named), metrics=())


def changed(draft: Draft) -> None:
    """受理群众诉求60件，同比增加10件，增长20%."""
    words, base = draft.r.choice(_BASES)
    before, after = draft.r.randint(20, 900), draft.r.randint(20, 900)
    before += before == after
    draft.write(draft.metric)
    level = draft.count(after)
    link = Fields(parent=level, relation=Relation.CHANGE_OF, base=base)
    draft.write(f"，{words}")
    if draft.r.random() < 0.5:
        draft.write("增加" if after > before else "减少")
        draft.delta(after - before, **link)
        draft.write("，")
    up, down = draft.r.choice((("增长", "下降"), ("上升", "下降")))
    draft.write(up if after > before else down)
    draft.percent(_tenth(Decimal(100 * (after - before)) / before), Kind.GROWTH, **link)


def shares(draft: Draft) -> None:
    """受理群众诉求120件，其中咨询类80件，占66.7%."""
    whole, amount = _total(draft)
    draft.write("，其中")
    for place, (name, part) in enumerate(_split_by_name(draft, amount)):
        draft.write("；" if place else "")
        draft.parts(whole, [(name, part)])
        draft.write(draft.r.choice(("，占", "，占", "，占比")))
        share = _tenth(Decimal(100 * part) / amount)
        link = Fields(parent=whole, relation=Relation.SHARE_OF, metrics=(name,))
        draft.percent(share, Kind.SHARE, **link)


def rate(draft: Draft) -> None:
    """按期办结率98.2%，较上年提高1.3个百分点."""
    name = draft.r.choice(draft.topic["rates"])
    value = Decimal(draft.r.randint(600, 999)) / 10
    draft.write(f"{name}{draft.r.choice(('', '为', '达', '达到'))}")
    level = draft.percent(value, Kind.RATE, metrics=(name,))
    if draft.r.random() < 0.6:
        words, base = draft.r.choice(_BASES)
        points = Decimal(draft.r.randint(1, 99)) / 10
        sign = draft.r.choice((1, -1))
        draft.write(f"，{words}{'提高' if sign > 0 else '下降'}")
        link = Fields(parent=level, relation=Relation.CHANGE_OF, base=base, metrics=(name,))
        draft.number(str(points), "个百分点", sign * points, Kind.DELTA, **link)


def from_to(draft: Draft) -> None:
    """按期办结率由上年的91.2%提高到98.2%."""
    name = draft.r.choice(draft.topic["rates"])
    low = Decimal(draft.r.randint(300, 700)) / 10
    high = low + Decimal(draft.r.randint(1, 290)) / 10
    draft.write(f"{name}由{draft.r.choice(('上年', '去年'))}的")
    draft.percent(low, Kind.BASE, metrics=(name,), periods=(f"{draft.year - 1}年",))
    draft.write(draft.r.choice(("提高到", "提升至", "上升至")))
    draft.percent(high, Kind.RATE, metrics=(name,))


def respectively(draft: Draft) -> None:
    """甲率、乙率分别为91.2%、98.2%."""
    names = draft.r.sample(draft.topic["rates"], 2)
    draft.write(f"{names[0]}{draft.r.choice(('、', '和'))}{names[1]}分别为")
    for place, name in enumerate(names):
        draft.write(draft.r.choice(("、", "和")) if place else "")
        value = Decimal(draft.r.randint(600, 999)) / 10
        draft.percent(value, Kind.RATE, metrics=(name, f"{names[0]}、{names[1]}"))


def areas_told(draft: Draft) -> None:
    """柳湾镇3件，同比减少1件；枫林乡5件，同比增加2件."""
    draft.write(f"{draft.metric}情况：")
    for place, area in enumerate(draft.r.sample(_WORDS["areas"], draft.r.randint(2, 4))):
        draft.write(f"{'；' if place else ''}{area}")
        more = Fields(subjects=(area,), metrics=(draft.metric, draft.topic["head"], ""))
        level = draft.count(draft.r.randint(10, 60), **more)
        delta = draft.r.choice((-1, 1)) * draft.r.randint(1, 9)
        draft.write(f"，同比{'增加' if delta > 0 else '减少'}")
        more["parent"], more["relation"], more["base"] = level, Relation.CHANGE_OF, "同比"
        draft.delta(delta, **more)


def doubled(draft: Draft) -> None:
    """受理群众诉求120件，较上年翻一番 (or grown by times)."""
    draft.write(draft.metric)
    level = draft.count(draft.r.randint(20, 900))
    link = Fields(parent=level, relation=Relation.CHANGE_OF, base="上年")
    draft.write("，较上年")
    if draft.r.random() < 0.5:
        words, value = draft.r.choice((("翻一番", 2), ("翻两番", 4)))
        link["named"] = "倍"
        draft.number(words, "", value, Kind.FACTOR, **link)
    else:
        draft.write("增长")
        times = Decimal(draft.r.randint(11, 49)) / 10
        draft.number(str(times), "倍", times, Kind.GROWTH, **link)


def required(draft: Draft) -> None:
    """按期办结率不低于95% (a requirement)."""
    name = draft.r.choice(draft.topic["rates"])
    draft.write(f"要确保年底前{name}不低于")
    value = Decimal(draft.r.randint(60, 99))
    rule = Fields(metrics=(name,), bound=Bound.GE, is_result=False, periods=(), subjects=())
    draft.percent(value, Kind.RATE, **rule)


TEMPLATES: Final[list[Callable[[Draft], None]]] = [
    plain,
    noun_behind,
    rounded,
    parts_told,
    nested,
    share_of_a_named_whole,
    scores,
    split_twice,
    total_behind,
    changed,
    shares,
    rate,
    from_to,
    respectively,
    areas_told,
    doubled,
    required,
]
