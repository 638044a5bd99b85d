"""Numbers as they are printed: their values, their units, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from parsers.units import Unit, same_things, unit_at
from schemas.notice import Statistic
from schemas.vocabulary_files import vocabulary

Read = Callable[..., tuple[Statistic, ...]]


def printed(found: tuple[Statistic, ...]) -> list[tuple[str, str, str | None]]:
    """The numbers with their values and units."""
    return [(s.printed, str(s.value), s.unit) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "全年召开两三次会议。",
        "涉及三四家企业。",
        "有三五人参加。",
        "整改二三十处。",
        "抽查十七八个村。",
        "走访一百二三十户。",
        "现场处理几十件。",
        "投诉数百件。",
    ],
)
def test_about_so_many_is_no_number(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("召开二十三次会议。", [("二十三次", "23", "次")]),
        ("抽查二〇家企业。", [("二〇家", "20", "家")]),
        ("抽查一二〇件。", [("一二〇件", "120", "件")]),
        ("召开三次会议。", [("三次", "3", "次")]),
    ],
)
def test_a_numeral_in_full_or_digit_by_digit_is_one(
    read: Read, text: str, numbers: list[tuple[str, str, str | None]]
) -> None:
    assert printed(read(text)) == numbers


def test_each_value_is_a_plain_decimal(read: Read) -> None:
    found = read("投入2.50亿元，受理1,208件。")
    assert [s.value for s in found] == [Decimal(250_000_000), Decimal(1208)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # A mark between two numbers is no part of either; thousands are parted within one.
        ("受理情况（单位：件）：受理1,208，办结1,100。", ["1208", "1100"]),
        ("综合指数依次为4.12，3.98，3.71。", ["4.12", "3.98", "3.71"]),
        # More than fifteen digits name something and count nothing.
        ("系统累计调用123456789012345次。", ["123456789012345"]),
        ("系统累计调用1234567890123456次。", []),
        # A minus is a sign; a dash behind a letter, a percentage or a number is none.
        ("最低气温-5℃。", ["-5"]),
        ("编号A-5件。", ["5"]),
        ("培训3至5次。", ["3"]),
        # From one level to another is no range, whichever word opens it.
        ("重复件由5件至8件。", ["5", "8"]),
        ("重复件从5件到8件。", ["5", "8"]),
        # 零 is a number at the end of its clause; 万 alone is one behind 达 or about.
        ("投诉为零，举报为零。", ["0", "0"]),
        ("投入资金达万元，亏损上万元。", ["10000", "10000"]),
        ("单位为万元。", []),
        ("罚款3余万元。", ["30000"]),
        # What is done once in a time is counted; an article is not.
        ("每半年开展一次。", ["1"]),
        ("开展一次检查。", []),
        # The tail of a name is no number.
        ("第3.5件。", []),
        ("A3件套。", []),
    ],
)
def test_which_digits_and_numerals_are_numbers(read: Read, text: str, values: list[str]) -> None:
    assert [str(s.value) for s in read(text)] == values


# ------------------------------------------------------------------------------------------- units
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("发放肥料120kg。", "kg"),
        ("水质浓度120mg/L。", "mg/L"),
        ("新建厂房120m2。", "m2"),
        ("扩建厂房120m2B区。", "m2"),
        ("打造120个A级景区。", "个"),
        # A second unit in brackets, and what is counted by the time.
        ("更换设备120台(套)。", "台(套)"),
        ("更换设备120台（套）。", "台(套)"),
        ("受理投诉120件(批)次。", "件(批)次"),
        ("检查学校120所次。", "所次"),
        ("检查学校120所(家)次。", "所(家)次"),
        ("更换120台(新购)设备。", "台"),
        ("更换120台(套设备。", "台"),
        ("查出120批次次品。", "批次"),
        ("查出120件次品。", "件"),
        ("查出120批次品。", "批"),
        ("查出120支次品。", "支"),
        ("销毁120公斤次等肉。", "公斤"),
        ("查出120所次要问题。", "所"),
        # By what: behind a slash or 每, and only where a known one stands there.
        ("浓度120微克/立方米。", "微克/立方米"),
        ("单价120元/斤。", "元/斤"),
        ("发放补贴120元每户。", "元每户"),
        ("发放补贴120元/人次。", "元/人次"),
        ("检查频次120次/年。", "次/年"),
        ("更换设备120台(套)/年。", "台(套)/年"),
        ("发放补贴120元每逢节日。", "元"),
        ("发放资料120份每本。", "份"),
    ],
)
def test_a_unit_is_read_in_full_and_no_further(read: Read, text: str, unit: str) -> None:
    (found,) = read(text)
    assert (found.value, found.unit) == (120, unit)
    assert found.printed.removeprefix("120").replace("（", "(").replace("）", ")") == unit


@pytest.mark.parametrize(
    "text",
    ["修订3条例。", "设定3条件。", "推力120kgf。", "编号120t3。", "调整3部门。", "新设3处级。"],
)
def test_the_beginning_of_another_word_is_no_unit(read: Read, text: str) -> None:
    assert read(text) == ()


def _unit(text: str) -> Unit | None:
    found = unit_at(text, 0)
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("件", "件", True),
        ("元", "元", True),
        # Words of one family count the same things, and 个 counts whatever is counted.
        ("条", "篇", True),
        ("家", "所", True),
        ("个", "家", True),
        ("篇", "项", True),
        ("件", "人", False),
        # What is measured is measured in one unit.
        ("元", "美元", False),
        ("吨", "公斤", False),
        ("个", "元", False),
        ("元", "个", False),
        ("个", "个百分点", False),
        # Numbers without a unit count the same things, and nothing else does.
        ("", "", True),
        ("件", "", False),
        ("", "件", False),
    ],
)
def test_which_units_may_count_parts_of_one_whole(one: str, other: str, *, same: bool) -> None:
    assert same_things(_unit(one), _unit(other)) is same


def test_no_unit_stands_twice() -> None:
    data = vocabulary("measure_words")
    words = [
        word for name in ("count", "measure") for group in data[name] for word in group["words"]
    ]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # Fifteen digits are a number, sixteen one of an account.
        ("投资123456789012345元。", "123456789012345元"),
        ("投资1234567890123456元。", ""),
        ("办件量1,208，办结3件。", "1208 3件"),
        # What stands right before it: a label, a sign, a name.
        ("1.12个村完成改造。", "12个"),
        ("+3.4%，得分86", "3.4% 86"),
        ("检测PM10项目3次，2+26个城市。", "3次"),
        # 零 alone ends its clause, and counts something.
        ("因公出访为零，配套为零部件3件。", "0 3件"),
        ("截至12月31日零时，受理3件。", "3件"),
        ("投诉零件。", "0件"),
        ("最低气温零度，用电3度。", "3度"),
        # 百 and 万 are numbers behind a bound, at the beginning of the text too; 十 always.
        ("近万人参与。", "10000人"),
        ("参与达万人，单位为万元。", "10000人"),
        ("投诉百件，整改十件。", "10件"),
        # A range has the scale of its end, or each its own; two levels are none.
        ("罚款2000元至1万元，罚款2—3万元。", "2000-10000元 20000-30000元"),
        ("从10件到12件。", "10件 12件"),
        ("从严整治，处理10至12件。", "10-12件"),
        ("收费3元—5件。", "3元 5件"),
        ("处理5-12件。", "5-12件"),
        ("从区受理群众投诉举报总数量10到12件。", "10-12件"),
        ("从受理群众投诉举报总数量10到12件。", "12件"),
        ("处理12-5件。", "5件"),
        ("30余万件、3万余件、三余万件。", "300000件 30000件 30000件"),
    ],
)
def test_where_a_number_begins_and_ends(read: Read, text: str, numbers: str) -> None:
    assert numbers == " ".join(
        f"{s.value:f}{'' if s.value_high is None else f'-{s.value_high:f}'}{s.unit or ''}"
        for s in read(text)
    )
