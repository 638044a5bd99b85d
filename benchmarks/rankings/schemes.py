"""Total rules: which columns a ranking has, how their values are drawn, and what follows from them.

Each scheme is a function of a `Draw`; the name of the function is the scheme's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from benchmarks.rankings.drawing import Draw, words
from benchmarks.rankings.formulas import Formula
from benchmarks.rankings.model import Column
from schemas.notice import Role, TotalRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How the values of a column are drawn: from ``low`` to ``high``, so many decimals.

    ``zero`` is the share of zeros. ``follows_quality`` is false where good units are not higher.
    """

    low: float
    high: float
    digits: int
    zero: float = 0.0
    follows_quality: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A drawn scheme: ``sources[i]`` is ``None`` where column ``i`` follows by a formula.

    ``digits`` are the decimals of each column that follows. ``ascending``: the lowest is first.
    ``notes`` are printed under the table. ``equal`` are columns that count alike in the total.
    """

    scheme: str
    rule: TotalRule
    columns: tuple[Column, ...]
    sources: tuple[Source | None, ...]
    formulas: tuple[Formula, ...]
    total: int
    digits: dict[int, int]
    to_even: bool = False
    ascending: bool = False
    notes: tuple[str, ...] = ()
    equal: tuple[int, ...] = ()


def _names(d: Draw, count: int, *, limited: bool = False) -> list[str]:
    free: list[str] = words()["indicators"]["free"]
    names = d.some(free, count)
    if limited and d.chance(0.3):
        names[d.count(0, count - 1)] = d.one(words()["indicators"]["limited"])
    return names


def _parts(d: Draw, whole: int, count: int) -> list[int]:
    """Part a whole number into so many multiples of 5, at least 5 each."""
    cuts = sorted(d.some(range(1, whole // 5), count - 1))
    return [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, whole // 5], strict=True)]


def _ones(places: Sequence[int]) -> tuple[tuple[int, Fraction], ...]:
    return tuple((place, Fraction(1)) for place in places)


def _limited_scores(d: Draw, count: int, whole: int, digits: int) -> tuple[list[Column], list[Any]]:
    names = _names(d, count, limited=True)
    maxima = _parts(d, whole, count)
    columns = [
        Column(name=name, role=Role.SCORE, maximum=Decimal(most))
        for name, most in zip(names, maxima, strict=True)
    ]
    return columns, [Source(low=most * 0.6, high=most, digits=digits) for most in maxima]


def _plain(
    d: Draw, count: int, *, maximum: int = 0, low: float = 60, high: float = 100
) -> tuple[list[Column], list[Source]]:
    digits = d.count(0, 2)
    names = _names(d, count)
    columns = [
        Column(name=name, role=Role.SCORE, maximum=Decimal(maximum) if maximum else None)
        for name in names
    ]
    return columns, [Source(low=low, high=high, digits=digits) for _ in names]


def _digits(sources: Sequence[Source | None]) -> int:
    return max(source.digits for source in sources if source is not None)


def _total(d: Draw, maximum: int | None = None) -> Column:
    most = Decimal(maximum) if maximum else None
    return Column(name=d.header("total"), role=Role.TOTAL, maximum=most)


def sum_with_maxima(d: Draw) -> Plan:
    """S1: the sub-scores add up, and so do their maxima."""
    count = d.count(2, 6)
    columns, sources = _limited_scores(d, count, 100, d.count(0, 2))
    total = _total(d, 100 if d.chance(0.7) else None)
    return Plan(
        scheme="sum_with_maxima",
        rule=TotalRule.SUM,
        columns=(*columns, total),
        sources=(*sources, None),
        formulas=(Formula(target=count, terms=_ones(range(count))),),
        total=count,
        digits={count: _digits(sources)},
        equal=tuple(range(count)),
    )


def sum_without_maxima(d: Draw) -> Plan:
    """S2: a plain sum, decimals in some columns, no maxima."""
    count = d.count(2, 6)
    names = _names(d, count)
    columns = [Column(name=name, role=Role.SCORE) for name in names]
    highs = [d.count(4, 40) for _ in names]
    sources = [Source(low=high * 0.4, high=high, digits=d.count(0, 2)) for high in highs]
    return Plan(
        scheme="sum_without_maxima",
        rule=TotalRule.SUM,
        columns=(*columns, _total(d)),
        sources=(*sources, None),
        formulas=(Formula(target=count, terms=_ones(range(count))),),
        total=count,
        digits={count: _digits(sources)},
        equal=tuple(range(count)),
    )


def index_sum(d: Draw) -> Plan:
    """The lowest is best: an index that is the sum of its parts."""
    count = d.count(2, 4)
    names = d.some(words()["indicators"]["index"], count)
    digits = d.count(2, 3)
    columns = [Column(name=name, role=Role.SCORE) for name in names]
    columns.append(Column(name=d.one(words()["indicators"]["index_total"]), role=Role.TOTAL))
    sources = [Source(low=0.2, high=1.4, digits=digits, follows_quality=False) for _ in names]
    return Plan(
        scheme="index_sum",
        rule=TotalRule.SUM,
        columns=tuple(columns),
        sources=(*sources, None),
        formulas=(Formula(target=count, terms=_ones(range(count))),),
        total=count,
        digits={count: digits},
        ascending=True,
        equal=tuple(range(count)),
    )


def bonus_and_penalty(d: Draw) -> Plan:
    """Scores, plus a bonus, minus a deduction."""
    return _with_extras(d, "bonus_and_penalty", cap=None)


def bonus_capped(d: Draw) -> Plan:
    """As `bonus_and_penalty`, but no more than a printed most is given."""
    return _with_extras(d, "bonus_capped", cap=d.one([100, 105, 110]))


def _with_extras(d: Draw, scheme: str, cap: int | None) -> Plan:
    count = d.count(2, 4)
    columns, sources = _limited_scores(d, count, 100, d.count(0, 2))
    most = d.one([5, 10]) if d.chance(0.5) or cap else None
    columns.append(
        Column(name=d.header("bonus"), role=Role.BONUS, maximum=Decimal(most) if most else None)
    )
    high = most or 6
    sources.append(Source(low=0.5, high=high, digits=1, zero=0.25))
    if cap is not None and cap <= 105:
        # High enough that the most is reached by some, with a bonus of no printed maximum.
        columns[-1] = replace(columns[-1], maximum=None)
        sources = [Source(low=s.high * 0.8, high=s.high, digits=s.digits) for s in sources[:-1]]
        sources.append(Source(low=2, high=10, digits=1, zero=0.1))
    added = [(count, 1)]
    if cap is None or d.chance(0.5):
        role = Role.DEDUCTION if "扣" in (name := d.header("penalty")) else Role.PENALTY
        columns.append(Column(name=name, role=role))
        sources.append(Source(low=0.5, high=5, digits=1, zero=0.4, follows_quality=False))
        added.append((count + 1, -1))
    total = len(columns)
    columns.append(_total(d))
    formula = Formula(
        target=total,
        terms=_ones(range(count)),
        added=tuple(added),
        cap=Fraction(cap) if cap else None,
    )
    return Plan(
        scheme=scheme,
        rule=TotalRule.SUM_BONUS_PENALTY,
        columns=tuple(columns),
        sources=(*sources, None),
        formulas=(formula,),
        total=total,
        digits={total: _digits(sources)},
        notes=(f"加分后总得分最高不超过{cap}分",) if cap else (),
        equal=tuple(range(count)),
    )


def weighted_raw(d: Draw) -> Plan:
    """Cells of up to 100 points, weighted by the header's shares."""
    return _weighted(d, "weighted_raw", _names(d, d.count(2, 4)))


