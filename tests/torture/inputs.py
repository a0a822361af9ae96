"""What fuzz.py changes at random: inputs as they should be, and the changes."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

from program import DEMO, SAMPLES

if TYPE_CHECKING:
    from random import Random

PIECES = (
    "\r\n", "\n", "\r", "\0", '"', "'", ",", ";", ":", "=", "=\r\n", " ", "\t", "\\", "\x1b[2J", "\ufeff", "\u202e",
    "-", "%", "(", ")", "[", "]", "{", "}", "[[", "..", "0", "-1", "99999999999999999999", "1e999", "NaN", "٣", "１２",
    "万", "亿", "闰", "农历", "月", "not ", " or ", "null", "true", "9999-12-31", "0000-00-00", "02-30", "张", "𠮷",
    "é", "e\u0301", "../", "BEGIN:VCARD\r\n", "END:VCARD\r\n", "AGENT:", "RRULE:FREQ=DAILY;COUNT=999999999\r\n",
    "BEGIN:VEVENT\r\n", "X-FOLLOWUP-", ";ENCODING=QUOTED-PRINTABLE:=", ";CHARSET=none:", "PHOTO;ENCODING=b:!!!!",
    "%s", "{0}", "$(true)",
)  # fmt: skip
ICS = """BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20260603T090000\r
DTEND;TZID=Europe/Berlin:20260603T110000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270101T000000Z\r
EXDATE;TZID=Europe/Berlin:20260610T090000\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r
DTSTART;VALUE=DATE:20260604\r\nDURATION:P1DT2H\r\nTRANSP:OPAQUE\r\nRECURRENCE-ID:20260604\r\nEND:VEVENT\r
END:VCALENDAR\r\n"""
SETTINGS = """currency = "CNY"\n[phone]\nregion = "CN"\n[agenda]\ncountry = "CN"\nbusy = ["a.ics"]\n[cadence.A]
visit = 14\ncall = 7\n[grade]\npolicy = "profit"\n"""
QUERIES = (
    "王", "grade:A,B idle:>60d not city:上海", 'org:"华为" or (tag:x -y)', "no:phone", "has:email", "group:VIP,fair",
    "profit:>10000 profit:<=2万", "birthday:06-02..06-30", "added:2026-01-01..", "visit:<30d", "id:1,2", "hobby:tea",
    "phone:138", "private:yes", "warning:acute", "segment:top", "due:fri", "stage:prospect", "-grade:A",
)  # fmt: skip
DATES = (
    "fri", "next mon 14:00", "+3d", "-2w", "yesterday", "2026-06-02", "02.06.2026", "06/02", "last fri", "下周三",
    "明天", "15 April 1985", "农历三月初三", "农历1985年闰3月3日", "--04", "---15", "1985", "2026-W48", "next",
    "2026-08-03..2026-08-14",
)  # fmt: skip
AMOUNTS = ("12万", "1,234.50", "-500", "3.6亿", "€ 1.234,50", "1 200", "¥100", "١٢٣", "0.005", "1e5")
NAMES = (
    "张伟",
    "Smith, John",
    "Dr. Anna-Maria von der Lühe",
    "欧阳娜",
    "O'Brien Jr.",
    "李雷 (华为)",
    "ｊｏｈｎ",
    "José María",
)
PHONES = ("138 0013 8000", "+86-13800138000", "(010) 6552-9988 ext. 12", "0049 30 1234567", "1 650 253 0000 x5", "12")
IDS = ("n5", "i9", "t7", "s3", "v42", "k2", "g12", "c42", "a1", "1", "w3", "y3")
FIELDS = (
    ("title", "buyer"), ("cadence.visit", "30"), ("phone.work", "138 0013 8000"), ("birthday", "农历三月初三"),
    ("email", "a@b.example"), ("gender", "f"), ("language", "zh"), ("do_not_contact", "yes"),
    ("address.home.city", "上海"), ("hobby", "tea"), ("name", "张伟"), ("anniversary", "04-15"), ("stage", "prospect"),
    ("grade", "A"), ("url", "x.example"),
)  # fmt: skip
RAW_PIECES = (*(piece.encode().decode("latin-1") for piece in PIECES), "\xff", "\xff\xfe", "\xe5\xbc", "\xed\xa0\x80")


def changed(text: str, random: Random, pieces: tuple[str, ...] = PIECES) -> str:
    """A text with one to six changes made to it: cut, doubled, swapped, signs changed, something put in."""
    for _ in range(random.randint(1, 6)):
        at = random.randint(0, len(text))
        end = at + random.randint(0, 40)
        before, part, after = text[:at], text[at:end], text[end:]
        match random.randrange(6):
            case 0:
                text = before + after
            case 1:
                text = before + part * random.choice((2, 3, 100)) + after
            case 2:
                text = after + part + before
            case 3:
                text = before + "".join(chr(ord(sign) ^ random.choice((1, 0x20, 0x80))) for sign in part) + after
            case _:
                text = before + random.choice(pieces) * random.choice((1, 1, 1, 2, 50)) + part + after
    return text


def changed_bytes(data: bytes, random: Random) -> bytes:
    """Bytes with such changes made to them."""
    return changed(data.decode("latin-1"), random, RAW_PIECES).encode("latin-1", "ignore")


def contact_files() -> list[bytes]:
    """Exports of phones and mail programs, as vCard and CSV."""
    found = [path for folder in (SAMPLES, DEMO) for path in sorted(folder.iterdir())]
    return [path.read_bytes() for path in found if path.suffix in {".vcf", ".csv"} and path.stem != "orders"]


def excel() -> bytes:
    """A sheet of two people, not packed, so that a change hits what is in it."""
    import zipfile

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["姓名", "手机", "生日", "年销售额"])
    sheet.append(["张伟", "13800138000", date(1985, 4, 15), 120000.5])
    sheet.append(["李雷", 13900139000, "农历三月初三", "=1+1"])
    packed, plain = io.BytesIO(), io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return plain.getvalue()


def excel_with_a_changed_part(data: bytes, random: Random) -> bytes:
    """The sheet with one of its files changed, in a package that is right."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, changed_bytes(content, random) if name == chosen else content)
    return out.getvalue()
