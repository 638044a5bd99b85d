"""PRT01, SHR01 and CHG01 over the datasets: what trips them, and near misses. All invented."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import rules
from pipeline.rows import Row
from schemas.notice import Kind, PartForm, Status

_NOTICE = (
    "青禾区人民政府办公室关于{year}年度政务公开工作情况的通报\n各街道办事处：\n{prose}\n"
    "青禾区人民政府办公室\n{next}年1月15日\n"
)


def notice(prose: str, year: int = 2023) -> str:
    return _NOTICE.format(prose=prose, year=year, next=year + 1)


def told(kit: Any, prose: str, rule: str) -> list[tuple[str, str, str]]:
    """Return severity, found and expected of each finding of a rule on a text."""
    rows = kit.read(notice(prose))
    return [
        (row["severity"], row["found"], row["expected"])
        for row in rules.RULES[rule](rows)
        if row["rule"] == rule
    ]


def together(*parts: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the rows of several notices as one shard."""
    return {name: [row for part in parts for row in part[name]] for name in parts[0]}


# ---------------------------------------------------------------------------------------- PRT01
@pytest.mark.parametrize(
    ("prose", "severity"),
    [
        ("全年发布解读27篇（图文类22篇、视频类6篇）。", "error"),
        ("受理诉求200件，按类型分，咨询类90件、投诉类100件。", "error"),
        ("全年受理案件12件，其中超期15件。", "error"),
        ("全年发布解读46篇，其中图文类20篇，文字类15篇，视频类10篇。", "warning"),
        ("全年查处案件12起，其中超期8起、漏报6起、瞒报4起。", "warning"),
        ("检查方面，商贸类348家、建筑类759家、化工类238家，共1355家。", "warning"),
    ],
    ids=[
        "brackets", "a division", "one part above its whole", "an unnamed rest", "overlap",
        "a total behind its list",
    ],
)  # fmt: skip
def test_prt01_is_an_error_only_where_the_words_leave_no_other_reading(
    kit: Any, prose: str, severity: str
) -> None:
    assert [found[0] for found in told(kit, prose, "PRT01")] == [severity]


@pytest.mark.parametrize(
    "prose",
    [
        "全年发布解读27篇（含图文类22篇）。",
        "全年发布解读27篇，其中图文类12篇、视频类6篇。",
        "在12起案件中，有8起涉及超期，有6起涉及漏报，有4起涉及瞒报。",
        "完成投资864.27亿元（第一产业100.10亿元、第二产业400.08亿元、第三产业364.10亿元）。",
        "危险废物产生量2150.60吨，利用量310.25吨（含往年），处置量1902.48吨（含往年）。",
        "全年受理2480件，其中信访1395件、网络1085件；按行业分，餐饮980件、交通900件、其他600件。",
        "全年办理留言86条，按期办结85条。其中，教育局22条、水利局19条、民政局17条、司法局28条。",
        "预算收入9.84亿元。其中：税收6.93亿元；非税2.91亿元。分部门看，税务7.25亿元，财政2.59亿元。",
        "按地域分，东湖街道412件、柳湾镇428件；按行业分，餐饮356件、其他484件。投诉合计840件。",
        "公开信息86条，其中人事类31条，动态类4条，财政类43条，计划类8条。",
        "排查隐患六十八处（消防类一处、燃气类四十一处、施工类八处、交通类十八处）。",
        "检查方面，商贸类348家、建筑类759家、化工类238家，共检查学校1355家。",
        "检查西片40家；东片商贸类348家、建筑类759家、化工类238家，共1385家。",
    ],
    ids=[
        "含", "其中 of some", "traits", "rounding", "other years", "two divisions",
        "the total before the last", "a total above its parts", "a total behind its divisions",
        "a part that sounds like a plan", "a part that is not read", "a total of something else",
        "a list that begins before",
    ],
)  # fmt: skip
def test_prt01_near_misses(kit: Any, prose: str) -> None:
    assert told(kit, prose, "PRT01") == []


def test_prt01_judges_each_list_of_a_whole_by_itself(kit: Any) -> None:
    prose = "受理2480件。按来源分，信访1395件、网络1085件；按行业分，餐饮980件、交通1400件。"
    assert told(kit, prose, "PRT01") == [("error", "2480", "2380")]


def test_prt01_counts_a_number_once_for_each_it_holds_for(kit: Any) -> None:
    prose = "全年报送信息18篇（教育局5篇，水利局、民政局各6篇）。"
    (found,) = rules.prt01(kit.read(notice(prose)))
    assert "18 is not 5 + 6 + 6 = 17" in found["message_en"]