def written_and_interview(d: Draw) -> Plan:
    """Shares of a written test and an interview."""
    ways = words()["indicators"]
    return _weighted(d, "written_and_interview", [d.one(ways["written"]), d.one(ways["interview"])])


def _weighted(d: Draw, scheme: str, names: Sequence[str]) -> Plan:
    count = len(names)
    shares = _parts(d, 100, count)
    if scheme == "written_and_interview":
        shares = [60, 40] if d.chance(0.6) else [50, 50]
    columns = [
        Column(name=name, role=Role.SCORE, weight=Decimal(share) / 100)
        for name, share in zip(names, shares, strict=True)
    ]
    digits = d.count(0, 2)
    terms = tuple((i, Fraction(share, 100)) for i, share in enumerate(shares))
    return Plan(
        scheme=scheme,
        rule=TotalRule.WEIGHTED,
        columns=(*columns, _total(d)),
        sources=(*(Source(low=62, high=99, digits=digits) for _ in names), None),
        formulas=(Formula(target=count, terms=terms),),
        total=count,
        digits={count: d.count(max(1, digits), 3)},
        to_even=d.chance(0.3),
    )


def pre_weighted(d: Draw) -> Plan:
    """S3: the header names shares, the cells are weighted already and simply add up."""
    count = d.count(2, 4)
    shares = _parts(d, 100, count)
    digits = d.count(1, 2)
    columns = [
        Column(name=name, role=Role.SCORE, weight=Decimal(share) / 100)
        for name, share in zip(_names(d, count), shares, strict=True)
    ]
    sources = [Source(low=share * 0.6, high=share, digits=digits) for share in shares]
    return Plan(
        scheme="pre_weighted",
        rule=TotalRule.PRE_WEIGHTED,
        columns=(*columns, _total(d)),
        sources=(*sources, None),
        formulas=(Formula(target=count, terms=_ones(range(count))),),
        total=count,
        digits={count: digits},
        equal=tuple(range(count)),
    )


