"""How officials put their numbers: one claim each, with the near miss beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Bound, Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "bound", "metric"),
    [
        ("节约117万元。", Bound.EXACT, "节约"), ("费用约117万元。", Bound.APPROX, "费用"),
        ("预约36人。", Bound.EXACT, "预约"), ("签约3.2万人。", Bound.EXACT, "签约"),
        ("评审通过12件。", Bound.EXACT, "评审通过"), ("投诉量过12件。", Bound.GT, "投诉量"),
    ],
)  # fmt: skip
def test_a_bound_is_not_the_end_of_another_word(
    read: Read, text: str, bound: Bound, metric: str
) -> None:
    assert [(s.bound, s.metric) for s in read(text)] == [(bound, metric)]


@pytest.mark.parametrize(("text", "times"), [("公开数翻一番。", 2), ("公开数翻两番。", 4)])
def test_doubling_is_a_factor_in_times(read: Read, text: str, times: int) -> None:
    assert [(s.kind, s.value, s.unit) for s in read(text)] == [(Kind.FACTOR, times, "倍")]


def test_a_doubling_hangs_on_its_own_amount_alone(read: Read) -> None:
    found = read("公开数翻一番，点击量翻两番，达到36万次。")
    assert [s.parent for s in found] == [None, 2, None]
    assert [s.parent for s in read("公开数翻一番，增加18条，达到36条。")] == [2, 2, None]


def test_the_hours_of_a_mean_are_part_of_its_name(read: Read) -> None:
    found = read("臭氧日最大8小时第90百分位浓度为152微克/立方米。")
    assert [s.metric for s in found] == ["臭氧日最大8小时第90百分位浓度"]
    assert [s.unit for s in read("平均等待最长8小时。")] == ["小时"]


def test_bare_numbers_of_an_index_stand_in_one_list(read: Read) -> None:
    found = read("青禾站、柳湾站、白石站综合指数依次为4.12、3.98、3.71。")
    assert [(s.subject, s.metric) for s in found] == [
        ("青禾站", "综合指数"), ("柳湾站", "综合指数"), ("白石站", "综合指数"),
    ]  # fmt: skip
    found = read("三个断面综合污染指数依次为4.12、3.98、3.71。")
    assert [s.metric for s in found] == ["断面", *["综合污染指数"] * 3]
    assert read("监测点位依次为4.12、3.98、3.71。") == ()
    assert read("评分依次为4、3、5。") == ()


def test_a_scale_without_a_unit_counts_what_stands_before_it(read: Read) -> None:
    found = read("累计阅读86.3万，点赞1.2万。")
    assert [(s.value, s.unit, s.metric) for s in found] == [
        (863000, None, "阅读"), (12000, None, "点赞"),
    ]  # fmt: skip
    assert read("累计阅读863。") == ()


def test_a_bare_difference_behind_a_comparison_of_several(read: Read) -> None:
    found = read("发生火灾12起、伤亡3人，较去年均少2。")
    assert (found[2].kind, found[2].value, found[2].base) == (Kind.DELTA, -2, "去年")
    assert len(read("发生火灾12起、伤亡3人，见附图2。")) == 2


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("三月份受理投诉46件。", "2022年3月份"), ("十二月底办结46件。", "2022年12月底"),
        ("九月，共受理46件。", "2022年9月"), ("去年三季度办理46件。", "2021年第三季度"),
        ("去年1—9月办理46件。", "2021年1—9月"), ("今年上半年办理46件。", "2022年上半年"),
        ("上年十月份办理46件。", "2021年10月份"), ("年初部署的46项任务已完成。", "2022年"),
        ("年初共有任务46项。", "2022年初"), ("数量由2019年的31件增至2020年的46件。", "2020年"),
        ("数量是2020年的46倍。", "2022年"),
    ],
)  # fmt: skip
def test_periods_as_they_are_told(read: Read, text: str, period: str) -> None:
    assert read(text)[-1].period == period


def test_a_line_end_may_part_number_scale_and_unit() -> None:
    from parsers.statistics import read_statistics
    from parsers.text import MappedText, Paragraph

    raw = "保有量27.60万\n辆，客运量1.87\n亿次，货运量3\n万余吨。"
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    found, _ = read_statistics([paragraph], data_year=2022, region_name=None, sections=())
    assert [(s.value, s.unit, s.metric) for s in found] == [
        (276000, "辆", "保有量"), (187000000, "次", "客运量"), (30000, "吨", "货运量"),
    ]  # fmt: skip


def test_what_was_saved_is_the_difference_of_two_levels(read: Read) -> None:
    found = read("控制价由830万元降至713万元，节约117万元，降低14.1%。")
    assert [(s.kind, s.value, s.metric, s.parent) for s in found[2:]] == [
        (Kind.DELTA, -1170000, "控制价", 1), (Kind.GROWTH, found[3].value, "控制价", 1),
    ]  # fmt: skip
    found = read("控制价由830万元降至713万元，节约116万元。")
    assert (found[2].kind, found[2].metric, found[2].parent) == (Kind.LEVEL, "节约", None)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("应到86人，实到81人，未到5人。", ["应到", "实到", "未到"]),
        ("人数达到86人。", ["人数"]),
        ("争取上级资金26.8亿元。", ["争取上级资金"]), ("争取培训36次。", ["培训"]),
        ("其余34处分布在其他15个村。", ["其余", "村"]),
        ("收入比由上年的1.73缩小至1.69。", ["收入比", "收入比"]),
        ("相当于每天服务373人次。", ["每天服务"]), ("秋季学期新增学位5400个。", ["新增学位"]),
        ("经费到位，1.教学楼完工率62%，⑶食堂完工率54%。", ["教学楼完工率", "食堂完工率"]),
        ("登记失业率3.1%，新增就业1.46万人，完成年度任务的121.7%。",
         ["登记失业率", "新增就业", "新增就业"]),
        ("登记失业率3.1%，新增就业1.46万人，上年为3.2%。",
         ["登记失业率", "新增就业", "登记失业率"]),
    ],
)  # fmt: skip
def test_what_is_counted(read: Read, text: str, metrics: list[str]) -> None:
    assert [s.metric for s in read(text)] == metrics


def test_grades_in_a_list_are_parts_and_none_of_them_the_whole(read: Read) -> None:
    found = read("项目56个，等级为优的18个、良的31个、中的6个、差的1个。")
    assert [(s.metric, s.parent) for s in found[2:]] == [("良", 0), ("中", 0), ("差", 0)]
    found = read("受检的31个单位中，优的6个。")
    assert found[1].parent == 0


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("“我要写信”栏目收到来信36封。", [True]), ("各地要收到来信36封。", [False]),
        ("600分以上312人。", [False, True]), ("600分以上的312人。", [False, True]),
        ("600分以上考生共计312人，总计36次以上。", [False, True, True]),
    ],
)  # fmt: skip
def test_results_and_bounds(read: Read, text: str, results: list[bool]) -> None:
    assert [s.is_result for s in read(text)] == results


def test_the_microblog_is_whose_the_number_is(read: Read) -> None:
    found = read("政务微信公众号公开6180条，政务微博公开3100条。")
    assert [(s.subject, s.metric) for s in found] == [
        ("政务微信公众号", "公开"), ("政务微博", "公开"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("主要集中在房屋漏水。341件，占12.3%。", ["房屋漏水", "房屋漏水"]),
        ("反映的问题：房屋漏水。341件；小区停车。218件。", ["房屋漏水", "小区停车"]),
        ("各单位要高度重视。36件，占2%。", ["", ""]),
        ("2家单位超期未办结，分别为区住建局（31件）、区城管局（12件）。",
         ["单位", "超期未办结", "超期未办结"]),
        ("2家单位参会人员较多，分别为区住建局（31件）、区城管局（12件）。",
         ["单位", "", ""]),
    ],
)  # fmt: skip
def test_what_a_list_counts_stands_before_it(read: Read, text: str, metrics: list[str]) -> None:
    found = [s.metric for s in read(text)]
    assert found[-2:] == metrics[-2:]


@pytest.mark.parametrize(
    ("changes", "parents"),
    [
        ("下降6.5%、上升3.1%和持平", [0, 1]), ("持平、上升3.1%和下降2%", [1, 2]),
        ("下降2%、持平和上升3.1%", [0, 2]), ("下降2%、上升4%和上升3.1%", [0, 1, 2]),
    ],
)  # fmt: skip
def test_an_amount_that_did_not_change_has_no_number_in_the_list(
    read: Read, changes: str, parents: list[int]
) -> None:
    found = read(f"甲区、乙区、丙县收入分别为29亿元、33亿元和36亿元，同比分别{changes}。")
    assert [s.parent for s in found[3:]] == parents


def test_changes_named_by_the_units_of_their_amounts(read: Read) -> None:
    found = read("接访群众1126批3218人次，批次、人次同比分别下降8.3%、12.6%。")
    assert [(s.metric, s.parent) for s in found[2:]] == [("接访群众", 0), ("接访群众", 1)]
    found = read("接访群众1126批3218人次，来信、来电同比分别下降8.3%、12.6%。")
    assert [(s.metric, s.parent) for s in found[2:]] == [("来信", None), ("来电", None)]


def test_places_in_a_ranking_are_scores_of_names_and_no_list_of_parts(read: Read) -> None:
    found = read("第一名青禾区96.5分，第二名白石区94.2分，第三名云溪县92.8分。")
    assert [(s.kind, s.subject, s.parent) for s in found] == [
        (Kind.SCORE, "青禾区", None), (Kind.SCORE, "白石区", None), (Kind.SCORE, "云溪县", None),
    ]  # fmt: skip
    assert [s.subject for s in read("第一中学96.5分，第二中学94.2分。")] == ["第一中学", "第二中学"]


def test_substances_are_measured_and_are_no_subjects(read: Read) -> None:
    found = read("全市PM2.5、PM10、臭氧年均浓度依次为34、58、142微克/立方米。")
    assert [(s.metric, s.value, s.unit) for s in found] == [
        ("PM2.5年均浓度", 34, "微克/立方米"), ("PM10年均浓度", 58, "微克/立方米"),
        ("臭氧年均浓度", 142, "微克/立方米"),
    ]  # fmt: skip
    found = read("青禾区、白石区年均浓度分别为34、58微克/立方米。")
    assert [(s.subject, s.metric) for s in found] == [
        ("青禾区", "年均浓度"), ("白石区", "年均浓度"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("转派工单18万件，直接答复43万件。转派工单中，市直部门6万件，县区12万件。",
         [None, None, 0, 0]),
        ("受理投诉412件，办结398件。投诉件中，噪音类120件。", [None, None, 0]),
        ("受理投诉412件，办结398件。办理过程中，收到建议12件。", [None, None, None]),
        ("幼儿园23所，新增学位6840个，公办园幼儿占比达54.6%。", [None, None, None]),
        ("新增学位6840个，公办学位占比达54.6%。", [None, 0]),
        ("营养餐每天8.5元（自付3.5元、补助5元）。", [None, 0, 0]),
    ],
)  # fmt: skip
def test_of_which_whole_a_number_is(read: Read, text: str, parents: list[int | None]) -> None:
    assert [s.parent for s in read(text)] == parents


def test_what_is_paid_a_day_is_a_result_and_a_duty_each_month_is_none(read: Read) -> None:
    assert [s.is_result for s in read("生均餐费每天8.5元。")] == [True]
    assert [s.is_result for s in read("每天补助8.5元。")] == [False]
    assert [s.is_result for s in read("每月召开2次会议。")] == [False]


def test_a_level_of_government_beside_names_is_one(read: Read) -> None:
    found = read("受理投诉812件，其中市级120件，青禾区300件，县级392件。")
    assert [(s.subject, s.metric) for s in found[1:]] == [
        ("市级", "受理投诉"), ("青禾区", "受理投诉"), ("县级", "受理投诉"),
    ]  # fmt: skip
    found = read("公开文件420件，其中省级120件，市级300件。")
    assert [(s.subject, s.metric) for s in found[1:]] == [(None, "省级"), (None, "市级")]


def test_what_was_done_of_a_plan_behind_a_list_is_said_of_all(read: Read) -> None:
    found = read("全市拆除违建9万平方米，其中甲区5万平方米、乙区4万平方米，完成年度计划的105%。")
    assert (found[3].subject, found[3].metric) == ("全市", "拆除违建")
    found = read("全市工作有序，青禾区拆除违建5万平方米，完成年度计划的105%。")
    assert found[1].subject == "青禾区"


@pytest.mark.parametrize(
    ("text", "base", "metric"),
    [
        ("较大事故减少1起。", None, "较大事故"), ("较上年减少1起。", "上年", ""),
        ("较上季度优秀档次增加3家。", "上季度", "优秀档次"),
        ("较去年四季度增加3家。", "去年四季度", ""), ("较上年末余额增加3家。", "上年末余额", ""),
    ],
)  # fmt: skip
def test_what_a_change_is_compared_with(
    read: Read, text: str, base: str | None, metric: str
) -> None:
    assert [(s.base, s.metric) for s in read(text)] == [(base, metric)]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("支付进度低于50%的项目有7个。", ["支付进度", "项目"]),
        ("支付进度为50%的项目有7个。", ["支付进度", "项目"]),
        ("为1268名劳动者追讨工资2316万元。", ["劳动者", "追讨工资"]),
        ("为1268名干部开展培训36次。", ["干部", "开展培训"]),
        ("另有11家单位目录缺失。", ["单位"]), ("另有11家单位安全培训。", ["单位安全培训"]),
        ("申请人以自然人为主，占比92.4%。", ["自然人"]),
        ("九年义务教育巩固率98.6%。", ["九年义务教育巩固率"]),
        ("街道层面受理4132件。", ["受理"]),
    ],
)  # fmt: skip
def test_nouns_that_verbs_and_bounds_stand_beside(
    read: Read, text: str, metrics: list[str]
) -> None:
    assert [s.metric for s in read(text)] == metrics


def test_a_share_is_not_of_the_last_item_of_a_list(read: Read) -> None:
    found = read("小学教师412人、初中教师896人，本科以上学历占91.7%。")
    assert found[2].parent is None
    found = read("专任教师1308人，本科以上学历占91.7%。")
    assert found[1].parent == 0


def test_parts_in_several_units_that_make_the_whole(read: Read) -> None:
    found = read("发布信息132条，其中解读材料118个，媒体评论14篇。")
    assert [s.parent for s in found] == [None, 0, 0]
    found = read("发布信息132条，其中解读材料118个，媒体评论13篇。")
    assert [s.parent for s in found][2] is None


def test_bodies_enumerated_with_what_each_did_are_no_parts_of_the_first(read: Read) -> None:
    found = read("3家企业未设置标志，2家企业未持证，1家企业未演练。")
    assert [s.parent for s in found] == [None, None, None]
    found = read("检查企业12家，8家企业合格，4家企业不合格。")
    assert [s.parent for s in found] == [None, 0, 0]


def test_a_place_behind_a_score_is_not_what_it_counts(read: Read) -> None:
    found = read("东湖街道以96.8分位列第一。")
    assert (found[0].kind, found[0].metric, found[0].subject) == (Kind.SCORE, "", "东湖街道")
    assert [s.metric for s in read("8篇列为范例。")] == ["列为范例"]


def test_a_proportion_of_nothing_is_a_number(read: Read) -> None:
    found = read("劣质断面比例为0，同比下降3.6个百分点。")
    assert (found[0].metric, found[0].value) == ("劣质断面比例", 0)
    assert read("楼层为0，已封闭。") == ()


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("上半年办结36件。受理48件。", ["2022年上半年", "2022年上半年"]),
        ("1—9月办结36件。其中网上24件。", ["2022年1—9月", "2022年1—9月"]),
        ("截至8月15日办结36件。受理48件。", ["2022年8月15日", "2022年"]),
        ("2021年办结36件。受理48件。", ["2021年", "2022年"]),
        ("较9月底增加36件。", ["2022年"]), ("9月底共有36件。", ["2022年9月底"]),
    ],
)  # fmt: skip
def test_part_of_a_year_holds_for_the_sentences_behind_it(
    read: Read, text: str, periods: list[str]
) -> None:
    assert [s.period for s in read(text)] == periods


@pytest.mark.parametrize(
    ("text", "metric", "subject"),
    [
        ("全年柳湾镇发放资金情况：枫林乡45万元。", "发放资金", "枫林乡"),
        ("发放资金情况：枫林乡45万元。", "发放资金", "枫林乡"),
        ("排查隐患情况：白石区55处。", "排查隐患", "白石区"), ("示范区55处。", "示范区", None),
        ("区水利局要确保年底前签收率不低于84%。", "签收率", "区水利局"),
        ("占班级总数（156个）的大半。", "班级总数", None),
    ],
)  # fmt: skip
def test_headings_and_times_are_cut_off_what_is_counted(
    read: Read, text: str, metric: str, subject: str | None
) -> None:
    assert [(s.metric, s.subject) for s in read(text)] == [(metric, subject)]