# ---------------------------------------------------------------------------------------- SHR01
@pytest.mark.parametrize(
    ("prose", "severity"),
    [
        ("受理诉求200件，其中投诉类110件，占总数的54%。", "error"),
        ("受理诉求200件，其中投诉类110件，占诉求总数的54%。", "warning"),
        ("受理诉求200件，其中投诉类110件（54%）。", "warning"),
        ("受理诉求2.5万件，其中投诉类1000件，占总数的5%。", "warning"),
        ("全年受理投诉2480件，办结2380件，办结率为98%。", "warning"),
    ],
)
def test_shr01_a_share_or_rate_that_does_not_follow(kit: Any, prose: str, severity: str) -> None:
    assert [found[0] for found in told(kit, prose, "SHR01")] == [severity]


def test_shr01_says_how_it_was_recomputed(kit: Any) -> None:
    (row,) = rules.shr01(kit.read(notice("受理诉求200件，其中投诉类110件，占总数的54%。")))
    assert row["message_en"].partition(": ")[2] == (
        "printed 54%, but 110 ÷ 200 = 55%; the notice contradicts itself"
    )
    assert row["message_zh"].partition("：")[2] == (
        "文中为 54%，而 110 ÷ 200 = 55%；属原文自相矛盾"
    )
    assert row["dataset"] == "statistics"
    assert row["char_start"] is not None


def test_shr01_writes_a_share_as_exactly_as_the_notice_and_says_what_is_rounded(kit: Any) -> None:
    (row,) = rules.shr01(kit.read(notice("发现隐患3246处，已整改3180处，整改率98.9%。")))
    assert (row["found"], row["expected"]) == ("98.9%", "98.0%")
    assert "文中为 98.9%，而 3180 ÷ 3246 ≈ 98.0%；" in row["message_zh"]
    (row,) = rules.shr01(kit.read(notice("受理诉求54件，其中投诉类15件，占27.0%。")))
    assert (row["found"], row["expected"]) == ("27.0%", "27.8%")


@pytest.mark.parametrize(
    "prose",
    [
        "受理诉求96件，其中投诉类38件，占总数的39.6%。",
        "受理诉求96件，其中投诉类38件，占总数的39.5%。",
        "受理诉求200件，其中投诉类110件，占全市投诉量的4.5%。",
        "处理信访200件、投诉300件，其中城区80件，占投诉总数的26.7%。",
        "全年受理投诉2480件，按期办结2280件，按期办结率98%。",
        "产生量2150.60吨，利用量2212.75吨（含往年），综合利用率102.89%。",
        "毕业生5914人，其中升学3208人，占五成以上。",
        "抽查学校52所，其中小学28所、初中12所，占全区学校总数的43.3%。",
    ],
    ids=[
        "rounded", "cut off", "another whole", "several totals", "by deadline", "other years",
        "a bound", "all of a district",
    ],
)  # fmt: skip
def test_shr01_near_misses(kit: Any, prose: str) -> None:
    assert told(kit, prose, "SHR01") == []


def test_shr01_judges_what_was_written_not_what_was_read(kit: Any) -> None:
    rows = kit.read(notice("受理诉求200件，其中投诉类110件，占总数的55%。"))
    assert rules.shr01(rows) == []
    changed = [
        row | ({"value": row["value"] - 1} if row["kind"] == "share" else {})
        for row in rows["statistics"]
    ]
    assert len(rules.shr01(rows | {"statistics": changed})) == 1


# ---------------------------------------------------------------------------------------- CHG01
@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("全年发生火灾3起，同比减少1起，下降33%。", ("error", "-33%", "-25%")),
        ("全年受理案件由20件增至35件，增长70%。", ("warning", "70%", "75%")),
        ("全年检测4000批次，比2020年的3250批次增加850批次。", ("warning", "850批次", "750批次")),
        ("完成投资864.27亿元，同比增加56.5亿元，增长7.9%。", ("warning", "7.9%", "7.0%")),
        ("受理60件，其中信访20件，同比增加10件，增长30%。", ("warning", "30%", "100%")),
        ("编发材料由10件增至35件，翻一番。", ("warning", "2倍", "4倍")),
    ],
)
def test_chg01_a_chain_that_does_not_hold(
    kit: Any, prose: str, found: tuple[str, str, str]
) -> None:
    assert told(kit, prose, "CHG01") == [found]