def normalised(d: Draw) -> Plan:
    """S4: the share of all maxima reached, as points of 100."""
    count = d.count(2, 4)
    maxima = [5 * d.count(2, 12) for _ in range(count)]
    maxima[0] += 5 if sum(maxima) == 100 else 0
    digits = d.count(0, 1)
    columns = [
        Column(name=name, role=Role.SCORE, maximum=Decimal(most))
        for name, most in zip(_names(d, count), maxima, strict=True)
    ]
    sources = [Source(low=most * 0.5, high=most, digits=digits) for most in maxima]
    share = Fraction(100, sum(maxima))
    return Plan(
        scheme="normalised",
        rule=TotalRule.NORMALISED,
        columns=(
            *columns,
            Column(name=d.one(["折算得分", "综合得分", "折百得分", "总得分"]), role=Role.TOTAL),
        ),
        sources=(*sources, None),
        formulas=(Formula(target=count, terms=tuple((i, share) for i in range(count))),),
        total=count,
        digits={count: 2},
        to_even=d.chance(0.3),
        notes=("总得分按实得分占满分的比例折算为百分制",),
    )


def base_minus_deductions(d: Draw) -> Plan:
    """What is deducted goes off a base of 100 points, or of another that is printed."""
    base = d.one([100, 100, 100, 120, 60])
    count = d.count(2, 5)
    digits = d.count(0, 2)
    names = [f"{name}扣分" for name in _names(d, count)]
    columns = [Column(name=name, role=Role.DEDUCTION) for name in names]
    sources = [
        Source(low=0.5 if digits else 1, high=6, digits=digits, zero=0.3, follows_quality=False)
        for _ in names
    ]
    total = Column(
        name=d.header("total"),
        role=Role.TOTAL,
        maximum=Decimal(base) if base != 100 or d.chance(0.4) else None,
    )
    formula = Formula(
        target=count,
        terms=tuple((i, Fraction(-1)) for i in range(count)),
        base=Fraction(base),
    )
    return Plan(
        scheme="base_minus_deductions",
        rule=TotalRule.BASE_MINUS_DEDUCTIONS,
        columns=(*columns, total),
        sources=(*sources, None),
        formulas=(formula,),
        total=count,
        digits={count: digits},
        notes=(f"各单位基础分{base}分，扣分项从基础分中扣除",),
        equal=tuple(range(count)),
    )


