"""followup sale: the ledger behind value: written down, listed, imported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.completion import complete_product
from followup.cli.input.confirm import query_context
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Who, command_app, stamp
from followup.core.activities.entry import one_text
from followup.core.activities.sale import TypedSale, new_sale
from followup.render.activities.records import excerpt, record_json, record_text
from followup.render.activities.sales import sale_line, sale_table, sales_import_text
from followup.render.formats.output import say, show_json, show_text
from followup.settings.config import load_settings
from followup.storage.activities import sales as storage
from followup.storage.activities.records import contact_names
from followup.storage.book.book import open_book
from followup.storage.query.search import find

if TYPE_CHECKING:
    from typing import Any

app = command_app("Write down sales, list them, import them: what value and grades rest on.")
_NEGATIVE = re.compile(r"[-\u2212]\D{0,3}[\d\uff10-\uff19]")


class _WithAmount(TyperCommand):
    """Takes `-500` for an amount and no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's context is its secret
        ctx.ignore_unknown_options = any(map(_NEGATIVE.match, args))
        return super().parse_args(ctx, args)


@app.command(cls=_WithAmount)
def add(
    who: Who,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="1234.56, 1,200, 12万; -500 is a refund.")],
    *,
    profit: Annotated[
        str | None,
        typer.Option("--profit", metavar="MONEY", show_default=False, help="Without it, amount x margin counts."),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the sale; today without.")] = None,
    product: Annotated[
        str, typer.Option("--product", help="What was sold.", show_default=False, shell_complete=complete_product)
    ] = "",
    note: Annotated[str, typer.Option("--note", help="What else there is to say.", show_default=False)] = "",
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Write down a sale.

    \b
    Example:
      followup sale add 张伟 12万 --profit 3.6万 --product X200
      followup sale add Emma 1,234.50 --on "last fri"
      followup sale add 张伟 -500 --note "came back damaged"
    """
    currency = load_settings(config_file).currency
    with open_book(book_file) as book:
        contact, name = choose_contact(book.connection, who)
        sale = new_sale(contact, TypedSale(amount, profit, on, product, note), today, currency)
        with book.writing("", at=stamp(today), plain=True) as writing:
            sale = sale._replace(id=storage.add_sale(writing, sale))
            writing.words = f"Sold s{sale.id} to {name}: {excerpt(record_text(sale))}"
    if json:
        show_json(record_json(sale, name))
    else:
        show_text(sale_line(sale, name, today, currency))


@app.command("list")
def list_(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", show_default=False, help="Only of the contacts it finds.")
    ] = None,
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """List sales, the latest first; a profit in brackets is the margin of the amount.

    \b
    Example:
      followup sale list
      followup sale list "grade:A city:上海"
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        ids = find(one_text(query), query_context(book, settings, today)) if query else None
        sales = storage.all_sales(book.connection, ids)
        names = contact_names(book.connection, {sale.contact_id for sale in sales})
    if json:
        show_json([record_json(sale, names[sale.contact_id]) for sale in sales])
    else:
        show_text(sale_table(sales, names, today, settings.currency, settings.value.margin))


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV or Excel file with a header, or - for stdin.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen, write nothing.")] = False,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How the file is encoded, where that is guessed wrongly.")
    ] = None,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Import sales from a table with columns for the day, the amount, and who bought (name, phone or e-mail).

    Profit, product and note are taken where there are columns for them. Who is not in the book, or could be several, is
    refused and written to a file beside this one. The same file a second time changes nothing.

    \b
    Example:
      followup sale import orders.csv --dry-run
      followup sale import orders.csv
    """
    from followup.cli.flows.sales_import import SalesFile, import_sales
    from followup.render.importing.report import import_json, problem_lines

    settings = load_settings(config_file)
    report, plan = import_sales(SalesFile(file, encoding, dry_run), book_file, settings, today)
    if json:
        show_json(import_json(report))
        return
    for line in problem_lines(report.problems):
        say(line)
    show_text(sales_import_text(report, plan, settings.currency, dry_run=dry_run))
