"""Whose a number is and what it counts, where a name or a clause before it says so.

All texts are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from parsers.statistics.nouns import is_all, is_any, without_scope
from parsers.statistics.organs import proper_names
from schemas.notice import Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]


def about(one: Statistic) -> tuple[str | None, str]:
    """Whose a number is, and what it counts."""
    return one.subject, one.metric


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is told of each of several names counts what the text before it says.
        ("群众来信：区水利局、区统计局的各6件。", [("区水利局、区统计局", "群众来信")]),
        ("查处违建74处，柳湾镇、枫林乡各6篇。", [(None, "查处违建"), ("柳湾镇、枫林乡", "")]),
        (
            "受理投诉30件，柳湾镇、枫林乡各增长5%。",
            [(None, "受理投诉"), ("柳湾镇、枫林乡", "受理投诉")],
        ),
        ("受理量方面，柳湾镇、枫林乡各下降3%。", [("柳湾镇、枫林乡", "受理量")]),
        (
            "柳湾镇受理量下降5%，枫林乡、石桥镇各下降3%。",
            [("柳湾镇", "受理量"), ("枫林乡、石桥镇", "受理量")],
        ),
        ("会议费、培训费各压减10%。", [(None, "会议费、培训费")]),
        ("参训干部各30人。", [(None, "参训干部")]),
        ("柳湾镇、枫林乡各报送5篇。", [("柳湾镇、枫林乡", "报送")]),
        ("柳湾镇、枫林乡各报送5篇信息。", [("柳湾镇、枫林乡", "报送信息")]),
        (
            "报送信息：柳湾镇8篇，枫林乡、石桥镇各报送5篇。",
            [("柳湾镇", "报送信息"), ("枫林乡、石桥镇", "报送信息")],
        ),
        # Classes of what is counted keep their names in the list of a whole.
        (
            "发现问题31条，其中答非所问、推诿敷衍的各3条，超期25条。",
            [(None, "发现问题"), (None, "答非所问、推诿敷衍"), (None, "超期")],
        ),
        # A class of bodies is the next name of a list, other long words are not.
        ("县教育局3件、审批职能部门12件。", [("县教育局", ""), ("审批职能部门", "")]),
        ("县教育局3件、其他单位12件。", [("县教育局", ""), ("其他单位", "")]),
        (
            "县教育局3件、未公布职责目录单位12件。",
            [("县教育局", ""), ("县教育局", "未公布职责目录单位")],
        ),
        # A number of bodies counts them, and is none of theirs.
        ("咨询类60件、片区2个。", [(None, "咨询类"), (None, "片区")]),
        ("城区2起、镇村1起。", [(None, "城区"), ("镇村", "")]),
        ("部门12个、街道15个。", [(None, "部门"), (None, "街道")]),
        # The clause before names whose the number is, where it tells no number itself.
        ("其次为区住建局，承办487件。", [("区住建局", "承办")]),
        ("其次为区住建局。承办487件。", [(None, "承办")]),
        ("其次为区住建局，承办9件，办结8件。", [("区住建局", "承办"), ("区住建局", "办结")]),
        ("问题最多的是审批慢，达30件。", [(None, "")]),
        ("其次为投诉类，办结487件。", [(None, "办结")]),
        ("办结率最低的是区供水公司，较上年下降3.2个百分点。", [("区供水公司", "办结率")]),
        ("5个部门网站已并入政府平台，节约资金9万元。", [(None, "部门网站"), (None, "节约资金")]),
        ("“河道”项目得分最高，达93分；平均81分。", [("“河道”项目", "得分"), (None, "得分")]),
        (
            "柳湾镇、枫林乡报送信息各6篇，石桥镇5篇。",
            [("柳湾镇、枫林乡", "报送信息"), ("石桥镇", "报送信息")],
        ),
        ("问题较多的柳湾镇6件、枫林乡5件。", [("柳湾镇", "问题"), ("枫林乡", "问题")]),
        # A level of government is a name beside names, in their unit.
        ("市级120件，青禾区300件。", [("市级", ""), ("青禾区", "")]),
        ("市级120家，青禾区300件。", [(None, "市级"), ("青禾区", "")]),
        ("共30家，其中青禾区5家。", [(None, ""), ("青禾区", "")]),
        ("投诉30件，其中青禾区5家。", [(None, "投诉"), (None, "青禾区")]),
        ("隐患数量较多，白石区5家。", [(None, "白石区")]),
        (
            "2家单位超期未办结，分别为县教育局31件、县水利局5件。",
            [(None, "单位"), ("县教育局", "超期未办结"), ("县水利局", "超期未办结")],
        ),
        (
            "共87件。承办量最大的是区城管局，受理30件；办结6件。",
            [(None, ""), ("区城管局", "受理"), (None, "办结")],
        ),
        ("得分最高的是第一名甲95分。", [(None, "得分")]),
        # A clause with a number of its own names nobody, one that begins late may.
        ("受理30件的是区住建局，办结20件。", [(None, "受理"), (None, "办结")]),
        (
            "受理投诉30件，办结率98%。办结率最低的是区供水公司，为71.4%。",
            [(None, "受理投诉"), (None, "办结率"), ("区供水公司", "办结率")],
        ),
        # What several have most of stands behind the last of them, or was told before.
        (
            "受理率95%；柳湾镇、枫林乡办结率最高，达98%。",
            [(None, "受理率"), ("柳湾镇、枫林乡", "办结率")],
        ),
        ("受理投诉30件，柳湾镇最多，达12件。", [(None, "受理投诉"), ("柳湾镇", "受理投诉")]),
        ("30件投诉已办结，柳湾镇最多，达12件。", [(None, "投诉"), ("柳湾镇", "投诉")]),
        (
            "受理投诉120件，市民投诉占比最高，达46.3%。",
            [(None, "受理投诉"), (None, "市民投诉")],
        ),
        # Behind a change its name goes on; behind a list in the next sentence what is counted.
        (
            "办结率最低的是区供水公司，较上年下降3.2个百分点，受理20件。",
            [("区供水公司", "办结率"), ("区供水公司", "受理")],
        ),
        (
            "各单位报送信息情况如下：枫林乡6篇。柳湾镇5篇。",
            [("枫林乡", "报送信息"), ("柳湾镇", "报送信息")],
        ),
        ("2家单位超期未办结；县教育局31件。", [(None, "单位"), ("县教育局", "")]),
        # What is told behind the place of the highest of all is of all again.
        (
            "最大降雨出现在石桥镇，达342毫米，受灾单位12家。",
            [("石桥镇", "最大降雨"), (None, "受灾单位")],
        ),
        # What ends like one town and means several is counted, where bodies are.
        ("受灾乡镇12个、受灾群众3000人。", [(None, "受灾乡镇"), (None, "受灾群众")]),
        ("投诉30件，其中偏远乡镇12件。", [(None, "投诉"), ("偏远乡镇", "投诉")]),
        ("得分在90分以上的有县审计局（93.5分）1家，60分以下的1家，为云岭乡，得58.5分。", None),
    ],
)  # fmt: skip
def test_whose_a_number_is_and_what_it_counts(
    read: Read, text: str, expected: list[tuple[str | None, str]] | None
) -> None:
    found = read(text)
    if expected is None:
        assert found[-1].subject == "云岭乡"
    else:
        assert [about(one) for one in found] == expected


def test_what_each_of_several_names_grew_by_is_no_change_of_the_amount_of_all(read: Read) -> None:
    assert read("受理投诉30件，柳湾镇、枫林乡各增长5%。")[-1].parent is None
    assert read("受理投诉30件，增长5%。")[-1].parent == 0


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("检查组抽查了3个乡镇。", "检查组", "抽查乡镇"),
        ("石桥镇问题33个。", "石桥镇", "问题"),
        ("对外联络办公室办理来信30件。", "对外联络办公室", "办理来信"),
        ("窗口单位共投诉30件。", "窗口单位", "投诉"),
        ("青年培训服务中心办理来信30件。", "青年培训服务中心", "办理来信"),
        ("房屋建设服务中心办理来信30件。", "房屋建设服务中心", "办理来信"),
        ("县住建局改造管网30公里。", "县住建局", "改造管网"),
        ("平台及时推送信息30条。", None, "推送信息"),
        ("市政务公开办对落实情况开展抽查，共抽查48个单位。", "市政务公开办", "抽查单位"),
        ("各市场监管所共抽检食品90批次。", "各市场监管所", "抽检食品"),
        ("工作要求各地开展检查30次。", "各地", "开展检查"),
        # A class that 的 ends is named by all of its words.
        ("区教育局承办的有30件。", None, "区教育局承办"),
        # Nobody is named by what he does, or by where he is.
        ("督查单位共发现问题30个。", None, "发现问题"),
        ("赴北京共走访企业30家。", None, "走访企业"),
        ("驻枫林乡共走访企业30家。", None, "走访企业"),
        # No organ: what opens the words is how it was done, whom it is of, or a class.
        ("对外承包工程12个。", None, "对外承包工程"),
        ("区域医疗中心患者满意度为95%。", None, "区域医疗中心患者满意度"),
        ("驻园区县直干部共走访企业30家。", None, "走访企业"),
        ("赴外市共走访企业30家。", None, "走访企业"),
        ("青年服务中心调研企业30家。", "青年服务中心", "调研企业"),
        ("临岚市共受理来电30件。", "临岚市", "受理来电"),
        # A class of towns or counties is none of them.
        ("特色小镇建设12个。", None, "特色小镇建设"),
        ("贫困县退出12个。", None, "贫困县退出"),
        # A time inside a noun of quantity, and one behind whom it is about.
        ("PM2.5全年浓度为35微克/立方米。", None, "PM2.5全年浓度"),
        ("青禾区全年浓度为35微克/立方米。", "青禾区", "浓度"),
    ],
)
def test_organ_before_what_is_counted(
    read: Read, text: str, subject: str | None, metric: str
) -> None:
    assert about(read(text)[0]) == (subject, metric)


def test_joint_action_is_counted_by_what_was_done(read: Read) -> None:
    assert read("联合枫林县公安局办理案件30件。")[0].metric == "办理案件"


def test_whom_a_place_is_compared_with_is_not_whom_the_next_number_is_about(read: Read) -> None:
    found = read("在全市9个县中列第3位，受理来电30件。")
    assert [one.subject for one in found] == ["全市", None, None]


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("全区超期未办结的有枫林乡3件、柳湾镇2件。", "柳湾镇", "超期未办结"),
        ("全区降雨最多的是石桥镇，为342毫米。", "石桥镇", "降雨"),
        ("最大降雨出现在石桥镇，达342毫米。", "石桥镇", "最大降雨"),
        ("最大点雨量出现在石桥镇，达342毫米。", "石桥镇", "最大点雨量"),
        ("最大一起事故发生在枫林乡，涉及3人。", "枫林乡", "涉及"),
        ("整改到位。各单位报送信息情况如下：枫林乡6篇、柳湾镇5篇。", "柳湾镇", "报送信息"),
        ("达到规定标准的各县区办结率：青禾区98%、石桥县97%。", "石桥县", "办结率"),
        ("测量绘图情况如下：枫林乡6处、柳湾镇5处。", "柳湾镇", "测量绘图"),
        # The points of somebody are no highest, mean or full ones.
        ("满分为100分，柳湾镇以96.5分居首。", "柳湾镇", "得分"),
        ("满分为100分，以96.5分居首。", None, "得分"),
        ("平均分85分，柳湾镇96分。", "柳湾镇", "得分"),
        (
            "从政务新媒体平台账号粉丝数量看，枫林乡60人、柳湾镇50人。",
            "柳湾镇",
            "政务新媒体平台账号粉丝数量",
        ),
        ("柳湾镇受理量30件，枫林乡6件。", "枫林乡", "受理量"),
        # What changed, for a name alone before its change.
        ("柳湾镇受理量下降5%，枫林乡增长3%。", "枫林乡", "受理量"),
        ("全市受理量增加60件，枫林乡增加3件。", "枫林乡", "受理量"),
        ("工业增加值增长5%，服务业增长3%。", None, "服务业"),
        ("投诉120件，平均得分85分，30件。", None, "投诉"),
        # What a clause speaks of that has no number.
        ("全区访问量持续攀升，同比增长35%。", "全区", "访问量"),
        ("微博阅读量持续攀升，同比增长35%。", None, "微博阅读量"),
        # A number of places is of no amount.
        ("受理投诉30件。下滑4位。", None, ""),
        ("综合排名第4。下滑4位。", None, "综合排名"),
    ],
)  # fmt: skip
def test_what_the_text_before_a_number_says_that_it_counts(
    read: Read, text: str, subject: str | None, metric: str
) -> None:
    assert about(read(text)[-1]) == (subject, metric)


def test_the_change_of_a_name_is_of_no_amount_told_of_all(read: Read) -> None:
    found = read("受理诉求120件，增长3%；柳湾镇增长5%，枫林乡增长2%。")
    assert [one.parent for one in found] == [None, 0, None, None]
    assert [one.subject for one in found] == [None, None, "柳湾镇", "枫林乡"]


@pytest.mark.parametrize(
    ("noun", "bare"),
    [("各县区受理量", "受理量"), ("全市的当年受理量", "受理量"), ("受理量", "受理量")],
)
def test_noun_of_a_whole_without_whose_and_when_it_is(noun: str, bare: str) -> None:
    assert without_scope(noun) == bare


@pytest.mark.parametrize(
    ("noun", "all_of_it", "anything"),
    [
        ("总数", True, True), ("全区", True, True), ("全市总量", True, True),
        ("件数", False, True), ("全市件数", False, True),
        ("受理件数", False, False), ("受理", False, False),
    ],
)  # fmt: skip
def test_words_that_mean_the_total_whatever_it_counts(
    noun: str, all_of_it: bool, anything: bool
) -> None:
    assert (is_all(noun), is_any(noun)) == (all_of_it, anything)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳湾镇和枫林乡", ["柳湾镇", "枫林乡"]),
        ("柳湾镇、枫林乡和石桥镇", ["柳湾镇", "枫林乡", "石桥镇"]),
        ("柳湾镇、枫林乡、", ["柳湾镇", "枫林乡"]),
        ("临岚市青禾区自然资源和规划分局", ["临岚市青禾区自然资源和规划分局"]),
        ("县住建局和区住房和城乡建设局", []),
        ("阳光建筑有限公司", ["阳光建筑有限公司"]),
        ("区融媒体和区教育局", []),
        # What ends like a name is none: a class, an act, a letter, a clause.
        ("乡镇", []), ("局", []), ("催办", []), ("中等职业学校", []), ("柳湾镇,枫林乡", []),
        ("进一步加强全区建设工程施工现场扬尘污染防治工作的柳湾镇", []),
    ],
)  # fmt: skip
def test_names_that_a_text_is_a_list_of(text: str, names: list[str]) -> None:
    assert proper_names(text) == names


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        # Short kinds before 等 are counted together, names and single letters are not.
        ("城市管理投诉、建议等413件。", None, "城市管理投诉、建议"),
        ("城市管理类投诉、建议等413件。", None, ""),
        ("甲、乙等413件。", None, ""),
        ("县教育局、县水利局等30家。", None, ""),
        # An aspect is what is counted where no other word follows it.
        ("党的建设方面突出问题96个。", None, "突出问题"),
        ("党的建设方面96个。", None, "党的建设方面"),
        (
            "收到关于城市管理和道路交通安全秩序方面投诉30件。",
            None,
            "收到关于城市管理和道路交通安全秩序方面投诉",
        ),
        ("区教育局受理的投诉共办结30件。", "区教育局", "办结"),
        ("通过区政府网站公开38条。", None, "通过区政府网站公开"),
        ("规模以上企业（工业类）平均得分84分。", "规模以上企业（工业类）", "平均得分"),
        # A word of time, of a share or of a bound is cut off where it is one.
        ("河道巡查每周3次。", None, "河道巡查"),
        ("占道经营投诉30件。", None, "占道经营投诉"),
        ("空气质量发布信息30条。", None, "发布信息"),
        ("受理来电全年30件，办结28件。", None, "受理来电"),
        ("信访全年30件。", None, "信访"),
        ("2021年乡镇平均得分79分。", "乡镇", "平均得分"),
        ("县公安局共出动警力30人次。", "县公安局", "出动警力"),
        ("共出动警力30人次。", None, "出动警力"),
        ("社区办理来信30件。", None, "社区办理来信"),
        ("县局办理来信30件。", "县局", "办理来信"),
        ("合格率应达95%。", None, "合格率"),
        ("争取30亿元。", None, ""),
        ("受理来电到30件。", None, "受理来电"),
        ("应到86人，实到81人。", None, "应到"),
        ("争取实现产值30亿元。", None, "产值"),
        ("争取上级资金30亿元。", None, "争取上级资金"),
        ("3月，其中后进村30个。", None, "后进村"),
        ("截至6月，（二）受理投诉30件。", None, "受理投诉"),
    ],
)
def test_what_is_cut_off_the_words_before_a_number(
    read: Read, text: str, subject: str | None, metric: str
) -> None:
    assert about(read(text)[0]) == (subject, metric)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        # A number inside the words of a class bounds it, where no other words name one.
        ("有27个超过3个月未更新。", "超过3个月未更新"),
        ("其中有27个超过3个月未更新。", "超过3个月未更新"),
        ("发现栏目有27个超过3个月未更新。", "发现栏目"),
        ("栏目27个超过3个月未更新。", "栏目"),
        ("其中超过5个工作日才答复的152条。", "超过5个工作日才答复"),
        ("其中办理时间超过5个工作日才答复的152条。", "办理时间超过5个工作日才答复"),
        ("其中支出进度超过50%的41个。", "支出进度超过50%"),
        ("支出进度超过50%的41个部门。", "部门"),
        ("公开工作居9个县第2位。", "县"),
        ("新建3个公园、2个广场。", "新建广场"),
        ("受理投诉（含来信）30件。", "受理投诉"),
        ("余下3件。", "余下"),
        ("余下的36件。", "余下"),
        ("余下领域36件。", "余下领域"),
        ("其余投诉举报事项36件。", "投诉举报事项"),
        # Of several verbs the last two; of a long sentence the first word alone.
        ("巡查排查整改12处隐患。", "排查整改隐患"),
        ("受理投诉30件，其中12件已经移交区住房城乡建设局进一步核实处理。", "移交"),
        # The bodies that a sentence is about, without what is said of them.
        ("12个部门制度、流程。", "部门"),
        ("6个街道安监站缺失。", "街道"),
        ("6个公安局公开内容不细化。", "公安局"),
        ("问题12个解决了。", "问题"),
        ("12个问题解决了。", "问题"),
        ("涉及3个部门之间。", "涉及"),
        ("涉及12个街道（管理区。", "涉及街道"),
        ("发现30个主要问题。", "发现主要问题"),
        # 中 is a grade behind others, and 平均 none.
        ("优2个、良4个、中1个。", "中"),
        ("优的18个、良的31个、中的6个。", "中"),
        ("优2个、良4个、平均3个。", "良"),
        ("大型2个、中1个。", "大型"),
    ],
)
def test_what_the_words_beside_a_number_say_that_it_counts(
    read: Read, text: str, metric: str
) -> None:
    first = ("有27个", "其中有27", "发现栏目", "栏目27", "公开工作")
    found = read(text)
    assert (found[0] if text.startswith(first) else found[-1]).metric == metric


def test_classes_told_with_each_count_once_for_each_of_them(read: Read) -> None:
    found = read("发现问题31条，其中答非所问、推诿敷衍的各3条，超期25条。")
    assert found[0].evidence == "3 + 3 + 25 = 31"


def test_what_did_not_happen_is_not_what_an_amount_changed_by(read: Read) -> None:
    assert read("上半年发生火灾30起，三季度无火灾，同比减少7起。")[-1].parent is None
    assert read("上半年发生火灾30起，火灾同比减少7起。")[-1].parent == 0


@pytest.mark.parametrize(("length", "subject"), [(40, "区供水公司"), (41, None)])
@pytest.mark.parametrize(
    ("told", "number"), [("办结率最低的是区供水公司", "为71.4%"), ("其次为区供水公司", "承办487件")]
)
def test_only_a_short_clause_names_whose_the_next_number_is(
    read: Read, told: str, number: str, length: int, subject: str | None
) -> None:
    clause = "在" + "各" * (length - len(told) - 1) + told
    assert read(f"{clause}，{number}。")[0].subject == subject


def test_a_fall_of_a_name_in_brackets_is_less(read: Read) -> None:
    for text, value in (
        ("降幅较大的有石桥镇（12.5%）。", "-12.5"),
        ("增幅较大的有石桥镇（12.5%）。", "12.5"),
    ):
        (found,) = read(text)
        assert (found.kind, found.value, found.subject) == (Kind.GROWTH, Decimal(value), "石桥镇")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        # Names of a list and of a bracket are whose their own numbers are, and no others.
        ("区教育局受理来电9件、区民政局受理来电8件；办结7件。", "区教育局"),
        ("区教育局受理来电9件（区民政局转来8件），办结7件。", "区教育局"),
        ("区教育局受理来电9件（区民政局转来8件）。办结7件。", "区教育局"),
        ("区教育局受理来电9件。区民政局受理来电8件，办结7件。", "区民政局"),
        ("（区教育局受理来电9件）。办结7件。", None),
        ("“河道”项目得分最高，达93分，乡镇81分。", "乡镇"),
    ],
)
def test_whom_the_numbers_behind_a_list_are_about(
    read: Read, text: str, subject: str | None
) -> None:
    assert read(text)[-1].subject == subject
