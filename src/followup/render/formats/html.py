"""HTML pages of one file: no scripts, nothing loaded from elsewhere, light and dark; texts of the book are escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from followup.render.formats.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GENERATOR: Final = '<meta name="generator" content="followup">'
"""The line by which a page is known as ours: such a file may be replaced without asking, any other may not."""

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --line: #d1d9e0; --mark: #0a58ca;
  --warm: #b35900; --fill: #eef2f6 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9ba7b4; --paper: #0d1117; --line: #30363d;
  --mark: #6cb0ff; --warm: #f0a355; --fill: #161b22 } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.4rem; margin: 0 0 .25rem } h2 { font-size: 1.05rem; margin: 1.25rem 0 .35rem }
p { margin: .35rem 0 } ul { margin: .25rem 0; padding-left: 1.2rem } a { color: var(--mark) }
.soft { color: var(--soft) } .warm { color: var(--warm) }
.number { text-align: right; font-variant-numeric: tabular-nums }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--soft); font-weight: 600 }
@media print { :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --line: #bbb; --mark: #000;
  --warm: #000; --fill: #f2f2f2 }
  body { font-size: 11px; max-width: none; padding: 0 } a { color: inherit; text-decoration: none } }
"""


def page(title: str, body: Iterable[str], style: str = "") -> str:
    """Return a whole page; `body` is HTML, `style` CSS, `title` text. Its policy forbids loading anything."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{GENERATOR}\n<title>{text(title)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def text(words: str) -> str:
    """Return a text escaped for HTML, with its control characters made visible."""
    return escape(printable(words))


def phone_link(shown: str, number: str) -> str:
    """Return a link that dials `number` (E.164 or digits); plain text where there is no digit."""
    digits = "".join(character for character in number if character in "+0123456789")
    return f'<a href="tel:{digits}">{text(shown)}</a>' if digits else text(shown)


def mail_link(address: str) -> str:
    """Return a link that opens the mail program; plain text where the address has no @."""
    from urllib.parse import quote

    return f'<a href="mailto:{quote(address, safe="@")}">{text(address)}</a>' if "@" in address else text(address)


def bullets(items: Sequence[str], css_class: str = "") -> str:
    """Return a bulleted list of `items`, which are HTML already; an empty string where there are none."""
    attribute = f' class="{css_class}"' if css_class else ""
    return f"<ul{attribute}>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""


def grid(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[int] = frozenset()) -> str:
    """Return a table that scrolls on a narrow page; cells are HTML already, the columns in `numbers` align right."""
    attributes = [' class="number"' if column in numbers else "" for column in range(len(headings))]
    head = "".join(
        f"<th{attribute}>{text(heading)}</th>" for attribute, heading in zip(attributes, headings, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{attribute}>{cell}</td>" for attribute, cell in zip(attributes, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
