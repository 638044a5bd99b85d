"""分别: which name, amount or time each number of a list goes with, and where that is not told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import Kind, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def named(found: tuple[Statistic, ...]) -> list[tuple[str, str | None, str]]:
    """The numbers with their subjects and metrics."""
    return [(s.printed, s.subject, s.metric) for s in found]


def changes(found: tuple[Statistic, ...]) -> list[tuple[str, str | None]]:
    """Each change or share, and the number that it is of, as printed."""
    told = [s for s in found if s.kind in (Kind.GROWTH, Kind.DELTA, Kind.SHARE, Kind.FACTOR)]
    return [(s.printed, None if s.parent is None else found[s.parent].printed) for s in told]


def untold(raw: str) -> list[tuple[str, str]]:
    """What the findings say of lists that cannot be told apart: names and numbers."""
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    _, found = read_statistics([paragraph], data_year=2022, region_name=None, sections=())
    assert {finding.rule for finding in found} <= {"AMB01"}
    return [(finding.expected or "", finding.found or "") for finding in found]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("咨询120件、投诉80件，两类分别增长5%、6%。", [("5%", "120件"), ("6%", "80件")]),
        ("咨询120件、投诉80件，两类诉求同比分别下降5%、6%。", [("5%", "120件"), ("6%", "80件")]),
        # The number of the names is none of the amounts, another number may be.
        ("咨询120件、投诉80类，三类分别增长5%、6%。", [("5%", "80类"), ("6%", "三类")]),
        # Of a list of three the first two, or the last two.
        ("咨询120件、投诉80件、求助60件，前两项分别增长5%、6%。",
         [("5%", "120件"), ("6%", "80件")]),
        ("咨询120件、投诉80件、求助60件，后两项分别增长5%、6%。",
         [("5%", "80件"), ("6%", "60件")]),
    ],
)  # fmt: skip
def test_changes_behind_the_number_of_the_names_are_of_the_amounts_before(
    read: Read, text: str, of: list[tuple[str, str]]
) -> None:
    assert changes(read(text)) == of


def test_the_number_of_the_names_does_not_hide_what_changed(read: Read) -> None:
    found = read("咨询120件、投诉80件，两类分别下降5%、6%。")
    assert [(s.kind, s.value) for s in found[3:]] == [(Kind.GROWTH, -5), (Kind.GROWTH, -6)]
    found = read("两家单位分别下降5位、6位。")
    assert [(s.kind, s.value) for s in found[1:]] == [(Kind.DELTA, -5), (Kind.DELTA, -6)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("东湖街道、柳湾镇2家单位分别超期5天、6天。",
         [("5天", "东湖街道", "超期"), ("6天", "柳湾镇", "超期")]),
        ("教育局、卫健局2个部门办件量分别为120件、80件。",
         [("120件", "教育局", "办件量"), ("80件", "卫健局", "办件量")]),
        ("东湖街道、柳湾镇两地得分分别为92分、87分。",
         [("92分", "东湖街道", "得分"), ("87分", "柳湾镇", "得分")]),
        ("东湖街道、柳湾镇两个单位的投诉量分别为12件、8件。",
         [("12件", "东湖街道", "投诉量"), ("8件", "柳湾镇", "投诉量")]),
        ("县医院迁建、第二水厂扩建两个项目投资完成率分别为46%、38%。",
         [("46%", "县医院迁建", "投资完成率"), ("38%", "第二水厂扩建", "投资完成率")]),
        # What was done stands behind 分别, however short, and whatever it is counted in.
        ("东湖街道、柳湾镇分别扣5分、6分。", [("5分", "东湖街道", "扣"), ("6分", "柳湾镇", "扣")]),
        ("东湖街道、柳湾镇分别办结5件、6件。",
         [("5件", "东湖街道", "办结"), ("6件", "柳湾镇", "办结")]),
        # How long what stands behind the last number has lasted, of all of them.
        ("东湖街道、区商务局的“通知公告”栏目分别有47天、61天未更新。",
         [("47天", "东湖街道", "“通知公告”栏目未更新"),
          ("61天", "区商务局", "“通知公告”栏目未更新")]),
        ("东湖街道、区商务局平均办理时长分别为5天、6天。",
         [("5天", "东湖街道", "平均办理时长"), ("6天", "区商务局", "平均办理时长")]),
        ("甲局、乙局分别有3条、2条留言未回复。",
         [("3条", "甲局", "留言"), ("2条", "乙局", "留言")]),
        # They stand in the clause before, whatever the sentence tells first.
        ("受理200件，居全市第3位，咨询类、投诉类分别为120件、80件。",
         [("120件", None, "咨询类"), ("80件", None, "投诉类")]),
        ("受理200件，居全市第3位，咨询类、投诉类，分别为120件、80件。",
         [("120件", None, "咨询类"), ("80件", None, "投诉类")]),
        # Two marks for one part names as well.
        ("东湖街道、柳湾镇，以及枫林乡分别办结5件、6件、7件。",
         [("6件", "柳湾镇", "办结"), ("7件", "枫林乡", "办结")]),
        ("东湖街道、柳湾镇、和枫林乡分别办结5件、6件、7件。",
         [("6件", "柳湾镇", "办结"), ("7件", "枫林乡", "办结")]),
        ("东湖街道、柳湾镇、分别办结5件、6件。",
         [("5件", "东湖街道", "办结"), ("6件", "柳湾镇", "办结")]),
        # A number that opens a name is no number of the names.
        ("本地通办、三地联办分别为9件、6件。",
         [("9件", None, "本地通办"), ("6件", None, "三地联办")]),
    ],
)  # fmt: skip
def test_each_number_goes_to_its_name(
    read: Read, text: str, numbers: list[tuple[str, str, str]]
) -> None:
    assert named(read(text))[-2:] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "东湖街道、柳湾镇、枫林乡{}位居前三，分别为120件、80件、50件。",
        "东湖街道、柳湾镇、枫林乡{}位列前三位，分别为120件、80件、50件。",
        "东湖街道、柳湾镇、枫林乡{}排名全区前三，分别为120件、80件、50件。",
        "东湖街道、柳湾镇、枫林乡{}排在前列，分别为120件、80件、50件。",
        "东湖街道、柳湾镇、枫林乡{}名列前茅，分别为120件、80件、50件。",
        "{}排名前三的是东湖街道、柳湾镇、枫林乡，分别为120件、80件、50件。",
        "全年{}前三名依次为东湖街道、柳湾镇、枫林乡，分别为120件、80件、50件。",
        "全区2022年{}前三名依次为东湖街道、柳湾镇、枫林乡，分别为120件、80件、50件。",
        "{}上半年排名前三的是东湖街道、柳湾镇、枫林乡，分别为120件、80件、50件。",
        "{}居前三位的东湖街道、柳湾镇、枫林乡分别为120件、80件、50件。",
        "{}较高的东湖街道、柳湾镇、枫林乡分别为120件、80件、50件。",
    ],
)
def test_what_places_the_names_is_no_part_of_a_name_nor_of_what_is_counted(
    read: Read, text: str
) -> None:
    numbers = [("120件", "东湖街道"), ("80件", "柳湾镇"), ("50件", "枫林乡")]
    wanted = [(number, name, "受理量") for number, name in numbers]
    assert named(read(text.format("受理量")))[-3:] == wanted


def test_names_that_were_placed_by_one_thing_may_be_told_another_of(read: Read) -> None:
    found = read("受理量排名前两位的东湖街道、柳湾镇办结率分别为98%、95%。")
    assert named(found)[-2:] == [("98%", "东湖街道", "办结率"), ("95%", "柳湾镇", "办结率")]
    found = read("排名前二的东湖街道、柳湾镇分别得95分、90分。")
    assert named(found)[-2:] == [("95分", "东湖街道", ""), ("90分", "柳湾镇", "")]


@pytest.mark.parametrize("said", ["得", "为", "达"])
def test_whose_a_number_is_does_not_say_what_it_counts(read: Read, said: str) -> None:
    found = read(f"东湖街道、柳湾镇分别{said}95分、90分。")
    assert named(found) == [("95分", "东湖街道", ""), ("90分", "柳湾镇", "")]
    # A share is named by its part.
    found = read("东湖街道、柳湾镇分别占60%、40%。")
    assert named(found) == [("60%", None, "东湖街道"), ("40%", None, "柳湾镇")]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("咨询、投诉、求助分别为100件、110件、190件，同比分别增长5%、持平和下降6%。",
         [("5%", "100件"), ("6%", "190件")]),
        ("咨询、投诉、求助分别为100件、110件、190件，同比分别持平、增长5%和持平。",
         [("5%", "110件")]),
        ("咨询、投诉分别为100件、110件，同比分别增长5%和持平。", [("5%", "100件")]),
        ("咨询、投诉分别为100件、110件，同比分别持平和增长5%。", [("5%", "110件")]),
        # Without 分别 nothing is told of a list.
        ("咨询100件、投诉110件，同比增长5%、环比持平。", [("5%", "110件")]),
    ],
)  # fmt: skip
def test_what_did_not_change_has_no_number_of_the_list(
    read: Read, text: str, of: list[tuple[str, str]]
) -> None:
    assert changes(read(text)) == of


def test_a_name_that_did_not_change_has_no_number_of_the_list(read: Read) -> None:
    found = read("东湖街道、柳湾镇、枫林乡受理量同比分别增长6.5%、持平和下降3.1%。")
    assert named(found) == [("6.5%", "东湖街道", "受理量"), ("3.1%", "枫林乡", "受理量")]
    found = read("东湖街道、柳湾镇受理量同比分别增长6.5%和持平。")
    assert named(found) == [("6.5%", "东湖街道", "受理量")]


@pytest.mark.parametrize(
    ("text", "bases", "of"),
    [
        ("投诉508件，同比、环比分别下降22%、7%。", ["同比", "环比"], "508件"),
        ("投诉508件，同比与环比分别下降22件、7件。", ["同比", "环比"], "508件"),
        ("投诉508件，比去年同期和上季度分别下降22%、7%。", ["去年同期", "上季度"], "508件"),
        ("投诉508件，较上年同期、上季度均分别下降22%、7%。", ["上年同期", "上季度"], "508件"),
        ("投诉508件，总量同比、环比分别下降22%、7%。", ["同比", "环比"], "508件"),
        ("投诉508件，同比、环比分别增长5%和持平。", ["同比"], "508件"),
        ("投诉508件，办结率95%，同比、环比分别提高1.2个、2.3个百分点。", ["同比", "环比"], "95%"),
        ("投诉量同比、环比分别下降22%、7%。", ["同比", "环比"], None),
        ("投诉508件；同比、环比分别下降22%、7%。", ["同比", "环比"], "508件"),
        ("投诉508件。同比、环比分别下降22%、7%。", ["同比", "环比"], None),
    ],
)  # fmt: skip
def test_times_in_a_list_are_what_one_amount_is_compared_with(
    read: Read, text: str, bases: list[str], of: str | None
) -> None:
    found = read(text)
    told = [s for s in found if s.kind in (Kind.GROWTH, Kind.DELTA)]
    assert [s.base for s in told] == bases
    assert {parent for _, parent in changes(found)} == {of}
    assert not any("比" in s.metric for s in found)


@pytest.mark.parametrize("units", ["12批次180人次", "12批180人", "12批180人次"])
def test_the_nouns_of_a_list_may_be_the_units_of_the_amounts(read: Read, units: str) -> None:
    found = read(f"接访{units}，人次、批次同比分别下降8.3%、12.6%。")
    assert [s.parent for s in found] == [None, None, 1, 0]


def test_how_much_of_the_plan_was_reached_is_told_of_each_amount(read: Read) -> None:
    found = read("财政收入12亿元、支出20亿元，分别完成预算的98%、95%。")
    assert [(s.metric, s.parent) for s in found[2:]] == [("财政收入", None), ("支出", None)]
    found = read("修复面积1280亩、12处；另2座修复进度分别为65%、40%。")
    assert "面积" not in found[-2].metric


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("甲类100件、乙类110件、丙类190件，分别占35%、20%。", ("3", "2")),
        ("甲类100件、乙类110件、丙类190件，同比分别增长5%、6%。", ("3", "2")),
        ("甲类100件、乙类110件、丙类190件同比分别增加5件、6件。", ("3", "2")),
        ("教育、卫生、社保支出分别增长5%、6%。", ("3", "2")),
        ("社保支出7亿元，教育、卫生、社保支出分别增长5%、6%。", ("3", "2")),
    ],
)  # fmt: skip
def test_more_names_than_numbers_are_told_and_nothing_is_guessed(
    read: Read, text: str, finding: tuple[str, str]
) -> None:
    assert untold(text) == [finding]
    found = read(text)
    assert [parent for _, parent in changes(found)] == [None, None]
    assert "、" in found[-1].metric


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城乡建设、劳动社保两类问题分别为12件、9件。",
         [("两类", None, "城乡建设、劳动社保"), ("12件", None, "城乡建设问题"),
          ("9件", None, "劳动社保问题")]),
        ("教育、卫生支出分别为9亿元、4亿元。",
         [("9亿元", None, "教育支出"), ("4亿元", None, "卫生支出")]),
        ("东湖街道、柳湾镇支出分别为9亿元、4亿元。",
         [("9亿元", "东湖街道", "支出"), ("4亿元", "柳湾镇", "支出")]),
        ("机关、柳湾镇支出分别为9亿元、4亿元。",
         [("9亿元", "机关", "支出"), ("4亿元", "柳湾镇", "支出")]),
        # Of another time, in the sentence behind as in the same one.
        ("受理130件、办结118件。上年分别为120件、110件。",
         [("130件", None, "受理"), ("118件", None, "办结"),
          ("120件", None, "受理"), ("110件", None, "办结")]),
        ("受理130件，上年、前年分别为120件、110件。",
         [("130件", None, "受理"), ("120件", None, "受理"), ("110件", None, "受理")]),
        ("受理增加13件、办结增加12件，上年分别为12件、11件。",
         [("13件", None, "受理"), ("12件", None, "办结"),
          ("12件", None, "受理"), ("11件", None, "办结")]),
        ("受理130件、办结118件，上年网上分别为120件、110件。",
         [("130件", None, "受理"), ("118件", None, "办结"),
          ("120件", None, "网上"), ("110件", None, "网上")]),
        ("教育支出9亿元、卫生支出4亿元，目标完成率分别为目标的98%、95%。",
         [("9亿元", None, "教育支出"), ("4亿元", None, "卫生支出"),
          ("98%", None, "目标完成率"), ("95%", None, "目标完成率")]),
        ("东湖街道、柳湾镇分别受理13件、7件，整改5件、6件。",
         [("13件", "东湖街道", "受理"), ("7件", "柳湾镇", "受理"),
          ("5件", "东湖街道、柳湾镇", "整改"), ("6件", "东湖街道、柳湾镇", "整改")]),
        ("东湖街道、柳湾镇分别受理13件+7件。",
         [("13件", "东湖街道", "受理"), ("7件", "柳湾镇", "受理")]),
        ("咨询120件、投诉80件，占60%、40%。",
         [("120件", None, "咨询"), ("80件", None, "投诉"),
          ("60%", None, "咨询"), ("40%", None, "投诉")]),
        ("咨询120件、投诉80件，两类诉求同比分别下降5%、6%。",
         [("120件", None, "咨询"), ("80件", None, "投诉"), ("两类", None, "诉求"),
          ("5%", None, "咨询"), ("6%", None, "投诉")]),
        ("受理130件，上年分别为120件、110件。",
         [("130件", None, "受理"), ("120件", None, "受理"), ("110件", None, "受理")]),
    ],
)  # fmt: skip
def test_a_noun_of_all_names_is_of_each(
    read: Read, text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert named(read(text)) == expected


@pytest.mark.parametrize(("more", "of"), [("", "120件"), ("、核查7处", "110件")])
def test_the_amounts_of_a_list_are_looked_for_among_the_last_numbers(
    read: Read, more: str, of: str
) -> None:
    between = f"走访1次，约见2人，回访3户，宣传4场，巡查5轮，整改6家{more}"
    found = read(f"受理120件、办结110件，{between}，分别增加5件、6件。")
    assert changes(found)[0] == ("5件", of)


def test_a_finding_of_a_list_shows_all_of_its_numbers() -> None:
    raw = "甲类100件、乙类110件、丙类190件，分别占35%、20%。"
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    _, (found,) = read_statistics([paragraph], data_year=2022, region_name=None, sections=())
    assert found.subject == "分别占35%、20%"
    assert raw[found.where.span.start : found.where.span.end] == "35%、20%"


def test_a_number_behind_a_list_is_none_of_it() -> None:
    assert untold("东湖街道、柳湾镇分别受理5件、6件，80人参与。") == []
    assert untold("事故起数持平，投诉、信访分别增长5%。") == []
    assert untold("东湖街道、柳湾镇分别受理5件、6件，8件未办结。") == [("2", "3")]


@pytest.mark.parametrize(
    "text",
    [
        "甲类100件、乙类110件，分别占35%、20%。",
        # The number of the names is none of them.
        "教育、卫生健康两项支出分别为9亿元、4亿元，同比分别增长5%、6%。",
        "甲类100件、乙类110件、丙类190件，乙类、丙类同比分别增长5%、6%。",
    ],
)  # fmt: skip
def test_as_many_names_as_numbers_are_told_apart(text: str) -> None:
    assert untold(text) == []


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("受理、办结分别由上年的120件、110件增至130件、118件。", ["受理", "办结", "受理", "办结"]),
        ("受理量、办结量分别为130件、118件，上年分别为120件、110件。",
         ["受理量", "办结量", "受理量", "办结量"]),
        ("受理130件、办结118件（上年为120件、110件）。", ["受理", "办结", "受理", "办结"]),
        ("上年受理120件、办结110件，今年分别为130件、118件。", ["受理", "办结", "受理", "办结"]),
        ("受理130件、办结118件，较上年的120件、110件分别增加10件、8件。",
         ["受理", "办结", "受理", "办结", "受理", "办结"]),
        ("受理130件、办结118件，分别比上年的120件、110件增加10件、8件。",
         ["受理", "办结", "受理", "办结", "受理", "办结"]),
        # In other units, or of the same time, nothing is told a second time.
        ("受理130件、接待118人，上年为120人、110件。", ["受理", "接待", "接待", "接待"]),
        ("受理130件、办结118件，来信12件、10件。", ["受理", "办结", "来信", "来信"]),
        ("受理130件、办结118件，超期为12件、10件。", ["受理", "办结", "超期", "超期"]),
    ],
)  # fmt: skip
def test_a_list_told_of_another_time_counts_the_same_things(
    read: Read, text: str, metrics: list[str]
) -> None:
    assert [s.metric for s in read(text)] == metrics


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("受理130件、办结118件，较上年的120件、110件分别增长8.3%、7.3%。", ["130件", "118件"]),
        ("受理130件、办结118件，分别比上年的120件、110件增加10件、8件。", ["130件", "118件"]),
        ("受理、办结分别由120件、110件增至130件、118件，分别增长8.3%、7.3%。", ["130件", "118件"]),
        ("受理、办结分别为130件、118件，上年为120件、110件，分别增长8.3%、7.3%。",
         ["130件", "118件"]),
        ("受理130件、办结118件（上年分别为120件、110件），分别增长8.3%、7.3%。",
         ["130件", "118件"]),
        # No amount of now is told: the change is of none.
        ("甲局、乙局受理量分别比上年的120件、110件增加10件、8件。", [None, None]),
    ],
)  # fmt: skip
def test_changes_from_levels_in_a_list_are_held_against_their_own(
    read: Read, text: str, of: list[str | None]
) -> None:
    found = read(text)
    assert [parent for _, parent in changes(found)] == of
    bases = [s for s in found if s.value in (120, 110)]
    assert len({(s.kind, s.period) for s in bases}) == 1
    assert {s.status for s in found}.isdisjoint({Status.CONTRADICTED})
    assert [s.base for s in found if s.base] in ([], ["上年"] * 2)


def test_a_change_from_a_level_in_a_list_is_proved_by_that_one_alone(read: Read) -> None:
    text = "受理、办结分别为130件、118件，上年为120件、110件，分别增长{}。"
    found = read(text.format("8.3%、7.3%"))
    assert [s.evidence for s in found[4:]] == [
        "(130 - 120) ÷ 120 = 8.3%", "(118 - 110) ÷ 110 ≈ 7.3%",
    ]  # fmt: skip
    # What one of them would give proves nothing of another.
    found = read("受理、办结分别由120件、110件增至130件、118件，分别增长18.2%、7.3%。")
    assert {s.status for s in found} == {Status.UNCHECKED}


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("来访119批次452人次，下降8.5%和11.2%。", [("8.5%", "119批次"), ("11.2%", "452人次")]),
        ("来访119批次452人次，下降8.5%和上升11.2%。", [("8.5%", "119批次"), ("11.2%", "452人次")]),
        # Of one amount: how much, and how much of it.
        ("受理119件、办结88件，减少12件、下降12.0%。", [("12件", "88件"), ("12.0%", "88件")]),
        ("来访119批次452人次，接待量下降8.5%和11.2%。", [("8.5%", None), ("11.2%", None)]),
    ],
)  # fmt: skip
def test_two_changes_told_as_one_are_of_two_amounts(
    read: Read, text: str, of: list[tuple[str, str | None]]
) -> None:
    assert changes(read(text)) == of


def test_the_changes_of_names_are_of_no_amount_of_all_of_them(read: Read) -> None:
    found = read("受理300件，增长5%，其中甲镇、乙镇分别增长6%、4%。")
    assert changes(found) == [("5%", "300件"), ("6%", None), ("4%", None)]
    assert named(found)[2:] == [("6%", "甲镇", "受理"), ("4%", "乙镇", "受理")]
    text = (
        "东湖街道、柳湾镇受理量分别为120件、80件，全区办结300件；东湖街道、柳湾镇{}分别增长6%、4%。"
    )
    for noun in ("", "受理量"):
        found = read(text.format(noun))
        assert changes(found) == [("6%", "120件"), ("4%", "80件")]
        assert named(found)[3:] == [("6%", "东湖街道", "受理量"), ("4%", "柳湾镇", "受理量")]
    assert changes(read(text.format("回访量"))) == [("6%", None), ("4%", None)]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("北山区、石桥县办结率分别为9%、8%，回访率分别为7%、6%。", ["北山区", "石桥县"]),
        ("北山区、石桥县办结率分别为9%、8%。回访率分别为7%、6%。", ["北山区、石桥县"] * 2),
        ("北山区、石桥县办结率分别为9%、8%，回访率分别为7%、6%、5%。", ["北山区、石桥县"] * 3),
        ("区直机关、柳湾镇办结率分别为9%、8%，回访率分别为7%、6%。", ["区直机关", "柳湾镇"]),
        # As many numbers may have told the names one by one.
        ("柳湾镇受理24件，枫林乡受理36件，办结率分别为95%、90%。", ["柳湾镇", "枫林乡"]),
        ("柳湾镇24件、枫林乡36件，办结率分别为95%、90%。", ["柳湾镇", "枫林乡"]),
        ("柳湾镇24件、枫林乡36件，石桥镇办结率分别为95%、90%。", ["石桥镇"] * 2),
        ("柳湾镇24件、枫林乡36件，办结率分别为95%、90%、85%。", ["枫林乡"] * 3),
        ("柳湾镇24件，柳湾镇走访36次，办结率分别为95%、90%。", ["柳湾镇"] * 2),
        ("受理24件，柳湾镇受理36件，办结率分别为95%、90%。", ["柳湾镇"] * 2),
        ("柳湾镇受理24件，枫林乡走访36次，办结率分别为95%、90%。", ["枫林乡"] * 2),
        ("柳湾镇受理24件，枫林乡办结36件，办结率分别为95%、90%。", ["枫林乡"] * 2),
    ],
)  # fmt: skip
def test_a_list_goes_on_of_the_names_before_it(read: Read, text: str, subjects: list[str]) -> None:
    assert [s.subject for s in read(text)[2:]] == subjects


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("受理投诉300件，出动120人次，其中甲镇、乙镇分别为120件、80件。", "受理投诉"),
        ("受理300件，办结率95%，其中甲镇、乙镇分别为96%、94%。", "办结率"),
        ("受理300件，增长5%，其中甲镇、乙镇分别为96件、94件。", "受理"),
        ("受理300件，办结数增加20件，其中甲镇、乙镇分别为96件、94件。", "受理"),
    ],
)  # fmt: skip
def test_numbers_of_names_alone_count_what_is_counted_before_them(
    read: Read, text: str, metric: str
) -> None:
    assert [(s.subject, s.metric) for s in read(text)[2:]] == [("甲镇", metric), ("乙镇", metric)]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("查处案件12起、罚款30万元，同比分别下降20%、25%。", [("20%", "12起"), ("25%", "30万元")]),
        ("受理2件、办结3件同比分别增加1件、2件。", [("1件", "2件"), ("2件", "3件")]),
        # A difference is of an amount in its unit.
        ("企业120家、隐患80处、整改60处，分别增加5处、6处。", [("5处", "80处"), ("6处", "60处")]),
        ("企业120家、隐患80处、整改60处，分别增加5家、6处。", [("5家", None), ("6处", None)]),
        ("办结率95%、回访率90%，同比分别下降5.1%、6.2%。", [("5.1%", "95%"), ("6.2%", "90%")]),
        ("办结率95%、回访率90%，同比分别减少5件、6件。", [("5件", None), ("6件", None)]),
        # Of another sentence, or of what stands in brackets, they are not.
        ("隐患80处、整改60处。同比分别下降5%、6%。", [("5%", None), ("6%", None)]),
        ("隐患80处、整改60处（重大9处、立改8处），同比分别下降5%、6%。",
         [("5%", "80处"), ("6%", "60处")]),
        ("咨询120件、投诉80件、求助60件，前两类分别占46.2%、30.8%。",
         [("46.2%", None), ("30.8%", None)]),
    ],
)  # fmt: skip
def test_changes_go_to_the_amounts_before_them_that_can_change_so(
    read: Read, text: str, of: list[tuple[str, str | None]]
) -> None:
    assert changes(read(text)) == of


def test_shares_of_the_first_of_a_list_are_told_of_these(read: Read) -> None:
    found = read("受理260件，其中咨询120件、投诉80件、求助60件，前两类分别占46.2%、30.8%。")
    assert [(s.metric, s.measured) for s in found[5:]] == [("咨询", 1), ("投诉", 2)]


@pytest.mark.parametrize("colon", ["为：", "是:", "：", "达:"])
def test_a_colon_may_stand_behind_the_word_that_gives_each_its_own(read: Read, colon: str) -> None:
    wanted = [("120件", "东湖街道", "受理量"), ("80件", "柳湾镇", "受理量")]
    assert named(read(f"东湖街道、柳湾镇受理量分别{colon}120件、80件。")) == wanted
    found = read(f"受理投诉200件，东湖街道、柳湾镇依次{colon}120件、80件。")
    assert [s.subject for s in found] == [None, "东湖街道", "柳湾镇"]
    # What stands before another colon governs nothing behind this one.
    found = read("东湖街道、柳湾镇分别通报：受理120件、80件。")
    assert [s.subject for s in found] == ["东湖街道、柳湾镇"] * 2


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("受理投诉508件，上年同期、上月分别为480件、490件。", ["2021年", "上月"]),
        ("上半年受理投诉508件，上年同期、上月分别为480件、490件。", ["2021年上半年", "上月"]),
        ("去年、上月分别受理投诉480件、490件。", ["2021年", "上月"]),
        ("上年同期、上月分别受理投诉480件、490件。", ["2021年同期", "上月"]),
    ],
)
def test_amounts_of_other_times_are_of_those_times(
    read: Read, text: str, periods: list[str]
) -> None:
    found = read(text)[-2:]
    assert [(s.period, s.base, s.kind) for s in found] == [
        (period, None, Kind.LEVEL) for period in periods
    ]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("检查企业120家，发现隐患80处，分别减少3家、5处。", [("3家", "120家"), ("5处", "80处")]),
        ("检查企业120家，发现隐患80处，分别减少3个、5个。", [("3个", "120家"), ("5个", "80处")]),
        ("满意率98%，知晓率90%，分别提高3个、5个百分点。",
         [("3个", "98%"), ("5个百分点", "90%")]),
        # What is counted in another unit did not change by so much.
        ("检查企业120家，发现隐患80处，分别减少3起、5人。", [("3起", None), ("5人", None)]),
        ("检查企业120家，发现隐患80处，分别减少3家、5人。", [("3家", "120家"), ("5人", None)]),
        ("受理120件、办结110起、回访100件，分别增加5件、6件。",
         [("5件", "120件"), ("6件", "100件")]),
        ("受理1126批3218人次，接待12人，人次、批次同比分别下降8%、12%。",
         [("8%", "3218人次"), ("12%", "1126批")]),
        ("受理咨询120件、投诉80件，两类分别增长5%、6%。", [("5%", "120件"), ("6%", "80件")]),
        ("咨询120件、投诉80件、求助60件，前三类分别增长5%、6%、7%。",
         [("5%", "120件"), ("6%", "80件"), ("7%", "60件")]),
        ("咨询120件、投诉80件，前两类分别增长5%、6%。", [("5%", "120件"), ("6%", "80件")]),
        ("死亡率0.62，同比下降3%，伤残率0.18，同比下降2%，环比分别下降6.1%、11.9%。",
         [("3%", "0.62"), ("2%", "0.18"), ("6.1%", "0.62"), ("11.9%", "0.18")]),
        ("死亡率0.62、伤残率0.18，分别为上年的1.2倍、1.5倍。",
         [("1.2倍", "0.62"), ("1.5倍", "0.18")]),
        ("咨询120件、满意率60%、投诉80件，环比分别增长5%、6%。", [("5%", "120件"), ("6%", "80件")]),
        ("受理118件，上年受理110件、办结120件，分别增长8%、7%。",
         [("8%", "110件"), ("7%", "120件")]),
        ("咨询、投诉分别增长13.7%、7.0%，高于平均9.2个、2.5个百分点。",
         [("13.7%", None), ("7.0%", None), ("9.2个", "13.7%"), ("2.5个百分点", "7.0%")]),
        ("咨询120件、投诉80件，占信访件的60%、40%。", [("60%", None), ("40%", None)]),
        ("东湖街道、柳湾镇受理分别为120件、80件，全区办结300件；"
         "东湖街道、柳湾镇受理量分别增长6%、4%。", [("6%", "120件"), ("4%", "80件")]),
        ("来访1126批，增加3批，涉及3218人次，批次、人次同比分别下降8%、12%。",
         [("3批", "1126批"), ("8%", "1126批"), ("12%", "3218人次")]),
        # Points are of a score, which may be told without its unit.
        ("东湖街道走访95次，柳湾镇得分90.1分，比上年分别提升11分、8分。",
         [("11分", "90.1分"), ("8分", "90.1分")]),
        ("东湖街道得分95.2，柳湾镇得分90.1分，比上年分别提升1.1、0.8分。",
         [("1.1", "95.2"), ("0.8分", "90.1分")]),
        ("受理投诉120件，办结80件，发布信息60条，分别增加3件、2条。",
         [("3件", "80件"), ("2条", "60条")]),
        # Of one amount, compared with two times: of the nearest, or of that which is named.
        ("举报200件，投诉508件，同比、环比分别下降22%、7%。", [("22%", "508件"), ("7%", "508件")]),
        ("投诉508件，举报200件，投诉量同比、环比分别下降22%、7%。",
         [("22%", "508件"), ("7%", "508件")]),
        # Only one of the nouns is the unit of an amount.
        ("受理1126批3218人次，批次、户次分别下降8%、12%。", [("8%", None), ("12%", None)]),
        # How many there are changed by none of it.
        ("受理120件，两类分别增长5%、6%。", [("5%", None), ("6%", None)]),
        # Names behind the second of two words of order.
        ("受理300件、办结280件，排名依次靠前的东湖街道、柳湾镇分别增长5%、6%。",
         [("5%", None), ("6%", None)]),
    ],
)  # fmt: skip
def test_an_amount_changes_in_its_own_unit(
    read: Read, text: str, of: list[tuple[str, str | None]]
) -> None:
    assert changes(read(text)) == of


@pytest.mark.parametrize(
    ("text", "of"),
    [
        # Told of two times, the changes are of the later one, wherever it stands.
        ("上年受理120件、办结110件，今年受理130件、办结118件，分别增长8.3%、7.3%。",
         ["130件", "118件"]),
        ("咨询50件，上年受理、办结分别为120件、110件，今年分别为130件、118件，同比分别增长8.3%、7.3%。",
         ["130件", "118件"]),
        ("咨询50件，受理、办结分别为130件、118件，上年分别为120件、110件，同比分别增长8.3%、7.3%。",
         ["130件", "118件"]),
        ("受理、办结分别为130件、118件，上年受理120件、信访办结110件，同比分别增长8.3%、7.3%。",
         ["130件", "118件"]),
        # Of one time, they are of what was told last.
        ("受理130件、办结118件，目前受理140件、办结120件，分别增长8%、7%。", ["140件", "120件"]),
        ("受理投诉508件，较上年、较上月分别下降22.0%、6.8%。", ["508件", "508件"]),
    ],
)  # fmt: skip
def test_changes_are_of_what_was_told_last_of_now(read: Read, text: str, of: list[str]) -> None:
    assert [whole for _, whole in changes(read(text))] == of
    # Whatever is told a long way behind.
    tail = "各单位要高度重视，认真对照通报内容逐项整改，" * 12 + "确保按期完成。"
    assert [whole for _, whole in changes(read(text + tail))] == of


def test_changes_are_given_where_the_year_of_the_notice_is_not_known(read: Read) -> None:
    text = "受理130件、办结118件，上年受理120件、办结110件，分别增长8.3%、7.3%。"
    assert len(changes(read(text, data_year=None))) == 2
    text = "上年受理120件、办结110件，受理130件、办结118件，分别增长8.3%、7.3%。"
    assert len(changes(read(text, data_year=None))) == 2


def test_names_that_are_times_are_the_times_of_the_numbers(read: Read) -> None:
    found = read("2020年、2021年分别受理120件、130件。")
    assert [s.period for s in found] == ["2020年", "2021年"]


@pytest.mark.parametrize("told", ["今年分别增加10件、8件", "今年增加10件、8件"])
def test_changes_of_the_amounts_of_another_time_have_the_time_told_with_them(
    read: Read, told: str
) -> None:
    found = read(f"上年受理120件、办结110件，{told}。")
    assert [s.period for s in found] == ["2021年", "2021年", "2022年", "2022年"]
    assert changes(found) == [("10件", "120件"), ("8件", "110件")]


def test_each_comparison_has_its_time_without_the_word_that_compares(read: Read) -> None:
    found = read("受理投诉508件，较上年、较上月分别下降22.0%、6.8%。")
    assert [s.base for s in found[1:]] == ["上年", "上月"]


def test_names_begin_behind_the_sentence_before(read: Read) -> None:
    found = read("清运垃圾20吨（厨余12吨、其他8吨）。东湖街道、柳湾镇得分分别为95分、90分。")
    assert named(found)[-2:] == [("95分", "东湖街道", "得分"), ("90分", "柳湾镇", "得分")]


@pytest.mark.parametrize(
    "text",
    [
        "受理120件、办结110起、回访100件，同比分别增加5件、6起。",
        "受理120件、回访100件、办结110起，同比分别增加5件、6起。",
    ],
)
def test_which_of_three_amounts_changed_is_not_guessed_from_mixed_units(text: str) -> None:
    assert untold(text) == [("3", "2")]


def test_other_things_told_of_another_time_are_not_what_changed(read: Read) -> None:
    found = read("咨询130件、求助118件，去年投诉120件、举报110件，分别增长8%、7%。")
    assert changes(found) == [("8%", "120件"), ("7%", "110件")]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("东湖街道、柳湾镇受理量分别由100件、90件增至120件、110件。", ["东湖街道", "柳湾镇"] * 2),
        ("受理200件，居全市第3位，东湖街道、柳湾镇分别为120件、80件。",
         [None, None, "东湖街道", "柳湾镇"]),
    ],
)  # fmt: skip
def test_each_level_has_its_name_behind_ranks_and_earlier_levels(
    read: Read, text: str, subjects: list[str | None]
) -> None:
    assert [s.subject for s in read(text)] == subjects


@pytest.mark.parametrize(
    ("text", "metrics", "subjects"),
    [
        # No names of a sentence before are those of this one.
        ("甲街道、乙街道受理投诉。分别为5件、3件。", ["", ""], [None, None]),
        ("甲街道、乙街道受理投诉分别为5件、3件。", ["受理投诉", "受理投诉"], ["甲街道", "乙街道"]),
    ],
)
def test_the_names_of_fenbie_stand_in_its_sentence(
    read: Read, text: str, metrics: list[str], subjects: list[str | None]
) -> None:
    found = read(text)
    assert [one.metric for one in found] == metrics
    assert [one.subject for one in found] == subjects


@pytest.mark.parametrize(
    "text",
    [
        "账号不合格的分别为甲县2个、乙区1个",
        "诉求量最多的依次为物业管理3120件、交通管理2100件",
        "PM2.5浓度由低到高依次为柳湾镇35微克/立方米、枫林乡40微克/立方米",
    ],
)
def test_what_stayed_as_it_was_does_not_make_one_number_a_list(read: Read, text: str) -> None:
    alone, beside = read(f"{text}。"), read(f"{text}，总量与上季度持平。")
    told = [[(one.metric, one.subject) for one in found] for found in (alone, beside)]
    assert told[0] == told[1]


def test_the_names_of_a_long_label_are_given_to_the_numbers_behind_its_colon(read: Read) -> None:
    found = read("柳湾镇、枫林乡、石桥镇、南浦镇综合得分分别为：95分、90分、85分、80分。")
    assert [one.subject for one in found] == ["柳湾镇", "枫林乡", "石桥镇", "南浦镇"]
    assert {one.metric for one in found} == {"综合得分"}