@pytest.mark.parametrize(
    "prose",
    [
        "全年发生火灾3起，同比减少1起，下降25%。",
        "全年受理投诉60件，同比增加10件，环比增长30%。",
        "网站访问量由0件增至35件，增长100%。",
        "全年利润由-5万元增至10万元，增长300%。",
        "办结率由93%提高到95%，提高2个百分点。",
        "完成投资864.27亿元，同比增加56.5亿元，按可比价格增长3.5%。",
        "完成投资864.27亿元，同比增加56.5亿元，增长7.0%。",
        "编发材料由10件增至21件，翻一番。",
    ],
    ids=[
        "a right chain", "two comparisons", "a base of zero", "a negative base", "points",
        "other prices", "rounding", "about double",
    ],
)  # fmt: skip
def test_chg01_near_misses(kit: Any, prose: str) -> None:
    assert told(kit, prose, "CHG01") == []


def test_chg01_a_growth_against_the_level_that_the_earlier_notice_has(kit: Any) -> None:
    before = kit.read(notice("全年受理投诉50件。", 2022), "a/2022.txt")
    after = kit.read(notice("全年受理投诉60件，同比增长25%。"), "a/2023.txt")
    (row,) = rules.chg01(together(before, after))
    assert (row["severity"], row["found"], row["expected"]) == ("warning", "25%", "20%")
    assert row["notice_id"] == after["notices"][0]["notice_id"]
    assert row["message_en"] == (
        "受理投诉: printed 25%, but with 50件 for 2022年 in a/2022.txt: (60 - 50) ÷ 50 = 20%"
    )
    assert "a/2022.txt 所载2022年数为 50件" in row["message_zh"]


def test_chg01_a_base_that_the_earlier_notice_tells_otherwise(kit: Any) -> None:
    before = kit.read(notice("全年检测3250批次。", 2022), "2022.txt")
    after = kit.read(notice("全年检测4000批次，比2022年的3350批次增加650批次。"), "2023.txt")
    (row,) = rules.chg01(together(before, after))
    assert (row["severity"], row["found"], row["expected"]) == ("warning", "3350批次", "3250批次")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("全年受理投诉50件。", "全年受理投诉60件，同比增长20%。"),
        ("全年受理信访50件。", "全年受理投诉60件，同比增长25%。"),
        ("全年受理投诉50人次。", "全年受理投诉60件，同比增长25%。"),
        ("全年受理投诉50件。", "12月份受理投诉60件，同比增长25%。"),
        ("全年受理投诉50件。", "全年受理投诉60件，环比增长25%。"),
        ("全年受理投诉50余件。", "全年受理投诉60件，同比增长25%。"),
        ("全年受理投诉50件。经核，受理投诉52件。", "全年受理投诉60件，同比增长25%。"),
        ("全年受理投诉50至55件。", "全年受理投诉60件，同比增长25%。"),
        ("全年受理投诉50件。", "全年受理投诉60余件，同比增长25%。"),
        ("全年受理投诉50件。", "全年受理投诉60件，同比增长约25%。"),
        ("全年受理投诉0件。", "全年受理投诉60件，同比增长25%。"),
        ("全年受理投诉50件。", "全年受理投诉量同比增长25%。"),
        ("全年投诉办结率50%。", "全年投诉办结率60%，同比增长25%。"),
    ],
    ids=[
        "it follows", "another metric", "another unit", "another period", "another base",
        "a bound", "two levels", "a range", "a bound of this year", "about so much", "none before",
        "no level", "a rate",
    ],
)  # fmt: skip
def test_chg01_of_two_notices_near_misses(kit: Any, earlier: str, later: str) -> None:
    before, after = kit.read(notice(earlier, 2022), "1.txt"), kit.read(notice(later), "2.txt")
    assert rules.chg01(together(before, after)) == []


@pytest.mark.parametrize(
    "earlier",
    ["全年受理投诉50件。经核，受理投诉50件。", "全年受理投诉50件，同比增加5件。"],
    ids=["said twice", "a difference beside it"],
)
def test_chg01_of_an_earlier_level_is_told_once(kit: Any, earlier: str) -> None:
    before = kit.read(notice(earlier, 2022), "1.txt")
    after = kit.read(notice("全年受理投诉60件，同比增长25%。"), "2.txt")
    (row,) = rules.chg01(together(before, after))
    assert row["expected"] == "20%"