def floored_deductions(d: Draw) -> Plan:
    """S5: each item's points are deducted until none is left; a bonus comes on top."""
    count = d.count(2, 4)
    maxima = _parts(d, 100, count)
    columns = [
        Column(name=f"{name}扣分", role=Role.DEDUCTION, maximum=Decimal(most))
        for name, most in zip(_names(d, count), maxima, strict=True)
    ]
    sources = [
        Source(low=0, high=min(most, 12), digits=1, zero=0.2, follows_quality=False)
        for most in maxima
    ]
    columns.append(Column(name=d.header("bonus"), role=Role.BONUS))
    sources.append(Source(low=0.5, high=4, digits=1, zero=0.3))
    total = count + 1
    formula = Formula(
        target=total,
        terms=tuple((i, Fraction(-1)) for i in range(count)),
        base=Fraction(100),
        added=((count, 1),),
    )
    return Plan(
        scheme="floored_deductions",
        rule=TotalRule.BASE_MINUS_DEDUCTIONS,
        columns=(*columns, _total(d)),
        sources=(*sources, None),
        formulas=(formula,),
        total=total,
        digits={total: 1},
        notes=("满分100分，各项扣完为止，加分另计",),
        equal=tuple(range(count)),
    )


def mean_of_rounds(d: Draw) -> Plan:
    """The average of quarters or months."""
    names = words()["indicators"][d.one(["rounds", "months"])]
    names = names[: d.count(2, len(names))]
    total = Column(name=d.one(["平均得分", "平均分", "季均得分", "综合得分"]), role=Role.TOTAL)
    return _mean(d, "mean_of_rounds", names, total, drops=False)


def mean_of_judges(d: Draw) -> Plan:
    """The average of judges."""
    names = [f"评委{i}" for i in range(1, d.count(3, 6) + 1)]
    return _mean(d, "mean_of_judges", names, _mean_total(d), drops=False)


def mean_without_extremes(d: Draw) -> Plan:
    """The average of judges, the highest and the lowest left out."""
    names = [f"评委{i}" for i in range(1, d.count(5, 8) + 1)]
    return _mean(d, "mean_without_extremes", names, _mean_total(d), drops=True)


def _mean_total(d: Draw) -> Column:
    return Column(name=d.one(["平均分", "最后得分", "最终得分", "平均得分"]), role=Role.TOTAL)


def _mean(d: Draw, scheme: str, names: Sequence[str], total: Column, *, drops: bool) -> Plan:
    count = len(names)
    digits = d.count(0, 2)
    share = Fraction(1, count)
    formula = Formula(
        target=count, terms=tuple((i, share) for i in range(count)), drops_extremes=drops
    )
    return Plan(
        scheme=scheme,
        rule=TotalRule.MEAN,
        columns=(*(Column(name=name, role=Role.SCORE) for name in names), total),
        sources=(*(Source(low=70, high=98, digits=digits) for _ in names), None),
        formulas=(formula,),
        total=count,
        digits={count: d.count(2, 3)},
        to_even=d.chance(0.3),
        notes=("去掉一个最高分和一个最低分后计算平均分",) if drops else (),
        equal=() if drops else tuple(range(count)),
    )


def factor_and_bonus(d: Draw) -> Plan:
    """S5: weighted cells, times a factor of difficulty, plus a bonus."""
    shares = [50, 35, 15]
    columns = [
        Column(name=name, role=Role.SCORE, weight=Decimal(share) / 100)
        for name, share in zip(_names(d, 3), shares, strict=True)
    ]
    columns += [
        Column(name=d.header("factor"), role=Role.WEIGHT),
        Column(name=d.header("bonus"), role=Role.BONUS),
        Column(name=d.header("total"), role=Role.TOTAL),
    ]
    digits = d.count(0, 1)
    formula = Formula(
        target=5,
        terms=tuple((i, Fraction(share, 100)) for i, share in enumerate(shares)),
        factor=3,
        added=((4, 1),),
    )
    return Plan(
        scheme="factor_and_bonus",
        rule=TotalRule.WEIGHTED,
        columns=tuple(columns),
        sources=(
            *(Source(low=65, high=98, digits=digits) for _ in shares),
            Source(low=1, high=1.2, digits=1, follows_quality=False),
            Source(low=0.5, high=6, digits=1, zero=0.3),
            None,
        ),
        formulas=(formula,),
        total=5,
        digits={5: 2},
        notes=("总得分=各项加权得分×系数+加分",),
    )


