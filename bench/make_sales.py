"""Make a book of sales: 100,000 customers who bought a million times over two years, most of it by a few.

    python bench/make_sales.py 100000 1000000 sales.db      (needs followup installed)

Everything is drawn from a seed, so two runs measure the same book.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from make_book import SEED, TODAY
from people import people

AT_ONCE = 100_000
DAYS = 730


def write_sales_book(customers: int, sales: int, target: Path) -> None:
    """Write the customers and their sales through the same storage layer commands use."""
    from followup.core.text.folding import fold
    from followup.storage.book.book import open_book
    from followup.storage.schema import tables

    draw = random.Random(SEED)
    with open_book(target, create=True) as book, book.writing("years of sales", at="2026-06-01T18:00:00") as writing:
        writing.insert_many(
            tables.ContactRow,
            [
                {
                    "name": person.name, "organization": person.organization, "added": date(2026, 1, 5),
                    "sort": fold(person.name), "search": fold(person.name) + "\n\x1f" + fold(person.note),
                }
                for person in people(customers, SEED)
            ],
        )  # fmt: skip
        for start in range(0, sales, AT_ONCE):
            writing.insert_many(
                tables.SaleRow,
                [
                    {
                        "contact_id": draw.randrange(customers) + 1,
                        "day": TODAY - timedelta(days=draw.randrange(DAYS)),
                        "amount": min(10**9, int(10_000 * draw.paretovariate(1.16))),
                        "profit": None if draw.random() < 0.5 else draw.randrange(1, 500_000),
                        "product": "X200",
                    }
                    for _ in range(min(AT_ONCE, sales - start))
                ],
            )


if __name__ == "__main__":
    many, often, made = sys.argv[1:4]
    write_sales_book(int(many), int(often), Path(made))
