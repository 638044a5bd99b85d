"""What shares and rates are held against: a part and its whole. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Bound, Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]


def evidence(read: Read, text: str) -> str | None:
    """Return the arithmetic that the last share or rate is held against, ``None`` without."""
    told = [one for one in read(text) if one.kind in (Kind.SHARE, Kind.RATE)][-1]
    assert (told.basis is None) == (told.evidence is None)
    return told.evidence


# --------------------------------------------------------------------------------------- shares
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The part is the one of which it is told, among several.
        (
            "公开信息400条，其中政策类100条、财政类110条、民生类190条，民生类信息占47.5%。",
            "190 ÷ 400 = 47.5%",
        ),
        ("受理诉求200件，其中投诉类110件，投诉类占总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        # A growth between part and share moves nothing.
        ("受理诉求200件，其中投诉110件，增长5%，占总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        # Nor does an earlier level that stands there.
        (
            "受理诉求200件，其中投诉110件，高于上年（90人），占总数的54%。",
            "110 ÷ 200 ≈ 55% ≠ 54%",
        ),
        # So are a name without its 类, with the noun of the whole, and one before the total.
        ("公开信息400条，其中政策类100条、民生类190条，民生占47.5%。", "190 ÷ 400 = 47.5%"),
        (
            "公开信息400条，其中政策类100条、民生类190条，政策类信息占25%。",
            "100 ÷ 400 = 25%",
        ),
        ("公开信息400条，其中民生类190条，民生占比由40%提高至47.5%。", "190 ÷ 400 = 47.5%"),
        ("投诉50件、信访150件，共200件，投诉占25%。", "50 ÷ 200 = 25%"),
        ("受理诉求200件，投诉50件，投诉占总数的25%。", "50 ÷ 200 = 25%"),
        # A month is in its year, what is of this year in what there was at the end of the last.
        ("2022年受理诉求200件，6月受理投诉50件，占受理诉求的25%。", "50 ÷ 200 = 25%"),
        ("2021年末有企业200家，2022年关停50家，占总数的25%。", "50 ÷ 200 = 25%"),
        ("受理诉求200件，投诉50件，投诉占总数的30%。", "50 ÷ 200 ≈ 25% ≠ 30%"),
        (
            "公开信息400条，其中政策类100条、民生类190条，民生类占40%。",
            "190 ÷ 400 ≈ 48% ≠ 40%",
        ),
        ("有效诉求12000件，其中热线3336件，合占27.8%。", "3336 ÷ 12000 = 27.8%"),
        ("受理诉求200件，其中投诉50件，占总数的200‰。", "50 ÷ 200 ≈ 250‰ ≠ 200‰"),
        ("全区受理诉求200件，投诉110件，占全区诉求的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        # Both together make 13 %.
        ("排查场所200个，其中关停16个，注销10个，占14%。", "10 ÷ 200 ≈ 5% ≠ 14%"),
        ("受理诉求200件，其中投诉50件，占总数的100%。", "50 ÷ 200 ≈ 25% ≠ 100%"),
        ("受理诉求1件，其中投诉1件，占总数的100%。", "1 ÷ 1 = 100%"),
        # What it rose or fell from stands between, with its name or without.
        ("受理诉求200件，其中投诉74件，占比由38.4%降至37%。", "74 ÷ 200 = 37%"),
        ("受理诉求200件，其中投诉74件，投诉占比由38.4%降至37%。", "74 ÷ 200 = 37%"),
        # Numbers of other sentences, or of other things, are no second part.
        ("受理诉求200件、涉及10人，其中投诉50件，占总数的30%。", "50 ÷ 200 ≈ 25% ≠ 30%"),
        ("受理诉求由10件增至200件，其中投诉50件，占总数的30%。", "50 ÷ 200 ≈ 25% ≠ 30%"),
        ("回访诉求10件。受理诉求200件，其中投诉50件，占总数的30%。", "50 ÷ 200 ≈ 25% ≠ 30%"),
        # What is no part of it by its words may be its total: larger, before it, of its unit.
        ("发放问卷200份，收回110份，占总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        ("发放问卷110份，收回110份，占总数的54%。", "110 ÷ 110 ≈ 100% ≠ 54%"),
        ("印发通知500份。发放问卷200份，收回110份，占总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        ("走访群众500人，发放问卷200份，收回110份，占总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        ("发放问卷200份，损坏20份，收回110份，占总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        (
            "发放问卷300份，其中居民200份，收回110份，占总数的54%。",
            "110 ÷ 300 ≈ 37% ≠ 54%",
        ),
        ("受理诉求110件，其中投诉110件，占总数的54%。", "110 ÷ 110 ≈ 100% ≠ 54%"),
        # The noun of the whole, with or without a word for how many.
        ("受理案件200件，其中投诉类110件，占件数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        ("发放问卷200份，收回110份，占发放问卷总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        ("问卷200份，收回110份，占发放问卷总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        # All of the noun counts, not how it begins.
        ("发送通知500份，发放问卷200份，收回110份，占发放问卷的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        (
            "发放通知500份，发放问卷200份，收回110份，占发放问卷总数的54%。",
            "110 ÷ 200 ≈ 55% ≠ 54%",
        ),
        (
            "信访数500件，信访量200件，来电110件，占信访量总数的54%。",
            "110 ÷ 200 ≈ 55% ≠ 54%",
        ),
        # What bears the noun in another unit is another number.
        (
            "受理群众300人次、受理诉求200件，收到投诉110件，占受理总量的54%。",
            "110 ÷ 200 ≈ 55% ≠ 54%",
        ),
        # Of several that it may name, that which the part is a part of.
        (
            "受理诉求300件。受理诉求200件，其中投诉110件，占受理总量的54%。",
            "110 ÷ 200 ≈ 55% ≠ 54%",
        ),
        # Another number of the same size is another number.
        ("发放问卷200件，受理诉求200件，其中投诉50件，占总数的25%。", "50 ÷ 200 = 25%"),
        # An earlier level, or what is counted in another unit, is no other total.
        ("受理诉求由100件增至200件，其中投诉类54件，占总数的54%。", "54 ÷ 200 ≈ 27% ≠ 54%"),
        (
            "走访群众100人次，受理诉求200件，其中投诉类54件，占总数的54%。",
            "54 ÷ 200 ≈ 27% ≠ 54%",
        ),
    ],
)
def test_a_share_is_held_against_the_part_and_whole_that_the_words_name(
    read: Read, text: str, expected: str
) -> None:
    assert evidence(read, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "受理诉求200件，其中咨询类60件，投诉类50件，合计占总数的54%。",
        "受理诉求200件，其中投诉类108件。占总数的44%。",
        "公开信息400条，其中政策类100条、财政类110条、民生类190条；用于政策和财政的分别占35%、20%。",
        "受理诉求200件，其中投诉110件，力争占总数的54%。",
        "受理诉求200件，其中投诉50件、涉及10人，占总数的30%。",
        "转派工单186件，占转派工单的8%。",
        "发放问卷200份，收回110份，占54%。",
        "受理诉求100件，其中办结110件，占总数的98%。",
        "全区受理诉求200件，其中投诉类110件，占全区的54%。",
        "受理诉求200件，其中投诉类110件，占全市诉求总量的4%。",
        "受理群众200人次、投诉110件，占受理总量的54%。",
        "抽查栏目310个，有27个超过3个月未更新，占总数的9.9%。",
        "公开信息400条，其中政策类100条、财政类110条、民生类190条，图片信息占27.5%。",
        "一季度办结举报200件，按要素分：大气类96件、噪声类48件、水类56件；大气类中，秸秆焚烧的占28%。",
        "甲类31件、乙类5件，共36件，占总数的13.9%。",
        "抽考从业人员50名，其中不合格12人，占总数的30%。",
        "表200张，收回110张，占登记表总数的54%。",
        "排查场所158个，其中关停36个，注销21个，占36.1%。"
        + "".join(f"走访企业{n}家。" for n in range(1, 31)),
        # Numbers that give the share by chance.
        "受理诉求200件，其中投诉50件，咨询类占总数的25%。",
        "受理诉求200件，投诉50件，咨询类占总数的25%。",
        "公开信息400条，其中政策类100条、财政类110条、民生类190条，图片信息占47.5%。",
        "公开信息400条，其中政策类100条、民生类190条，视频和图片分别占25%、47.5%。",
        "受理诉求200件，其中投诉100件，其中物业类占50%。",
        "受理诉求200件，其中投诉类100件（物业类占50%）。",
        "受理诉求200件，其中投诉74件，物业类占比由38.4%降至37%。",
        "发现问题200个，其中安全类50个，占总数25%的是制度未上墙。",
        "投诉50件，受理诉求200件，其中信访120件，共170件，占比由20%升至25%。",
        "2021年受理诉求200件，2022年受理投诉50件，占受理诉求的25%。",
        "5月受理诉求200件，6月受理投诉50件，占总数的25%。",
        "南浦镇受理诉求200件，东湖镇受理投诉50件，占受理诉求的25%。",
        "受理诉求200件，其中投诉50件，约占总数的30%。",
        "受理诉求200件，其中投诉约50件，占总数的30%。",
        "受理诉求200件，其中投诉50件。占比由20%升至25%。",
        "受理诉求400件，其中投诉200件（噪声类50件），噪声类占25%。",
        "排查场所158个，其中关停36个，注销21个，占361‰。",
        "排查场所200个，其中关停15个，注销10个，占13%。",
        "排查场所200个，其中关停15个，注销10个，占12%。",
        "受理诉求0件，其中投诉0件、信访0件，占总数的0%。",
        "受理诉求200件，其中咨询类60件，投诉类50件，共占总数的25%。",
        "受理诉求200件，其中投诉74件，占比由38.4%降至30%。",
        "公开信息400条，其中民生类190条，民生类服务占47.5%。",
        "受理诉求200件，投诉50件，投诉处理占比由20%升至25%。",
        "主动公开信息400条，其中政策类100条，公开信息占25%。",
        "主动公开信息400条，其中100条，公开信息占25%。",
        "办结诉求400件。受理诉求200件，其中投诉类100件，投诉类占总数的25%。",
        "受理诉求约200件，其中投诉50件，占总数的30%。",
        "公开信息400条，其中政策解读110篇，占总数的25%。",
        "收回110份，印发通知200份，收回占总数的54%。",
        "受理诉求200件，其中投诉50件，上年占25%。",
        "受理诉求200件，其中投诉50件，上年占总数的30%。",
    ],
    ids=[
        "of both", "in another sentence", "of several", "what is aimed at",
        "something else counted between", "of itself", "no whole named", "more than the whole",
        "a place and no noun", "another scope", "another unit", "a limit between",
        "another part of that size", "of a part, not of what stands behind it",
        "of a sum, not of its last part", "another word for its unit", "a noun of one character",
        "of both, and more",
        "of a class without its number", "with no whole linked", "the last part of a list",
        "several classes", "of what the whole of it is no part of", "in its bracket",
        "a share of another class that fell", "of what is named behind it",
        "of a part that is not the last number", "of another year", "of another month",
        "of another town", "about a share", "about its part", "in the sentence before",
        "of a part of a part", "of both, in thousandths",
        "of both, half up", "of both, cut off", "of nothing at all",
        "of two together", "a share that fell, without a name",
        "another noun behind the name",
        "and no whole linked", "the noun of the whole", "of a part without a name",
        "that a total of another sentence gives", "of about a whole", "of parts in another unit",
        "of a number behind its part", "a share of last year", "a share of last year, off",
    ],
)  # fmt: skip
def test_a_share_that_may_be_of_something_else_is_held_against_nothing(
    read: Read, text: str
) -> None:
    assert evidence(read, text) is None


# ---------------------------------------------------------------------------------------- rates
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理留言200件，办结190件，办结率九成。", "190 ÷ 200 ≈ 90%"),
        # A number of both words is the part.
        ("发现问题120个，问题整改108个，整改率90%。", "108 ÷ 120 = 90%"),
        # What is in its sentence comes before what is in another.
        ("受理信访300件。受理留言200件，办结180件，办结率90%。", "180 ÷ 200 = 90%"),
        ("受理投诉200件，办结200件，办结率98%。", "200 ÷ 200 ≈ 100% ≠ 98%"),
        # One of both bears the noun of the rate.
        ("受理留言200件，办结180件，留言办结率90%。", "180 ÷ 200 = 90%"),
        # Of two subjects, the numbers of its own.
        (
            "东湖镇受理投诉50件，南浦镇受理投诉200件，办结180件，办结率90%。",
            "180 ÷ 200 = 90%",
        ),
        # A list of all of its parts takes no rate from it.
        (
            "受理信访112件，办结108件，其中水类31件、大气类46件、噪声类31件，办结率96.4%。",
            "108 ÷ 112 = 96.4%",
        ),
        # Nor does a change of it, a part of the whole, or another rate.
        ("受理投诉200件，办结180件，同比增长20%，办结率90%。", "180 ÷ 200 = 90%"),
        ("受理投诉200件（网络20件），办结180件，办结率90%。", "180 ÷ 200 = 90%"),
        ("受理投诉200件，满意率95%，办结180件，办结率90%。", "180 ÷ 200 = 90%"),
        ("受理投诉200件，办结由150件增至180件，增长20%，办结率90%。", "180 ÷ 200 = 90%"),
        # A number without a subject may be that of any.
        ("受理投诉200件，东湖镇办结180件，办结率90%。", "180 ÷ 200 = 90%"),
        ("受理投诉200件，办结投诉180件，全区办结率90%。", "180 ÷ 200 = 90%"),
    ],
)
def test_a_rate_is_held_against_the_counts_that_its_words_name(
    read: Read, text: str, expected: str
) -> None:
    assert evidence(read, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "办理留言200件，办结190件，办结率约90%。",
        "办理留言200件，办结190件，办结率0.9。",
        "受理留言200件，办结190件。群众留言办结率90%。",
        "受理案件120人次，办结100件，办结率90%。",
        "印发文件200件，办结信访100件，办结率90%。",
        "办结信访180件，办结率80%。",
        "受理投诉200件，办结220件（含上年结转），办结率98%。",
        "2021年受理投诉200件，2022年办结投诉150件，办结率98%。",
        "东湖镇受理投诉200件，办结150件，南浦镇办结率90%。",
        "受理信访300件，受理留言200件，办结180件，办结率80%。",
        "抽检120批次，合格117批次，其中食品60批次，合格率97.5%。",
        "抽检120批次，合格117批次，其中食品60批次，合格率98.3%。",
        "受理投诉200件，办结180件，全市办结率88%。",
        "发现问题120个，已整改108个，确保整改率达到95%。",
        "受理投诉200件，办结180件，上年办结率为90%。",
        "受理投诉200件，办结180件，上年办结率为88%。",
        "全年受理投诉200件，办结180件，12月办结率90%。",
    ],
    ids=[
        "about a rate", "no percentage", "in another sentence", "another unit", "no whole of it",
        "no whole", "more than the whole", "two years", "two subjects", "two wholes",
        "of a class", "of a class, off", "of a wider region", "what is aimed at",
        "of last year", "of last year, off", "of a month",
    ],
)  # fmt: skip
def test_a_rate_that_may_be_of_something_else_is_held_against_nothing(
    read: Read, text: str
) -> None:
    assert evidence(read, text) is None


@pytest.mark.parametrize(
    "second",
    [
        "食品60批次，合格率98.3%", "其中食品60批次，合格率98.3%", "全市合格率97.5%",
        "东湖镇、南浦镇合格率100%",
        "全市合格率97.5%。" + "".join(f"走访企业{n}家。" for n in range(1, 31)),
    ],
)  # fmt: skip
def test_a_second_rate_is_of_other_counts(read: Read, second: str) -> None:
    found = read(f"抽检120批次，合格117批次，合格率97.5%，{second}。")
    assert [one.measured for one in found if one.kind is Kind.RATE] == [1, None]


def test_of_a_whole_that_is_told_twice_the_last_is_the_basis(read: Read) -> None:
    found = read("受理留言200件，回访留言50件，受理留言200件，办结180件，办结率90%。")
    assert (found[4].measured, found[4].basis) == (3, 2)


# -------------------------------------------------------------------------- what is made of them
@pytest.mark.parametrize(
    ("text", "measured", "status"),
    [
        ("办结60件，受理60件，同比增加10件，增长20%。", 1, "proved"),
        ("受理投诉60件。受理信访40件，增加10件，增长20%。", 1, "contradicted"),
        ("受理投诉60件，其中信访20件，增加10件，增长30%。", 1, "contradicted"),
        ("受理投诉60件，其中信访20件，增加10件，增长20%。", 0, "proved"),
        ("受理投诉60件，其中信访20件，增加10件，增幅20%。", 0, "proved"),
        (
            "受理投诉60件，其中信访20件，增加10件，增长20%。"
            + "".join(f"走访企业{n}家。" for n in range(1, 31)),
            0,
            "proved",
        ),
    ],
    ids=[
        "another of that size",
        "in another sentence",
        "of neither",
        "of the whole",
        "its extent",
        "and more",
    ],
)
def test_a_growth_is_of_the_level_that_gives_it_in_its_sentence(
    read: Read, text: str, measured: int, status: str
) -> None:
    growth = next(one for one in read(text) if one.kind is Kind.GROWTH)
    assert (growth.measured, growth.status.value) == (measured, status)


def test_a_growth_that_is_of_the_whole_is_told_of_the_whole_with_its_difference(
    read: Read,
) -> None:
    found = read("全区受理投诉60件，其中东湖镇信访20件，同比增加10件，增长20%。")
    assert [one.parent for one in found[2:]] == [0, 0]
    assert {(one.metric, one.subject) for one in found[2:]} == {("受理投诉", "全区")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("受理投诉60件，其中信访20件，信访增加10件，增长20%。", "contradicted"),
        ("受理投诉60件，其中信访20件，增加10件，信访增长20%。", "contradicted"),
        ("受理投诉60件，办结信访20件，增加10件，增长20%。", "unchecked"),
    ],
    ids=["named by the difference", "named by the growth", "another number that is no whole"],
)
def test_no_other_level_proves_a_growth(read: Read, text: str, status: str) -> None:
    found = read(text)
    assert found[3].status.value == status
    assert "proved" not in {one.status.value for one in found}


def test_what_a_share_that_may_be_cut_off_comes_from_is_not_proved_by_it(read: Read) -> None:
    found = read("全年受理案件96件，其中信访38件，占受理总数的39.6%。")
    assert [one.status.value for one in found] == ["consistent", "unchecked", "consistent"]


def test_what_its_parts_prove_or_contradict_keeps_that_evidence(read: Read) -> None:
    for parts, evidence_of_parts, status in [
        ("城区2起、镇村1起", "2 + 1 = 3", "proved"),
        ("城区2起、镇村2起", "2 + 2 = 4 ≠ 3", "contradicted"),
    ]:
        whole, *_, growth = read(f"发生火灾3起（{parts}），同比减少1起，下降25%。")
        assert (whole.evidence, whole.status.value) == (evidence_of_parts, status)
        assert (growth.evidence, growth.status.value) == ("-1 ÷ (3 + 1) = -25%", "proved")


def test_a_rough_number_is_proved_by_nothing(read: Read) -> None:
    found = read("发生火灾约3起，其中城区1起，同比减少1起，下降25%。")
    assert (found[0].bound, found[0].status.value) == (Bound.APPROX, "consistent")