def test_chg01_compares_no_growth_and_no_base_of_an_unknown_period_or_value(kit: Any) -> None:
    before = kit.read(notice("全年检测3250批次。", 2022), "1.txt")
    later = "全年检测4000批次，比2022年的3350批次增加650批次。"
    after = kit.read(notice(later), "2.txt")
    rows = together(before, after)
    assert len(rules.chg01(rows)) == 1
    for change in ({"value": None}, {"period": None}):
        altered = [row | (change if row["value"] == 3250 else {}) for row in rows["statistics"]]
        assert rules.chg01(rows | {"statistics": altered}) == []
    unknown = [row | {"period": None} for row in rows["statistics"]]
    assert rules.chg01(rows | {"statistics": unknown}) == []
    growth = together(
        kit.read(notice("全年受理投诉50件。", 2022), "1.txt"),
        kit.read(notice("全年受理投诉60件，同比增长25%。"), "2.txt"),
    )
    unknown = [row | {"period": None} for row in growth["statistics"]]
    assert rules.chg01(growth | {"statistics": unknown}) == []


def test_chg01_of_other_regions_are_not_compared(kit: Any) -> None:
    before = kit.read(notice("全年受理投诉50件。", 2022).replace("青禾区", "白石县"), "1.txt")
    after = kit.read(notice("全年受理投诉60件，同比增长25%。"), "2.txt")
    assert rules.chg01(together(before, after)) == []


def test_parts_of_rows_made_by_hand(kit: Any) -> None:
    """A share, a growth and an open list as rows alone, without a text that they were read from."""
    counted = [
        kit.counted(200, "受理"),
        kit.counted(110, "投诉类", parent=0, form=PartForm.OPEN),
        kit.counted(54, "投诉类", "占总数的54%", 1, kind=Kind.SHARE, measured=1, basis=0, unit="%"),
        kit.counted(-1, "火灾", parent=0, kind=Kind.DELTA, unit="起"),
        kit.counted(-33, "火灾", parent=0, kind=Kind.GROWTH, measured=0, basis=3, unit="%"),
    ]
    rows = kit.rows(kit.notice(counted=counted))
    assert [row["severity"] for row in rules.shr01(rows)] == ["error"]
    assert [row["severity"] for row in rules.chg01(rows)] == ["error"]
    assert rules.prt01(rows) == []
    assert {row["status"] for row in rows["statistics"]} == {Status.UNCHECKED.value}


def test_a_share_of_something_else_than_the_whole_of_its_part_is_a_warning(kit: Any) -> None:
    counted = [
        kit.counted(200, "受理"),
        kit.counted(110, "投诉类", parent=0, form=PartForm.OPEN),
        kit.counted(220, "接待"),
        kit.counted(54, "投诉类", "占总数的54%", 1, kind=Kind.SHARE, measured=1, basis=2, unit="%"),
    ]
    assert [row["severity"] for row in rules.shr01(kit.rows(kit.notice(counted=counted)))] == [
        "warning"
    ]


@pytest.mark.parametrize("known", [{"measured": 0}, {"basis": 0}])
def test_a_share_of_which_the_part_or_the_whole_is_not_known_is_not_judged(
    kit: Any, known: dict[str, int]
) -> None:
    share = kit.counted(54, "投诉类", "占总数的54%", kind=Kind.SHARE, unit="%", **known)
    rows = kit.rows(kit.notice(counted=[kit.counted(200, "受理"), share]))
    assert rules.shr01(rows) == []


def test_a_share_of_a_number_that_is_not_read_is_not_judged(kit: Any) -> None:
    counted = [
        kit.counted(200, "受理"),
        kit.counted(110, "投诉类", parent=0, form=PartForm.OPEN),
        kit.counted(54, "投诉类", "占总数的54%", 1, kind=Kind.SHARE, measured=1, basis=0, unit="%"),
    ]
    rows = kit.rows(kit.notice(counted=counted))
    for value in (200, 110, 54):
        unread = [
            row | ({"value": None} if row["value"] == value else {}) for row in rows["statistics"]
        ]
        assert rules.shr01(rows | {"statistics": unread}) == []


def test_a_number_without_a_unit_is_told_of_without_one(kit: Any) -> None:
    counted = [
        kit.counted(200, "受理"),
        kit.counted(110, "投诉类", parent=0, form=PartForm.OPEN),
        kit.counted("0.54", "投诉类", parent=1, kind=Kind.SHARE, measured=1, basis=0, unit=""),
    ]
    rows = kit.rows(kit.notice(counted=counted))
    bare = [
        row | ({"measure": None} if row["kind"] == "share" else {}) for row in rows["statistics"]
    ]
    (row,) = rules.shr01(rows | {"statistics": bare})
    assert (row["found"], row["expected"]) == ("0.54", "0.55")
    rows = together(
        kit.read(notice("全年受理投诉50件。", 2022), "1.txt"),
        kit.read(notice("全年受理投诉60件，同比增长25%。"), "2.txt"),
    )
    bare = [
        row | ({"measure": None} if row["kind"] == "growth" else {}) for row in rows["statistics"]
    ]
    (row,) = rules.chg01(rows | {"statistics": bare})
    assert row["found"] == "25"