def cumulative(d: Draw) -> Plan:
    """S5: the period's points are added to the ones carried forward."""
    count = d.count(2, 4)
    columns, sources = _limited_scores(d, count, 100, d.count(0, 1))
    digits = _digits(sources)
    period, before, after = d.one(
        [
            ("本季得分", "上季累计", "年度累计"),
            ("本月得分", "上月累计得分", "累计得分"),
            ("本期得分", "往期累计", "累计得分"),
        ]
    )
    columns += [
        Column(name=period, role=Role.TOTAL),
        Column(name=before, role=Role.CUMULATIVE),
        Column(name=after, role=Role.CUMULATIVE),
    ]
    formulas = (
        Formula(target=count, terms=_ones(range(count))),
        Formula(target=count + 2, terms=_ones((count, count + 1))),
    )
    carried = Source(low=130, high=290, digits=digits)
    return Plan(
        scheme="cumulative",
        rule=TotalRule.SUM,
        columns=tuple(columns),
        sources=(*sources, None, carried, None),
        formulas=formulas,
        total=count,
        digits={count: digits, count + 2: digits},
        equal=tuple(range(count)),
    )


def subtotals(d: Draw) -> Plan:
    """Two groups of columns with a subtotal each, and the total of the subtotals."""
    sizes = [d.count(2, 3), d.count(2, 3)]
    digits = d.count(0, 1)
    groups = d.some(words()["indicators"]["groups"], 2)
    names = _names(d, sum(sizes))
    maxima = [part for whole in (60, 40) for part in _parts(d, whole, sizes[whole == 40])]
    columns: list[Column] = []
    sources: list[Source | None] = []
    formulas: list[Formula] = []
    subs: list[int] = []
    for group, size in zip(groups, sizes, strict=True):
        first = len(columns)
        for _ in range(size):
            place = len(columns) - len(subs)
            most = maxima[place]
            columns.append(
                Column(name=names[place], role=Role.SCORE, maximum=Decimal(most), path=(group,))
            )
            sources.append(Source(low=most * 0.6, high=most, digits=digits))
        subs.append(len(columns))
        formulas.append(Formula(target=len(columns), terms=_ones(range(first, len(columns)))))
        columns.append(Column(name=d.header("subtotal"), role=Role.SUBTOTAL, path=(group,)))
        sources.append(None)
    total = len(columns)
    columns.append(_total(d))
    formulas.append(Formula(target=total, terms=_ones(subs)))
    return Plan(
        scheme="subtotals",
        rule=TotalRule.SUM,
        columns=tuple(columns),
        sources=(*sources, None),
        formulas=tuple(formulas),
        total=total,
        digits=dict.fromkeys((*subs, total), digits),
        equal=tuple(i for i, source in enumerate(sources) if source is not None),
    )


def independent_total(d: Draw) -> Plan:
    """No rule: the total was given by somebody else than the parts."""
    columns, sources = _plain(d, d.count(2, 3), low=55, high=99)
    total = len(columns)
    columns.append(
        Column(name=d.one(["第三方综合评分", "综合评定得分", "总评得分"]), role=Role.TOTAL)
    )
    return Plan(
        scheme="independent_total",
        rule=TotalRule.NONE,
        columns=tuple(columns),
        sources=(*sources, Source(low=61.5, high=97, digits=2, follows_quality=False)),
        formulas=(),
        total=total,
        digits={},
        notes=("综合评分由第三方机构独立评定，与各项得分无加总关系",),
    )


def only_total(d: Draw) -> Plan:
    """One column of points."""
    name = d.header("only_total")
    return Plan(
        scheme="only_total",
        rule=TotalRule.NONE,
        columns=(Column(name=name, role=Role.TOTAL),),
        sources=(Source(low=61, high=99.5, digits=d.count(1, 2)),),
        formulas=(),
        total=0,
        digits={},
    )


SCHEMES: Final[dict[str, Callable[[Draw], Plan]]] = {
    maker.__name__: maker
    for maker in (
        sum_with_maxima,
        sum_without_maxima,
        index_sum,
        bonus_and_penalty,
        bonus_capped,
        weighted_raw,
        written_and_interview,
        pre_weighted,
        normalised,
        base_minus_deductions,
        floored_deductions,
        mean_of_rounds,
        mean_of_judges,
        mean_without_extremes,
        factor_and_bonus,
        cumulative,
        subtotals,
        independent_total,
        only_total,
    )
}
"""Every total rule by name."""
