"""Single notices: given figures, damaged page seams, and planted faults (all invented)."""

from __future__ import annotations

from samples.source.columns import ranked
from samples.source.model import Finding, Notice, Table

_ISSUER = "青禾区政务公开工作领导小组"
_CLOSING = "各单位要认真整改，进一步提高政务公开工作水平。"

FIGURES_2022 = Notice(
    name="qinghe-figures-2022",
    special="Words, place and street names are invented; the figures of the prose and of both "
    "tables are those of a real notice of 2022. 22 departments are counted, 12 are ranked; "
    "equal totals have ranks that run on.",
    issuer=_ISSUER,
    document_number=None,
    masthead=_ISSUER,
    title="关于2022年全区政务公开和网站建设年终考核情况的通报",
    addressees="青山管理区、各街道，区直有关部门",
    body=(
        "依据考核方案，领导小组对各单位2022年度政务公开和网站建设情况作了年终考核，结果通报如下：",
        "一、工作成效",
        "（一）公开基础更加扎实。一是机构信息完整。区直{22个|部门}部门、{5个|街道}街道（含管理区）"
        "都已更新机构简介。全年更新政策文件{98条|政策文件}，清理失效信息{30条|失效信息}，"
        "公布基层事项{1082条|基层事项}。二是解读形式丰富。全年发布政策解读"
        "{16条|政策解读|id=a}，其中图解材料{8篇|图解材料|of=a}，文字材料{6篇|文字材料|of=a}，"
        "音频材料{1篇|音频材料|of=a}，视频材料{1篇|视频材料|of=a}，总量较去年"
        "{翻一番||v=2|u=倍|kind=factor|change=a}。三是依法答复申请。2022年收到公开申请"
        "{10件|公开申请|period=2022年}，均在法定期限内答复。",
        "(二)网站功能更加完备。一是栏目更加齐全。新建{1个|专栏}特色专栏，完善{3个|栏目}"
        "法定栏目、{27个|专栏|id=c}公开专栏(部门专栏{22个||of=c}、街道专栏{5个||of=c})。二是互动更加顺畅。围绕民生实事开展意见征集活动"
        "{6次|意见征集活动}。三是登录更加方便。用户可以一号登录，办事不用反复注册。",
        "二、存在的不足",
        "一是重视程度不够。有的单位把公开当作额外负担。二是解读不够深入。有的材料只是摘抄原文。",
        "三、下一步打算",
        "（一）落实责任。各单位要把政务公开列入重要议事日程，明确专人负责。",
        "（二）加强学习。各单位要对照《中华人民共和国政府信息公开条例》组织专题培训。",
    ),
    issued_on="2023-02-06",
    issued_on_printed="2023年2月6日",
    data_year=2022,
    region_code="990102",
    sources=("txt", "pdf", "chromium"),
    annex_label="附件{cn}:",
    list_label="{n}、",
    findings=(
        Finding(rule="CNT01", severity="warning", table=2, why="22 departments, 12 ranked rows"),
        Finding(rule="RNK02", severity="warning", table=2, why="91 at ranks 4, 5, 6"),
        Finding(rule="RNK02", severity="warning", table=2, why="90 at ranks 7, 8"),
    ),
    tables=(
        Table(
            title="青禾区2022年政务公开和网站建设\n年终考核成绩排名表(街道、管理区)",
            group="街道、管理区",
            brackets="()",
            columns=ranked(
                ("基础信息", "35"), ("依申请办理答复", "5"), ("解读回应", "40"), ("能力保障", "20")
            ),
            rows="""
1 柳湾街道办事处 33 5 40 20 98
2 东圃街道办事处 32 5 35 19 91
3 云桥街道办事处 30 5 35 20 90
4 青山管理区 22 5 37 19 83
5 石塘街道办事处 30 5 24 15 74
""",
        ),
        Table(
            title="青禾区2022年政务公开和网站建设年终考核成绩排名表(区直各部门)",
            group="区直各部门",
            brackets="()",
            columns=ranked(
                ("基础信息", "25"),
                ("公开领域", "40"),
                ("依申请办理答复", "5"),
                ("解读回应", "20"),
                ("能力保障", "10"),
            ),
            rows="""
1 区统计局 25 40 5 15 10 95
2 区发改局 24 40 5 15 10 94
3 区文旅局 24 36 5 17 10 92
4 区应急管理局 24 40 5 12 10 91
5 区市场监督管理局 25 36 5 15 10 91
6 区教育局 22 34 5 20 10 91
7 区民政局 23 40 5 12 10 90
8 区人社局 25 38 5 12 10 90
9 区水利湖泊局 20 35 5 17 10 87
10 区司法局 24 35 5 12 9 85
11 区住保局 20 40 3 4 10 77
12 区卫健局 18 33 5 4 10 70
""",
        ),
    ),
)

_STREETS = ranked(("组织领导", "20"), ("信息公开", "40"), ("政策解读", "25"), ("监督保障", "15"))

