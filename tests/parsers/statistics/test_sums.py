"""Wholes and parts: what must add up, what may not, and what is never called an error."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import PartForm, Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def test_parts_in_another_measure_word_than_the_whole(read: Read) -> None:
    found = read("编发解读材料21条，其中图文类9篇，视频类7篇，音频类5篇。")
    assert [s.parent for s in found] == [None, 0, 0, 0]
    assert found[0].evidence == "9 + 7 + 5 = 21"


@pytest.mark.parametrize(
    "parts", ["8、7、5", "9、6、5", "9、7、4", "9、7、1", "1、7、5", "9、8、5"]
)
def test_any_changed_digit_in_a_part_contradicts_the_whole(read: Read, parts: str) -> None:
    a, b, c = parts.split("、")
    found = read(f"编发解读材料21条，其中图文类{a}篇，视频类{b}篇，音频类{c}篇。")
    assert found[0].status is Status.CONTRADICTED
    assert found[0].evidence == f"{a} + {b} + {c} = {int(a) + int(b) + int(c)} ≠ 21"


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("发现隐患17处，其中重大隐患20处。", "20 > 17"),
        ("到位资金1.5亿元，其中省级资金1.7亿元。", "1.7 > 1.5"),
        ("报送信息8篇，其中东湖镇、南浦镇各6篇。", "6 + 6 = 12 ≠ 8"),
    ],
    ids=["one", "one in its scale", "one of two"],
)
def test_a_part_that_is_more_than_its_whole_is_told_as_more(
    read: Read, text: str, evidence: str
) -> None:
    found = read(text)
    assert {(one.status, one.evidence) for one in found} == {(Status.CONTRADICTED, evidence)}


def test_what_there_was_the_year_before_is_no_part_of_what_there_is(read: Read) -> None:
    assert [one.parent for one in read("受理投诉60件（上年50件）。")] == [None, None]
    assert [one.parent for one in read("受理投诉60件（上年结转20件、新增40件）。")] == [None, 0, 0]


def test_what_is_told_of_another_year_beside_parts_is_none_of_them(read: Read) -> None:
    found = read("受理投诉60件（办结55件，上年50件）。")
    assert [(one.parent, one.status) for one in found] == [
        (None, Status.CONSISTENT), (0, Status.UNCHECKED), (None, Status.UNCHECKED)
    ]  # fmt: skip
    assert read("受理投诉60件（办结55件，上年受理投诉50件）。")[2].parent is None
    for told in ("办结55件，上年受理50件、办结45件", "来电55件，上年来电50件"):
        found = read(f"受理投诉60件（{told}）。")
        assert [one.parent for one in found[:3]] == [None, 0, None]
        assert Status.CONTRADICTED not in {one.status for one in found}
    assert {one.status for one in read("受理投诉60件（新收40件，2021年受理20件）。")} == {
        Status.PROVED
    }
    assert read("受理投诉60件（上年结转20件，新收41件）。")[0].status is Status.CONTRADICTED
    assert [one.parent for one in read("受理投诉60件（办结55件，上年5件）。")] == [None, 0, None]
    assert read("受理投诉60件（上年50件）。", data_year=None)[1].parent is None
    for other in ("上月", "上季度", "上年"):
        earlier = read(f"受理投诉60件（{other}70件）。")
        assert [(one.parent, one.status) for one in earlier] == [(None, Status.UNCHECKED)] * 2
    for told in ("2021年20件、2022年40件", "上月20件、本月40件"):
        assert {one.status for one in read(f"受理投诉60件（{told}）。")} == {Status.PROVED}


def test_brackets_without_a_cue_are_a_complete_list(read: Read) -> None:
    assert read("建成栏目27个(区直部门21个、街道5个)。")[0].status is Status.CONTRADICTED
    assert read("建成栏目27个(区直部门22个、街道5个)。")[0].status is Status.PROVED


@pytest.mark.parametrize(
    "text",
    [
        "建成栏目27个（含部门栏目12个、街道栏目5个）。",
        "建成栏目27个（部门12个、街道5个等）。",
        "建成栏目27个，其中市级以上9个、县级10个。",
        "受理来电270件，其中咨询类90件、求助类10件、投诉类12件。",
        "登记志愿者9020人，其中教师1350人，学生2400人。",
        "建成栏目27个，其中部门栏目12个。",
        "建成栏目27个，其中高等级栏目12个、低等级栏目5个。",
    ],
)
def test_a_list_that_may_leave_parts_out_need_not_add_up(read: Read, text: str) -> None:
    found = read(text)
    assert Status.CONTRADICTED not in {s.status for s in found}
    assert {s.relation for s in found[1:]} == {Relation.PART_OF}


@pytest.mark.parametrize(
    "text",
    [
        "建成栏目27个，其中部门栏目12个。",
        "建成栏目27个，其中部门栏目27个。",
        "全年受理诉求1000件，其中咨询类50件、投诉类30件、建议类20件。",
    ],
    ids=["one part", "one part as large as the whole", "three small ones, one digit below it"],
)
def test_a_whole_that_its_open_list_does_not_exceed_is_consistent(read: Read, text: str) -> None:
    assert read(text)[0].status is Status.CONSISTENT


def test_a_part_told_behind_a_list_that_adds_up_leaves_the_whole_proved(read: Read) -> None:
    found = read("评出站点27个（城区22个、镇村5个），其中示范站点3个。")
    assert [item.status.value for item in found] == ["proved", "proved", "proved", "unchecked"]


def test_a_part_is_of_its_own_period_or_of_that_of_its_whole(read: Read) -> None:
    found = read("受理诉求200件，其中2021年结转90件、2022年新收110件。")
    assert [item.period for item in found] == ["2022年", "2021年", "2022年"]
    found = read("2021年受理诉求200件，其中咨询类90件、投诉类110件。")
    assert [item.period for item in found] == ["2021年"] * 3


def test_one_number_in_brackets_names_not_all_parts(read: Read) -> None:
    assert read("建成栏目27个（城区22个）。")[1].part_form is PartForm.OPEN


def test_rounded_parts_are_consistent_not_contradicted(read: Read) -> None:
    found = read("门票收入20.5万元，其中成人票12.3万元，学生票8.1万元。")
    assert found[0].status is Status.CONSISTENT
    assert found[0].evidence == "12.3 + 8.1 = 20.4 ≈ 20.5"


def test_division_of_a_total_in_several_ways(read: Read) -> None:
    found = read(
        "零售额50.0亿元，增长7.0%。按地区分，城镇40.0亿元，乡村10.0亿元。按类型分，餐饮12.5亿元，商品37.5亿元。"
    )
    levels = [s for s in found if s.unit == "元"]
    assert [s.parent for s in levels[1:]] == [0, 0, 0, 0]
    assert {s.status for s in levels} == {Status.PROVED}


def test_averages_are_never_summed(read: Read) -> None:
    found = read("人均收入33662元。按地区分，城镇人均收入45727元，农村人均收入19734元。")
    assert {s.parent for s in found} == {None}


def test_a_change_between_whole_and_parts_is_no_part(read: Read) -> None:
    found = read("编发材料12篇，较去年翻一番，其中图文类7篇，视频类5篇。")
    assert [s.parent for s in found] == [None, 0, 0, 0]
    assert [s.relation for s in found[1:]] == [
        Relation.CHANGE_OF,
        Relation.PART_OF,
        Relation.PART_OF,
    ]


def test_number_of_things_among_which(read: Read) -> None:
    found = read("在21条解读中，9篇为图文，7篇为视频，5篇为音频。")
    assert [(s.metric, s.parent) for s in found[1:]] == [("图文", 0), ("视频", 0), ("音频", 0)]


def test_share_that_follows_from_part_and_whole_says_how(read: Read) -> None:
    found = read("受理诉求200件，其中咨询类90件，占45%；投诉类110件，占54%。")
    assert found[2].evidence == "90 ÷ 200 = 45%"
    assert found[4].evidence == "110 ÷ 200 ≈ 55% ≠ 54%"
    assert [found[2].status, found[4].status] == [Status.PROVED, Status.CONTRADICTED]


def test_total_amount_behind_a_list_speaks_of_the_whole(read: Read) -> None:
    found = read("编发材料12篇，其中图文类7篇，视频类5篇，总量较去年翻一番。")
    assert found[3].parent == 0


def test_a_word_that_holds_the_sign_of_an_open_list_does_not_open_it(read: Read) -> None:
    found = read("评出站点27个（高等级21个、低等级5个）。随后评出等外站点若干。")
    assert found[0].status is Status.CONTRADICTED


NAMES = ["图文类", "视频类", "音频类", "动漫类", "直播类", "问答类"]


@settings(deadline=None, max_examples=60)
@given(
    parts=st.lists(st.integers(2, 400), min_size=2, max_size=6),
    shape=st.sampled_from(
        ["{w}（{p}）。", "{w}，其中{p}。", "{w}。其中：{p}。", "{w}，其中包括{p}。"]
    ),
    comma=st.sampled_from(["、", "，"]),
    gap=st.sampled_from(["", " "]),
)
def test_generated_parents_and_parts_come_back(
    parts: list[int], shape: str, comma: str, gap: str
) -> None:
    listed = comma.join(f"{NAMES[i]}{gap}{n}{gap}条" for i, n in enumerate(parts))
    raw = shape.format(w=f"青禾区发布信息{gap}{sum(parts)}{gap}条", p=listed)
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    found, _ = read_statistics([paragraph], data_year=2021, region_name="青禾区", sections=())
    assert [s.value for s in found] == [Decimal(sum(parts)), *map(Decimal, parts)]
    assert [s.parent for s in found] == [None] + [0] * len(parts)
    assert [s.metric for s in found[1:]] == NAMES[: len(parts)]
    assert {s.status for s in found} == {Status.PROVED}


def test_some_parts_of_a_list_that_goes_on_prove_no_misprinted_whole(read: Read) -> None:
    """Of 7, 19 and 1 the whole is 27: where it is misprinted as 26, the first two make it."""
    found = read("全市抽检食品26批次，其中粮食类7批次，餐饮类19批次，饮料类1批次。")
    assert Status.PROVED not in {item.status for item in found}
    found = read("全市抽检食品27批次，其中粮食类7批次，餐饮类19批次，饮料类1批次。")
    assert {item.status for item in found} == {Status.PROVED}


@pytest.mark.parametrize(
    "text",
    [
        "发放补助资金31万元。按类别分，创业类24万元、住房类7万元；按地区分，城关10万元、东湖14万元。",
        "受理诉求方面，举报类700件、求助类250件、投诉类642件、建议类236件，合计1128件。",
    ],
    ids=["a part of another list", "a list that begins before"],
)
def test_a_sum_that_chance_may_have_made_proves_nothing(read: Read, text: str) -> None:
    found = read(text)
    assert Status.PROVED not in {item.status for item in found[-2:]}


@pytest.mark.parametrize("form", ["（{}）", "，其中{}"], ids=["bracket", "cue"])
def test_classes_named_in_order_are_all_of_their_list(read: Read, form: str) -> None:
    listed = "一等奖3件、二等奖5件、三等奖{}件"
    text = f"评出获奖作品18件{form.format(listed)}。"
    assert {item.status for item in read(text.format(10))} == {Status.PROVED}
    assert {item.status for item in read(text.format(9))} == {Status.CONTRADICTED}
    near = read(f"评出获奖作品18件{form.format('东湖街道等8件、石桥镇5件、云岭乡4件')}。")
    assert Status.CONTRADICTED not in {item.status for item in near}


@pytest.mark.parametrize("form", ["（{}）", "，其中{}", "：{}"], ids=["bracket", "cue", "none"])
@pytest.mark.parametrize("before", ["云岭乡6篇、", "云岭乡6篇，", ""])
def test_each_of_a_long_list_of_names_counts(read: Read, form: str, before: str) -> None:
    names = "、".join(f"{one}{two}镇" for one in "东西南北上下" for two in "河山湖桥")
    listed = f"{before}{names}各报送6篇、石桥镇5篇"
    whole = 24 * 6 + 5 + (6 if before else 0)
    found = read(f"全区报送信息{whole}篇{form.format(listed)}。")
    [each] = [item for item in found if item.multiplicity > 1]
    assert (each.subject, each.multiplicity) == (names, 24)
    assert {item.status for item in found} == {Status.PROVED}
    assert found[0].evidence == f"{' + '.join(['6'] * (25 if before else 24))} + 5 = {whole}"


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("抽查的20家企业中，15家未按证排污，12家台账不全。", False),
        ("抽查的20家企业中，15家未按证排污，12家标识缺失，9家通道堵塞。", False),
        ("抽查的20家企业中，规模以上15家，规模以下12家。", True),
        ("抽查的20家企业中，25家未按证排污。", True),
    ],
    ids=["two traits", "three", "classes", "more than all"],
)
def test_what_was_seen_in_some_may_overlap(read: Read, text: str, is_wrong: bool) -> None:
    found = read(text)
    assert {item.parent for item in found[1:]} == {0}
    assert (found[0].status is Status.CONTRADICTED) == is_wrong


@pytest.mark.parametrize(
    ("told", "is_of_all"),
    [
        ("监测国控断面5个、省控断面8个（优良9个、其他4个）", True),
        ("监测国控断面5个、省控断面8个（优良7个、其他4个）", False),
        ("监测国控断面5个，省控断面8个，其中优良9个、其他4个", True),
        ("监测国控断面5个，省控断面8个，其中优良7个、其他4个", False),
        ("监测国控断面5个、省控断面8个，其中优良7个、其他4个", True),
        ("监测国控断面5个、省控断面8个，其中优良11个、其他4个", False),
        ("监测国控断面5个、省控断面5个、市控断面3个，其中优良9个、其他4个", True),
        ("监测国控断面5个；省控断面8个，其中优良9个、其他4个", False),
        ("监测国控断面5个、省控断面8个。按水质看，优良9个、其他4个", True),
        ("监测国控断面5个、省控断面8个、县控断面9个。按水质看，优良18个、其他4个", True),
        ("监测国控断面5个、省控断面8个、水库2座。按水质看，优良9个、其他4个", True),
        ("监测国控断面5个、水库8座，其中优良9座、其他4座", False),
        ("监测断面增加5个、省控断面8个，其中优良7个、其他4个", False),
        ("监测国控断面5个、减少8个。按水质看，优良9个、其他4个", False),
    ],
)
def test_more_than_the_last_of_several_wholes_is_of_all_of_them(
    read: Read, told: str, is_of_all: bool
) -> None:
    found = read(f"{told}。")
    statuses = {item.status for item in found}
    assert (Status.CONTRADICTED in statuses) == (not is_of_all)
    assert {item.parent is None for item in found[-2:]} == {is_of_all}


def test_what_is_told_behind_a_list_does_not_change_of_what_it_is(read: Read) -> None:
    stations = "，".join(f"{n}号站采样{n}次" for n in range(1, 31))
    found = read(f"监测国控断面5个、省控断面8个，其中优良9个、其他4个。{stations}。")
    assert {(item.parent, item.status) for item in found} == {(None, Status.UNCHECKED)}


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("办结75件（予以公开40件、部分公开20件、不予公开{}件）", 16),
        ("办理建议75件，其中全部采纳40件、部分采纳20件、未采纳{}件", 16),
        ("登记工业企业75家（规模以上40家、规模以下{}家）", 36),
    ],
)
def test_a_class_that_sounds_like_some_leaves_nothing_out(
    read: Read, text: str, is_wrong: int
) -> None:
    assert {item.status for item in read(text.format(is_wrong))} == {Status.CONTRADICTED}
    assert {item.status for item in read(text.format(is_wrong - 1))} == {Status.PROVED}
    some = text.replace("（", "（部分事项统计：").replace("其中", "其中部分事项")
    for told, is_all in ((text, True), (some, False)):
        statuses = {item.status for item in read(told.format(is_wrong - 2))}
        assert (Status.CONTRADICTED in statuses) == is_all
    # Some of them are no more than all.
    assert Status.CONTRADICTED in {item.status for item in read(some.format(is_wrong))}


def test_one_part_that_exceeds_its_whole_is_no_sum(read: Read) -> None:
    assert read("建成栏目27个，其中部门栏目72个。")[0].evidence == "72 > 27"
    assert read("报送信息10篇，其中东湖镇、南浦镇各6篇。")[0].evidence == "6 + 6 = 12 ≠ 10"


STATUSES = {"p": "proved", "c": "consistent", "x": "contradicted", "u": "unchecked"}


@pytest.mark.parametrize(
    ("text", "parents", "statuses"),
    [
        # A bracket names all parts, to its end.
        ("建成栏目27个（区直部门22个、街道5个）。", "-00", "ppp"),
        ("建成栏目27个（区直部门22个、街道5个、社区1个）。", "-000", "xxxx"),
        ("受理诉求3200件（咨询类1800件、投诉类1399件）。", "-00", "xxx"),
        ("受理申请85件（网上60件、窗口25件，其中加急3件）。", "-002", "pppu"),
        ("受理申请85件（网上60件、窗口24件，其中加急3件）。", "-002", "xxxu"),
        ("受理申请85件（其中网上60件、窗口24件）。", "-00", "cuu"),
        # What goes on behind a ; is of the list where all of it misses the whole by one digit.
        ("受理诉求300件，其中咨询类120件；求助类100件；投诉类70件。", "-000", "xxxx"),
        ("受理诉求300件，其中咨询类120件；求助类100件；投诉类65件。", "-0--", "cuuu"),
        ("受理诉求300件，其中咨询类120件；求助类170件。", "-0-", "cuu"),
        ("受理诉求300件，其中咨询类120件，已办结100件，剩余70件。", "-0--", "cuuu"),
        ("受理诉求300件，其中咨询类30件；求助类40件；投诉类30件。", "-0--", "cuuu"),
        # … or has the noun of the first part.
        ("受理警情1800起，其中刑事警情320起；治安警情1240起。", "-00", "cuu"),
        ("受理警情1800起，其中刑事警情320起；治安警情1555起。", "-0-", "cuu"),
        # A digit may be misprinted.
        ("受理警情1800起，其中刑事警情320起；治安警情1540起。", "-00", "xxx"),
        ("受理警情1800起，其中刑事警情320起；上月受理警情150起。", "-0-", "cuu"),
        ("受理警情1800起，其中刑事警情320起；交通事故150起；治安警情1240起。", "-000", "xxxx"),
        ("发现隐患100项，其中重大隐患12项，已整改隐患60项。", "-0-", "cuu"),
        ("共120件，其中柳湾镇30件；办结20件。", "-0-", "cuu"),
        # … or opens its clause as the first does.
        ("在120家企业中，48家未按证排污；32家台账不全；12家无人值守。", "-000", "cuuu"),
        ("在120家企业中，48家未按证排污；132家台账不全。", "-0-", "cuu"),
        ("在120家企业中，48家未按证排污；120家台账不全。", "-00", "uuu"),
        ("在120家企业中，48家未按证排污；责令整改31家。", "-0-", "cuu"),
        ("在120家企业中，未按证排污48家；32家台账不全。", "-0-", "cuu"),
        # What was done with all of them is no part beside a thing.
        ("发现隐患58项，其中重大隐患2项，整改57项。", "-0-", "cuu"),
        ("发现隐患58项，其中重大隐患2项、一般隐患57项。", "-00", "xxx"),
        ("受理案件58件，其中立案40件，结案19件。", "-00", "xxx"),
        ("受理案件58件，其中立案60件。", "-0", "xx"),
        # Zeros are of a list as far as it surely goes.
        ("受理诉求100件，其中咨询类60件，投诉类40件，求助类0件。", "-000", "pppp"),
        ("受理诉求100件，其中咨询类60件，投诉类40件；求助类0件。", "-00-", "pppu"),
        # Among several totals: the one with the noun of the first part, else the nearest.
        ("排查隐患3087条，整改2965条，其中重大隐患42条。", "--0", "cuu"),
        ("受理申请86件，办结85件，其中网上受理40件。", "--1", "ucu"),
        ("排查自建房2700栋，存在隐患的200栋，其中经营性自建房137栋。", "--1", "ucu"),
        ("排查自建房2700栋，登记200栋，其中经营性自建房137栋。", "--0", "cuu"),
        ("受理诉求87条，整改42条，其中青禾区42条。", "--1", "ucu"),
        ("受理诉求87条，整改42条，其中青禾区43条。", "--0", "cuu"),
        ("受理诉求87条，整改42条，其中青禾区98条。", "--1", "uxx"),
        # Another total nearby that the parts make: it is no proof to be picked by its sum.
        ("收到留言86条。按期办结85条，其中青禾区40条、白石区27条、云溪县19条。", "--000", "cuccc"),
        ("收到留言86条。按期办结99条，其中青禾区40条、白石区27条、云溪县19条。", "--111", "ucuuu"),
        ("收到留言86条。按期办结85条，其中青禾区86条。", "--1", "uxx"),
        ("收到8.6万条。办结8.7万条，其中甲类4.0万条、乙类2.7万条、丙类1.9万条。", "--111", "ucccc"),
        ("办理留言86条，办结85条。其中，青禾区40条、白石区27条、云溪县19条。", "--000", "cuccc"),
        ("办结30件。受理诉求100件，其中咨询类18件、投诉类12件。", "--11", "ucuu"),
        # An open list that covers most of the whole and misses it by one digit.
        ("受理诉求200件，其中咨询类50件、投诉类30件、建议类20件。", "-000", "cuuu"),
        ("受理诉求200件，其中咨询类50件、投诉类30件、建议类30件。", "-000", "xxxx"),
        ("受理诉求200件，其中咨询类150件、投诉类40件。", "-00", "cuu"),
        ("受理诉求200件，其中咨询类150件、投诉类60件。", "-00", "xxx"),
        ("受理诉求200件，主要有咨询类100件、投诉类60件、建议类30件。", "----", "uuuu"),
        # Rounded figures, and figures that are no exact ones.
        ("受理诉求3.2万件，其中咨询类1.8万件、投诉类1.3万件。", "-00", "ccc"),
        ("收入20.5万元（甲项12.30万元、乙项8.14万元）。", "-00", "ccc"),
        ("收入20.5万元（甲项12.30万元、乙项8.13万元）。", "-00", "xxx"),
        ("受理诉求约30件（咨询类18件、投诉类12件）。", "-00", "ccc"),
        ("受理诉求30件（咨询类约18件、投诉类12件）。", "-00", "ccc"),
        ("受理诉求超过30件（咨询类18件、投诉类15件）。", "-00", "uuu"),
        ("受理诉求30件（咨询类18件、投诉类超过15件）。", "-00", "uuu"),
        # A total behind its list.
        ("举报类30件、求助类25件、投诉类20件，合计75件。", "333-", "pppp"),
        ("举报类30件、求助类25件、投诉类20件，合计74件。", "333-", "xxxx"),
        ("举报类30件、求助类25件、投诉类20件，合计98件。", "----", "uuuu"),
        ("举报类30件、求助类25件，合计56件。", "22-", "xxx"),
        ("举报类30件、求助类25件，总数为55件。", "22-", "ppp"),
        ("甲项3.11亿元、乙项4.12亿元，合计7.24亿元。", "22-", "ccc"),
        ("甲项3.11亿元、乙项4.12亿元，合计7.25亿元。", "22-", "xxx"),
        ("甲项3.11亿元、乙项4.12亿元，合计7.58亿元。", "---", "uuu"),
        # Divisions.
        ("公开单位633家，未公开1家。从内容看，完整的602家。", "--0", "cuu"),
        ("公开单位633家。从内容看，完整的642家。", "--", "uu"),
        ("检查单位100家。按类型分，学校类41家、医院类39家、其他类19家。", "-000", "xxxx"),
        ("检查单位100家。按类型分，学校类41家、医院类39家、其他类5家。", "-000", "cuuu"),
        ("检查单位100家。按类型分，学校类71家、医院类59家。", "-00", "xxx"),
        ("检查单位100家。按类型分，学校类51家、医院类39家。", "-00", "xxx"),
        # Traits.
        ("检查单位75家，公开及时的74家，内容完整的69家，更新及时的70家。", "----", "uuuu"),
        ("检查单位75家，其中公开及时的74家，内容完整的69家，更新及时的70家。", "-000", "uuuu"),
        ("检查单位75家，其中公开及时的30家，内容完整的29家，更新及时的17家。", "-000", "xxxx"),
        ("受理案件12起，其中有8起涉及征地，有6起涉及公开。", "-00", "uuu"),
        # Units.
        ("学校有班级1126个，其中超员班级12个、学生600人。", "-0-", "cuu"),
        ("政府信息2846条，其中规范性文件18件、政策解读46篇。", "-00", "cuu"),
        ("受理诉求90件，其中来信30件、来访60批。", "-00", "ppp"),
        ("受理诉求90件，其中来信30件、来访61批。", "-00", "xxx"),
        ("受理诉求90件，其中来信30件、来访83批。", "-0-", "cuu"),
        ("检查门店90家，其中超市30家、餐馆60户。", "-0-", "cuu"),
        # Lists one in another.
        ("受理案件90件（一审60件（民事40件、刑事20件）、二审30件）。", "-0110", "ppppp"),
        ("受理案件90件（一审60件（民事40件、刑事21件）、二审30件）。", "-0110", "pxxxp"),
        ("受理案件90件（一审60件（民事40件、刑事20件）、二审31件）。", "-0110", "xxppx"),
        ("受案90件（一审60件、二审30件），其中民事40件、刑事30件、行政18件。", "-00000", "xppxxx"),
        ("受案90件（一审60件、二审31件），其中民事40件、刑事30件、行政20件。", "-00000", "xxxppp"),
        ("受理案件90件（一审60件、二审30件），其中民事50件。", "-000", "pppu"),
        ("受理案件90件（一审60件），其中民事50件、刑事40件。", "-000", "pupp"),
        # A total behind its parts.
        ("来信30件，来访20件，来电10件，合计60件。", "333-", "pppp"),
        ("上年结转5件，来信30件，来访20件，来电10件，合计60件。", "-444-", "ucccc"),
        # As far as the parts make the whole.
        ("受理诉求100件，其中咨询类60件；投诉类40件。", "-00", "ppp"),
        ("受理诉求100件，其中咨询类60件；投诉类30件；求助类10件；办结90件。", "-000-", "ccccu"),
        ("受理诉求100件，其中咨询类100件，投诉类40件。", "-00", "xxx"),
        ("受理3.2万件，其中咨询类1.8万件；投诉类1.3万件；求助类0.1万件。", "-000", "pppp"),
        ("受理3.2万件，其中咨询类1.8万件；投诉类1.3万件。", "-00", "ccc"),
        ("收入20.5万元，其中甲项12.30万元；乙项8.14万元。", "-00", "ccc"),
        ("收入20.56万元。支出20.5万元，其中甲项12.30万元、乙项8.26万元。", "--11", "uccc"),
        ("收到留言86条。按期办结85条，其中青禾区46条、白石区40条。", "--00", "cucc"),
        # What was done, and what was seen.
        ("发现隐患58项，其中重大隐患2项，整改27项。", "-00", "cuu"),
        ("发现隐患58项，其中重大隐患2项、整改57项。", "-00", "xxx"),
        ("共58件，其中柳湾镇40件，云岭乡30件。", "-00", "xxx"),
        ("受理警情1800起，其中电信诈骗警情320起；治安警情1240起。", "-00", "cuu"),
        ("检查企业20家。其中，15家未按证排污，12家台账不全。", "-00", "uuu"),
        ("检查企业20家。其中，15家未按证排污；2家台账不全。", "-00", "cuu"),
        ("检查企业20家（15家未按证排污、12家台账不全）。", "-00", "xxx"),
        # Steps.
        ("清运垃圾20.5吨（厨余12.3吨、其他8.0吨）。", "-00", "xxx"),
        ("清运垃圾20.5吨（厨余12.3吨、其他8.1吨）。", "-00", "ccc"),
        ("清运垃圾100吨（厨余60吨、其他39吨）。", "-00", "ccc"),
        ("受理诉求30至35件（咨询类18件、投诉类12件）。", "-00", "ccc"),
        # No parts, one part, too large a part.
        ("检查门店90家，其中餐馆60户。", "--", "uu"),
        ("检查单位100家。按类型分，学校类171家、医院类59家。", "-00", "xxx"),
        ("公开单位633家。从内容看，完整的633家。", "-0", "cu"),
        ("检查单位100家。按类型分，学校类90家。", "-0", "cu"),
        ("受理诉求200件（咨询类190件）。", "-0", "cu"),
        ("受理诉求200件（含咨询类100件、投诉类60件、建议类30件）。", "-000", "cuuu"),
        ("受理诉求90件（日均3件、咨询类60件、投诉类20件）。", "--00", "xuxx"),
        ("受理诉求90件（日均3件、咨询类60件、投诉类30件）。", "--00", "pupp"),
        # Units that go together.
        ("购置设备30台（套），其中应急类10台、防汛类20台。", "-00", "ppp"),
        ("受理诉求90件，其中来访60批。", "-0", "cu"),
        ("受理诉求90件，其中来访90批。", "--", "uu"),
        ("受理诉求90件，其中来访90件。", "-0", "cu"),
        ("学校有班级1126个，其中56人以上的12个、45人以上的30个。", "--0-0", "cuuuu"),
        # Units, traits, and numbers that are left out.
        ("受理诉求90件（来信30件、来访47批）。", "-0-", "cuu"),
        ("受理诉求90件（来信30件、来访50批）。", "-00", "xxx"),
        ("受理诉求90件，其中来访95批。", "--", "uu"),
        ("检查单位75家，其中公开及时的74家，内容完整的69家。", "-00", "uuu"),
        ("检查单位75家，其中公开及时的74家，内容完整的8家。", "-00", "xxx"),
        ("检查单位75家，其中公开及时的98家。", "-0", "xx"),
        ("政府信息2846条，其中规范性文件18件、政策解读46篇、培训班12期。", "-000", "cuuu"),
        ("学校有班级126个，其中56人以上的12个、45人以上的30个。", "--0-0", "cuuuu"),
        ("购置设备30台（套），其中应急类10台、防汛类19台。", "-00", "cuu"),
        ("受理诉求90件（咨询类60件、人均3件、投诉类20件）。", "-0-0", "cuuu"),
        ("受理诉求90件（咨询类60件、人均3件、投诉类40件）。", "-0-0", "xxux"),
        # A contradiction of a part is not covered up by what it is a part of.
        ("来信30件（甲类20件、乙类11件）、来访45件，合计75件。", "4004-", "xxxpp"),
        # What is left over is none of the list, but a part of the total; a class is no act.
        ("受理115件，办结106件，其中网上60件，剩余9件。", "-010", "ppup"),
        ("受理诉求58件，其中求助类20件，办结57件。", "-0-", "cuu"),
        ("受理诉求58件，其中重点类20件，求助类57件。", "-00", "xxx"),
        ("发现隐患129处，其中重大隐患7处，已整改122处。", "-00", "ccc"),
        ("解读58条，其中材料46条；产品12个。", "-00", "ccc"),
        # More than the last of several is of those that 、 joins to it.
        ("监测水库9个，国控断面5个、省控断面8个，其中Ⅱ类13个。", "----", "uuuu"),
        ("监测水库9个，国控断面5个、省控断面8个，其中Ⅱ类15个。", "---2", "uuxx"),
        # Traits of which each is told by 有, and two splits in one list.
        ("检查137家单位中，有99家未公开年报，有15家链接失效，有22家信息陈旧。", "-000", "cuuu"),
        ("检查137家单位中，未公开年报99家，链接失效15家，信息陈旧22家。", "-000", "xxxx"),
        ("受理的12起案件中，有18起涉及征地。", "-0", "xx"),
        ("报告事故20起，其中道路事故16起，较大事故3起，一般事故17起。", "-000", "uuuu"),
        ("报告事故20起，其中道路事故16起，较大事故3起，一般事故18起。", "-000", "xxxx"),
        ("报告事故20起，其中道路事故16起，一般事故20起。", "-00", "xxx"),
    ],
)  # fmt: skip
def test_lists_their_wholes_and_what_they_prove(
    read: Read, text: str, parents: str, statuses: str
) -> None:
    """``parents`` tells of each number which one it is a part of, ``statuses`` what is known."""
    found = read(text)
    assert ["-" if item.parent is None else str(item.parent) for item in found] == [*parents]
    assert [item.status.value for item in found] == [STATUSES[letter] for letter in statuses]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年咨询类6件；投诉类47件；求助类58件；举报类37件，合计142件。", 1),
        ("全年咨询类66件，投诉类17件，求助类49件，举报类16件，合计98件。", 0),
        ("全年咨询类16件，投诉类5件，求助类10件，举报类11件，建议类42件，合计87件。", 1),
        ("受理诉求69件，办结30件，未办结69件，其中咨询类26件、投诉类6件、求助类37件。", 2),
    ],
    ids=["the end of a list", "its beginning", "its last", "a total like another"],
)
def test_one_misprint_in_a_list_proves_no_sum_of_some_of_it(
    read: Read, text: str, wrong: int
) -> None:
    assert read(text)[wrong].status is not Status.PROVED


@pytest.mark.parametrize(
    "text",
    [
        "全年咨询类41件；投诉类47件；求助类54件，合计142件。",
        "受理诉求66件，投诉类17件，求助类49件，共发放手册98份。",
        "全年咨询类16件，投诉类5件，求助类10件，举报类11件，42件均已办结。",
        "受理诉求69件，办结30件，未办结39件，其中咨询类26件、投诉类6件、求助类37件。",
    ],
)
def test_sums_that_chance_does_not_explain_are_proved(read: Read, text: str) -> None:
    assert read(text)[0].status is Status.PROVED


def test_a_list_proves_a_total_that_no_other_is_like(read: Read) -> None:
    text = "受理诉求{}件，办结30件，未办结69件，其中咨询类26件、投诉类6件、求助类37件。"
    assert [item.status.value[0] for item in read(text.format(169))] == [*"uupppp"]
    assert [item.status.value[0] for item in read(text.format(69))] == [*"uucppp"]


@pytest.mark.parametrize(
    ("text", "is_proof"),
    [
        (
            "抽检115批次，合格106批次，不合格7批次。不合格项目中，农残6批次、铅1批次、霉菌2批次。",
            False,
        ),
        ("受理265件，办结29件，正在办理186件。办结件中，咨询20件、投诉9件、求助类50件。", False),
        ("受理申请84件；答复75件，其中公开40件，不予公开35件，结转下年9件。", True),
        ("发现隐患84处，其中食品40处、消防44处，已整改75处，其余9处限期整改。", True),
        ("受理84件。按渠道分，电话40件、网站44件；直接答复75件，生成工单9件。", True),
        ("支出84万元：甲项40万元（购置15万元、维护25万元），乙项30万元，丙项14万元。", True),
        ("受理84件，答复75件，其中公开40件、不予公开35件；退回9件。", True),
        ("受理84件，答复75件，其中供水类40件、供电类35件，退回9件。", True),
        ("受理265件，办结29件，正在办理186件。办结件中，咨询20件、投诉9件、求助50件。", False),
        ("受理265件，办结29件，正在办理186件。办结件中，供水20件、供电9件、求助类50件。", False),
    ],
)
def test_what_may_be_of_a_list_that_has_its_whole_proves_no_other(
    read: Read, text: str, is_proof: bool
) -> None:
    """Where one total is misprinted as the sum of some parts, the last one makes the other."""
    found = read(text)
    assert [found[at].status is Status.PROVED for at in (0, -1)] == [is_proof] * 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("行政复议6件，其中维持3件，尚未审结1件；行政诉讼2件。", Status.CONSISTENT),
        ("行政复议6件，其中维持3件、尚未审结1件；行政诉讼2件。", Status.CONSISTENT),
        ("行政复议6件，其中维持3件；尚未审结1件；纠正2件。", Status.PROVED),
        ("行政复议6件，其中维持3件，尚未审结1件，纠正2件；行政诉讼2件。", Status.PROVED),
    ],
)
def test_what_a_semicolon_parts_from_a_list_of_commas_proves_no_total(
    read: Read, text: str, status: Status
) -> None:
    assert {item.status for item in read(text)[:4]} == {status}


@pytest.mark.parametrize(
    ("text", "is_sum"),
    [
        ("评为优秀的32家，良好的5家，一般的27家。", False),
        ("登记咨询类67件，投诉类10件，求助类57件。", False),
        ("登记诉求67件，投诉类10件，求助类57件。", True),
        ("办结的67件工单，满意的10件，一般的57件。", True),
    ],
)
def test_classes_named_alike_are_none_of_another(read: Read, text: str, is_sum: bool) -> None:
    found = read(text)
    assert [item.parent for item in found] == ([None, 0, 0] if is_sum else [None] * 3)


def test_a_mean_is_no_part_of_a_total(read: Read) -> None:
    assert [item.parent for item in read("受理诉求5460件（日均182件）。")] == [None, None]
    found = read("日均清运垃圾1264吨（厨余日均286吨、其他日均978吨）。")
    assert {item.status for item in found} == {Status.PROVED}


def test_a_total_behind_its_list_is_called_what_makes_it_one(read: Read) -> None:
    for total in (74, 75, 98):
        found = read(f"举报类30件、求助类25件、投诉类20件，合计{total}件。")
        assert [item.metric for item in found] == ["举报类", "求助类", "投诉类", "合计"]


def test_parts_that_have_no_noun_have_that_of_the_whole_they_make(read: Read) -> None:
    text = "收到留言86条。按期办结{}条，其中青禾区40条、白石区27条、云溪县19条。"
    assert {item.metric for item in read(text.format(85))[2:]} == {"收到留言"}
    assert {item.metric for item in read(text.format(86))[2:]} == {"按期办结"}


def test_each_list_of_a_whole_has_a_number_of_its_own(read: Read) -> None:
    found = read("受理诉求90件（来信60件、来访30件），其中咨询类50件、投诉类40件。")
    assert [item.part_list for item in found] == [None, 1, 1, 2, 2]


@pytest.mark.parametrize(("made", "whole"), [(110, 0), (60, 1)])
def test_parts_are_of_the_period_of_the_whole_that_they_make(
    read: Read, made: int, whole: int
) -> None:
    text = "9月受理诉求200件。10月上旬受理诉求150件。其中咨询类90件、投诉类{}件。"
    found = read(text.format(made))
    assert found[0].period != found[1].period
    assert {(item.parent, item.period) for item in found[2:]} == {(whole, found[whole].period)}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("受理1.2万件，其中咨询类0.8万件、投诉类0.4万件。", "0.8 + 0.4 = 1.2"),
        ("受理1.2万件，其中咨询类0.8万件、投诉类4000件。", "8000 + 4000 = 12000"),
        ("受理1.2万件，其中咨询类8000件、投诉类4000件。", "8000 + 4000 = 12000"),
    ],
)
def test_a_sum_is_written_in_the_scale_that_all_its_figures_have(
    read: Read, text: str, evidence: str
) -> None:
    assert read(text)[0].evidence == evidence


@pytest.mark.parametrize("total", [86, 87])
def test_a_total_of_several_is_the_number_of_none_of_them(read: Read, total: int) -> None:
    found = read(f"青禾区办理40条、白石区办理46条，合计{total}条。")
    assert [item.subject for item in found] == ["青禾区", "白石区", None]
    assert read("青禾区办理来信40条、来电46条，合计86条。")[2].subject == "青禾区"
    assert read("青禾区办理40条、白石区办理46条，全市合计86条。")[2].subject == "全市"


@pytest.mark.parametrize(
    ("listed", "form"),
    [
        ("部门12个、街道15个", PartForm.COMPLETE),
        ("部门12个、街道15个等", PartForm.OPEN),
        ("含部门12个、街道15个", PartForm.OPEN),
        ("其中部门12个、街道15个", PartForm.OPEN),
    ],
)
def test_a_bracket_is_complete_unless_it_says_otherwise(
    read: Read, listed: str, form: PartForm
) -> None:
    assert {item.part_form for item in read(f"建成栏目27个（{listed}）。")[1:]} == {form}
    assert {item.part_form for item in read(f"建成栏目27个，其中{listed}。")[1:]} == {PartForm.OPEN}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # The parts count what was told before, also where that is the first number of all.
        ("滞后5项。涉及4个部门，其中甲部门1项，乙、丙、丁部门各1项。", Status.CONSISTENT),
        ("涉及4个部门，其中甲部门1个，乙、丙、丁部门各1个。", Status.PROVED),
    ],
)
def test_parts_that_count_something_else_prove_nothing(
    read: Read, text: str, status: Status
) -> None:
    whole = next(one for one in read(text) if one.printed == "4个")
    assert whole.status is status
