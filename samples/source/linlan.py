"""临岚市 (invented): websites, safety and other city-wide assessments."""

from __future__ import annotations

from samples.source.columns import RANK, TOTAL, UNIT, ranked
from samples.source.model import Column, Finding, Notice, Table

WEBSITE_2022 = Notice(
    name="linlan-website-2022",
    special="Equal totals with ranks that run on (4, 5 and 8, 9): RNK02, and no rule for ties is "
    "stated.",
    issuer="临岚市人民政府办公室",
    document_number="临政办函〔2023〕11号",
    title="临岚市人民政府办公室\n关于2022年全市政府网站检查情况的通报",
    addressees="各县（区）人民政府，市直各单位",
    body=(
        "近期，市政府办公室组织对全市政府网站进行了检查，现将情况通报如下：",
        "一、检查结果",
        "此次共检查政府网站{36家|政府网站|id=a}，其中县区{7家||of=a}、市直单位{29家||of=a}。"
        "总体合格率为{97.2%|合格率|kind=rate}，平均得分{85.5分|平均得分|kind=score}。",
        "二、主要问题",
        "检查发现错敏信息{38处|错敏信息|id=b}，已完成整改{36处|整改}，整改率"
        "{94.7%|整改率|kind=rate}。个别网站“我要咨询”栏目长期无人答复。",
        "三、有关要求",
        "各地各单位要落实信息发布“三审三校”制度，定期开展自查。",
    ),
    issued_on="2023-03-09",
    issued_on_printed="2023年3月9日",
    data_year=2022,
    region_code="990100",
    findings=(
        Finding(rule="RNK02", severity="warning", table=1, why="two units of 89.9 at ranks 4, 5"),
        Finding(rule="RNK02", severity="warning", table=1, why="two units of 80.8 at ranks 8, 9"),
    ),
    tables=(
        Table(
            title="2022年全市政府网站检查得分排名表（部分市直单位）",
            group="部分市直单位",
            columns=ranked(
                ("栏目设置", "20"), ("内容更新", "25"), ("互动交流", "25"), ("功能设计", "30")
            ),
            rows="""
1 市发改委 19.1 23.7 23.1 29.9 95.8
2 市教育局 17.8 23.5 24.5 26.9 92.7
3 市公安局 18.5 23.3 21.9 27.2 90.9
4 市民政局 18.4 22.4 23.1 26.0 89.9
5 市财政局 17.8 22.1 22.2 27.8 89.9
6 市人社局 17.4 22.2 21.2 26.5 87.3
7 市生态环境局 16.0 20.5 21.4 25.9 83.8
8 市交通运输局 15.6 20.8 19.2 25.2 80.8
9 市住建局 16.4 20.1 20.1 24.2 80.8
10 市水利局 16.4 18.4 19.2 23.4 77.4
11 市卫健委 15.0 17.6 18.7 23.4 74.7
12 市农业农村局 14.2 18.8 20.0 21.6 74.6
""",
        ),
    ),
)