def test_chg01_compares_no_notices_whose_region_is_unknown(kit: Any) -> None:
    before = kit.read(notice("全年受理投诉50件。", 2022), "1.txt")
    after = kit.read(notice("全年受理投诉60件，同比增长25%。"), "2.txt")
    rows = together(before, after)
    assert len(rules.chg01(rows)) == 1
    unknown = [row | {"region_code": None} for row in rows["notices"]]
    assert rules.chg01(rows | {"notices": unknown}) == []


def test_chg01_compares_no_plan_and_no_number_of_several_things(kit: Any) -> None:
    before = kit.read(notice("全年受理投诉50件。", 2022), "1.txt")
    after = kit.read(notice("全年受理投诉60件，同比增长25%。"), "2.txt")
    rows = together(before, after)
    for change in ({"is_result": False}, {"multiplicity": 2}, {"value": None}):
        altered = [row | (change if row["value"] == 50 else {}) for row in rows["statistics"]]
        assert rules.chg01(rows | {"statistics": altered}) == []


def test_chg01_a_growth_with_its_basis_in_the_text_is_judged_there_alone(kit: Any) -> None:
    before = kit.read(notice("全年受理投诉40件。", 2022), "1.txt")
    after = kit.read(notice("全年受理投诉60件，比上年增加10件，增长20%。"), "2.txt")
    assert rules.chg01(together(before, after)) == rules.chg01(after) == []


def listed(kit: Any, *parts: Any, whole: Status = Status.CONTRADICTED) -> list[dict[str, Any]]:
    counted = [kit.counted(16, "政策解读", status=whole), *parts]
    found: list[dict[str, Any]] = rules.prt01(kit.rows(kit.notice(counted=counted)))
    return found


def test_prt01_judges_parts_that_reading_contradicted_or_that_have_parts_themselves(
    kit: Any,
) -> None:
    def part(value: int, status: Status, parent: int = 0) -> Any:
        return kit.counted(value, "图文", parent=parent, status=status, form=PartForm.COMPLETE)

    wrong, open_ = Status.CONTRADICTED, Status.UNCHECKED
    (found,) = listed(kit, part(8, wrong), part(6, wrong))
    assert (found["expected"], found["found"], found["severity"]) == ("14", "16", "error")
    assert listed(kit, part(8, wrong), part(6, open_)) == []
    assert listed(kit, part(8, wrong), part(8, wrong)) == []
    assert listed(kit, part(8, wrong), part(6, wrong), whole=open_) == []
    # A part that is the whole of others has a status by them.
    proved = Status.PROVED
    inner = (part(8, wrong), part(6, proved), part(4, proved, 2), part(2, proved, 2))
    assert [row["found"] for row in listed(kit, *inner)] == ["16"]


def test_prt01_a_lone_part_is_told_of_as_greater_than_its_whole(kit: Any) -> None:
    def part(value: int) -> Any:
        return kit.counted(value, "图文", parent=0, status=Status.CONTRADICTED, form=PartForm.OPEN)

    (alone,) = listed(kit, part(18))
    (two,) = listed(kit, part(9), part(9))
    assert alone["severity"] == "error"
    assert "18" in alone["message_en"]
    assert "9 + 9 = 18" in two["message_en"]
    assert "=" not in alone["message_en"].partition(";")[0]


def test_prt01_a_lone_part_in_another_unit_is_no_error(kit: Any) -> None:
    people = kit.counted(
        18, "咨询", parent=0, status=Status.CONTRADICTED, form=PartForm.OPEN, unit="人次"
    )
    assert [row["severity"] for row in listed(kit, people)] == ["warning"]


def test_prt01_adds_up_parts_alone_and_only_such_as_have_a_value(kit: Any) -> None:
    wrong = Status.CONTRADICTED
    parts = [
        kit.counted(value, "图文", parent=0, status=wrong, form=PartForm.COMPLETE)
        for value in (8, 6)
    ]
    share = kit.counted(54, "图文", parent=0, status=wrong, kind=Kind.SHARE, unit="%")
    assert [row["expected"] for row in listed(kit, *parts, share)] == ["14"]
    whole = kit.counted(16, "政策解读", status=wrong)
    rows = kit.rows(kit.notice(counted=[whole, *parts]))
    for value in (16, 6):
        unread = [
            row | ({"value": None} if row["value"] == value else {}) for row in rows["statistics"]
        ]
        assert rules.prt01(rows | {"statistics": unread}) == []