SEAMS_2021 = Notice(
    name="qinghe-seams-2021",
    special="Damaged page seams in the text: a paragraph cut by a blank line, one cut by a page "
    "number, and one after which the last words are printed again.",
    issuer=_ISSUER,
    document_number="青政公开〔2021〕9号",
    title="关于2021年上半年街道政务公开工作情况的通报",
    addressees="各街道办事处",
    body=(
        "现将2021年上半年各街道政务公开工作情况通报如下：",
        "一、总体情况",
        "（一）制度建设不断健全。各街道按照《青禾区政务公开工作⏎[《青禾区政务公开工作]规则》"
        "修订了工作制度{15项|工作制度}，明确了责任人员。",
        "（二）公开内容不断丰富。各街道公开民生信息{326条|民生信息}，公开财务信息"
        "{48条|财务信息}。群众比较关心的⏎[]社会救助、就业培训等信息均已公开到村组一级。",
        "二、存在的问题",
        "有的街道公开栏内容陈旧。有的街道对群众提出的意见没有认真⏎[— 2 —]研究，答复流于形式，"
        "群众并不满意。",
        "三、工作要求",
        _CLOSING,
    ),
    issued_on="2021-07-16",
    issued_on_printed="2021年7月16日",
    data_year=2021,
    region_code="990102",
    sources=("txt",),
    findings=(
        Finding(rule="TXT01", severity="info", why="the words before the seam are printed twice"),
        Finding(rule="TXT01", severity="info", why="a blank line inside a sentence"),
        Finding(rule="TXT01", severity="info", why="a page number inside a sentence"),
    ),
    tables=(
        Table(
            title="2021年上半年街道政务公开考评排名表",
            group=None,
            columns=_STREETS,
            rows="""
1 枫林街道办事处 19 38 23 14 94
2 石塘街道办事处 18 37 23 13 91
3 柳湾街道办事处 18 35 21 13 87
4 云桥街道办事处 16 34 20 12 82
5 东圃街道办事处 15 31 18 11 75
""",
        ),
    ),
)


def _faulty(
    name: str,
    special: str,
    year: int,
    findings: tuple[Finding, ...],
    rows: str,
    prose: str,
    sources: tuple[str, ...] = ("txt",),
) -> Notice:
    """Return a short notice of one table in which a fault is planted."""
    return Notice(
        name=name,
        special=special,
        issuer=_ISSUER,
        document_number=f"青政公开〔{year + 1}〕6号",
        title=f"关于{year}年度政务公开专项考评情况的通报",
        addressees="区直各部门",
        body=(
            f"现将{year}年度政务公开专项考评情况通报如下：",
            "一、基本情况",
            prose,
            "二、工作要求",
            _CLOSING,
        ),
        issued_on=f"{year + 1}-03-05",
        issued_on_printed=f"{year + 1}年3月5日",
        data_year=year,
        region_code="990102",
        sources=sources,
        findings=findings,
        tables=(
            Table(
                title=f"{year}年度政务公开专项考评成绩排名表（区直各部门）",
                group="区直各部门",
                columns=_STREETS,
                rows=rows,
            ),
        ),
    )


_PARTS = (
    "全年组织培训{12次|培训|id=a}，其中线上培训{7次|线上培训|of=a}、线下培训"
    "{5次|线下培训|of=a}。抽查部门网页{640个|网页}。"
)

NOTICES = (
    FIGURES_2022,
    SEAMS_2021,
    _faulty(
        "fault-total-2022",
        "Planted fault: the total of 区民政局 is printed 86, its scores sum to 88. No rank is "
        "displaced by it.",
        2022,
        (Finding(rule="SUM01", severity="error", table=1, row=3, why="86 for 88"),),
        """
1 区财政局 19 38 23 14 94
2 区教育局 18 37 23 13 91
3 区民政局 18 36 21 13 86
4 区水利局 16 34 20 12 82
5 区商务局 15 33 20 11 79
6 区卫健局 15 31 18 11 75
""",
        _PARTS,
        ("txt", "pdf"),
    ),
    _faulty(
        "fault-maximum-2022",
        "Planted fault: 区财政局 has 41 points under 信息公开, whose maximum is 40; its total "
        "adds up.",
        2022,
        (Finding(rule="MAX01", severity="error", table=1, row=1, why="41 of 40"),),
        """
1 区财政局 18 41 23 14 96
2 区教育局 18 37 23 13 91
3 区司法局 17 36 21 13 87
4 区水利局 16 34 20 12 82
5 区审计局 15 33 20 11 79
6 区卫健局 15 31 18 11 75
""",
        "参加考评的{6个|部门}部门均已报送自评材料。全年公开重点领域信息{582条|重点领域信息}。",
    ),
    _faulty(
        "fault-rank-2023",
        "Planted fault: 区司法局 (88) is ranked 4 and 区水利局 (84) is ranked 3.",
        2023,
        (
            Finding(rule="RNK01", severity="error", table=1, row=3, why="84 is the fourth total"),
            Finding(rule="RNK01", severity="error", table=1, row=4, why="88 is the third total"),
        ),
        """
1 区财政局 19 38 23 14 94
2 区教育局 18 37 23 13 91
3 区水利局 16 35 21 12 84
4 区司法局 17 37 21 13 88
5 区审计局 15 33 20 11 79
6 区卫健局 15 31 18 11 75
""",
        _PARTS,
    ),
    _faulty(
        "fault-parts-2023",
        "Planted fault in the prose: 46 interpretations, of which 20, 15 and 10 (45) are named.",
        2023,
        (Finding(rule="PRT01", severity="warning", why="20 + 15 + 10 = 45, not 46"),),
        """
1 区财政局 19 38 23 14 94
2 区教育局 18 37 23 13 91
3 区司法局 17 37 21 13 88
4 区水利局 16 35 21 12 84
5 区审计局 15 33 20 11 79
6 区卫健局 15 31 18 11 75
""",
        "全年发布政策解读{46篇|政策解读|id=a}，其中图文解读{20篇|图文解读|of=a}，文字解读"
        "{15篇|文字解读|of=a}，视频解读{10篇|视频解读|of=a}。",
        ("txt", "pdf"),
    ),
)
