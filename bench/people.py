"""Invented people for measurements: the same seed gives the same people, on every machine and Python."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVENS = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧建国志远文浩宇轩子涵欣怡佳琪雨泽思晨梦瑶"
WESTERN_GIVEN = tuple(
    """James Mary John Linda Robert Susan Michael Karen David Lisa Thomas Nancy Daniel Helen Mark Anna Paul Emma Peter
    Laura Kevin Sarah Brian Julia Frank Olivia Martin Sophie Jürgen Chloé""".split()
)
WESTERN_FAMILY = tuple(
    """Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Martin Lee Thompson White Harris
    Clark Lewis Walker Hall Young King Wright Scott Green Baker Müller Schmidt Dubois Rossi""".split()
)
CITIES = (
    ("北京", "朝阳区建国路", "100022"), ("上海", "浦东新区世纪大道", "200120"),
    ("深圳", "南山区科技园路", "518057"), ("杭州", "西湖区文三路", "310012"),
    ("成都", "高新区天府大道", "610041"), ("武汉", "江汉区解放大道", "430022"),
    ("Berlin", "Invalidenstraße", "10115"), ("London", "King's Road", "SW3 4UD"),
)  # fmt: skip
TRADES = (
    "云图智联科技", "远望贸易", "华腾机械", "绿源食品", "明德教育",
    "Northwind Traders", "Contoso Ltd", "Blue Harbor Foods",
)  # fmt: skip
TITLES = ("采购经理", "销售总监", "总经理", "工程师", "财务主管", "Buyer", "Head of Purchasing", "Engineer")
LABELS = ("客户", "供应商", "展会", "VIP", "同行")
NOTES = (
    "老客户, 账期30天\n联系时间：下午", "喜欢喝茶，女儿今年高考",
    "Prefers e-mail; met at the fair in spring.", "Asked for a quote on 200 units",
)  # fmt: skip


class Person(NamedTuple):
    """One invented person; `number` counts from 0 and is part of the phone numbers and the e-mail."""

    number: int
    family: str
    given: str
    chinese: bool
    mobile: str
    landline: str
    email: str
    organization: str
    title: str
    city: tuple[str, str, str]
    birthday: str
    note: str
    labels: tuple[str, ...]

    @property
    def name(self) -> str:
        """As a phone displays it."""
        return self.family + self.given if self.chinese else f"{self.given} {self.family}"


def people(count: int, seed: int) -> Iterator[Person]:
    """`count` people, seven in ten of them with Chinese names."""
    draw = random.Random(seed)
    for number in range(count):
        chinese = draw.random() < 0.7
        family = draw.choice(FAMILIES if chinese else WESTERN_FAMILY)
        given = "".join(draw.choices(GIVENS, k=draw.choice((1, 2, 2)))) if chinese else draw.choice(WESTERN_GIVEN)
        yield Person(
            number, family, given, chinese,
            mobile=f"+86 13{number % 10}-{4000 + number // 100000:04d}-{number // 10 % 10000:04d}",
            landline=f"0{draw.choice((10, 21, 755, 571))}-{5550_0000 + number}",
            email=f"person{number}@example.com",
            organization=f"{draw.choice(TRADES)} {number // 7}",
            title=draw.choice(TITLES),
            city=draw.choice(CITIES),
            birthday=f"{draw.randrange(1950, 2001)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
            note=draw.choice(NOTES) if number % 200 else "Collects antique barometers",
            labels=tuple(sorted(draw.sample(LABELS, draw.randrange(3)))),
        )  # fmt: skip