SAFETY_2023 = Notice(
    name="linlan-safety-2023",
    special="Columns 加分 (bonus) and 扣分 (deduction): the total is the sum of the scores plus "
    "加分 minus 扣分; money in 万元, changes without a level.",
    issuer="临岚市安全生产委员会",
    document_number="临安委〔2024〕1号",
    title="关于2023年度安全生产工作考核结果的通报",
    addressees="各县（区）人民政府，市安委会各成员单位",
    body=(
        "按照《临岚市安全生产责任制考核办法》，现将2023年度考核结果通报如下：",
        "一、总体情况",
        "全年检查生产经营单位{1860家|生产经营单位}，排查隐患{4213项|隐患|id=a}，"
        "完成整改{4108项|整改}，整改率{97.5%|整改率|kind=rate}。立案查处违法行为"
        "{87起|违法行为}，罚款{356.8万元|罚款|v=3568000|u=元}。",
        "事故起数同比下降{12.5%|事故起数|v=-12.5|u=%|kind=growth}，死亡人数同比减少"
        "{2人|死亡人数|v=-2|u=人|kind=delta}。",
        "二、存在的问题",
        "有的单位责任传导层层递减，有的企业主体责任没有落实，小作坊、小餐饮监管存在盲区。",
        "三、有关要求",
        "各地要持续深化专项整治，对重大隐患挂牌督办。",
    ),
    issued_on="2024-01-12",
    issued_on_printed="2024年1月12日",
    data_year=2023,
    region_code="990100",
    tables=(
        Table(
            title="2023年度安全生产工作考核得分排名表（县区）",
            group="县区",
            total_rule="sum with bonus/penalty",
            columns=(
                Column(name="名次", role="rank"),
                UNIT,
                Column(name="责任落实", max_score="25"),
                Column(name="隐患治理", max_score="30"),
                Column(name="监管执法", max_score="25"),
                Column(name="基础保障", max_score="20"),
                Column(name="加分", role="bonus"),
                Column(name="扣分", role="deduction"),
                Column(name="总得分", role="total"),
            ),
            rows="""
1 临岚港区 23.5 30 23.5 20 2 0 99.0
2 青禾区 22.5 27.0 24.5 18.0 1.5 0.5 93.0
3 白石县 23.0 27.0 22.5 18.0 0 1 89.5
4 云岭县 20.5 27.0 20.5 16.5 3 0 87.5
5 南浦区 19.5 24.0 20.5 17.5 0 0 81.5
6 东山县 19.5 22.5 19.0 16.5 1 2.5 76.0
7 河阳县 17.5 23.0 18.5 15.5 0 3 71.5
""",
        ),
    ),
)

_GROUP = "考核得分"

TWO_LEVEL_2023 = Notice(
    name="linlan-two-level-2023",
    special="PDF only: a header of two levels with merged cells, a column of serial numbers is "
    "absent, the rank stands last.",
    issuer="临岚市数据局",
    document_number="临数发〔2024〕7号",
    title="关于2023年度政务数据共享工作考核情况的通报",
    addressees="各县（区）人民政府，市直有关单位",
    body=(
        "现将2023年度政务数据共享工作考核情况通报如下：",
        "一、工作成效",
        "全市累计归集数据{3.6亿条|数据|v=360000000|u=条}，发布共享目录{2460项|共享目录}，"
        "新增接口{158个|接口}，接口调用成功率{99.2%|调用成功率|kind=rate}。",
        "二、不足之处",
        "部分单位数据更新不及时，共享数据的完整性和准确性有待提高。",
        "三、工作安排",
        "各地各单位要加快数据治理，做到应归尽归、按需共享。",
    ),
    issued_on="2024-02-26",
    issued_on_printed="2024年2月26日",
    data_year=2023,
    region_code="990100",
    sources=("pdf",),
    tables=(
        Table(
            title="2023年度政务数据共享工作考核排名表（县区）",
            group="县区",
            columns=(
                Column(name="单位", role="unit"),
                Column(name="目录编制", max_score="25", group=_GROUP),
                Column(name="数据归集", max_score="30", group=_GROUP),
                Column(name="共享应用", max_score="25", group=_GROUP),
                Column(name="安全管理", max_score="20", group=_GROUP),
                TOTAL,
                RANK,
            ),
            rows="""
临岚港区 23.5 30 23.5 20 97.0 1
青禾区 22.5 27.0 24.5 18.0 92.0 2
白石县 23.0 27.0 22.5 18.0 90.5 3
云岭县 20.5 27.0 20.5 16.5 84.5 4
南浦区 19.5 24.0 20.5 17.5 81.5 5
东山县 19.5 22.5 19.0 16.5 77.5 6
河阳县 17.5 23.0 18.5 15.5 74.5 7
""",
        ),
    ),
)

NOTICES = (WEBSITE_2022, SAFETY_2023, TWO_LEVEL_2023)
