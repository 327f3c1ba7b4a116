"""What 50,000 variants cost: reading and keeping them, opening their project, and a key typed to find one.

Run it with `QT_QPA_PLATFORM=offscreen python -m benchmarks.catalogue`. It prints numbers and judges nothing: what
counts are the ratios, which hardly depend on the machine.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from quizdesigner.models import project_file
from quizdesigner.quiz.imports import formats
from quizdesigner.quiz.imports.difference import compare
from quizdesigner.settings import new_id
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views import fonts, style, tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.kit import SearchField, column
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.products import ProductsPane

PRODUCTS = 10_000
FORMS = 5
KEYS = 60


def export() -> bytes:
    """A Shopify CSV of 10,000 products with five variants each."""
    rows = [
        "Handle,Title,Vendor,Type,Tags,Published,Option1 Value,Variant SKU,Variant Inventory Tracker,"
        "Variant Inventory Qty,Variant Price,Image Src,Status,Collection"
    ]
    for number in range(PRODUCTS):
        for form in range(FORMS):
            first = f"Product {number},Vendor {number % 50},Type {number % 30},calm" if not form else ",,,"
            rows.append(
                f"product-{number},{first},true,{10 * form} ml,SKU-{number}-{form},shopify,{number % 40},"
                f"{number % 90}.50,https://cdn.example/{number}.jpg,active,{f'Row {number % 40}' if not form else ''}"
            )
    return "\n".join(rows).encode()


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def told(name: str, taken: float, beside: float = 0, what: str = "") -> float:
    """Print it, and its ratio to something else; the same milliseconds."""
    print(f"{name:52} {taken:9.2f} ms" + (f"   {taken / beside:6.1f} times {what}" if beside else ""))
    return taken


def keys(field: SearchField, app: QApplication) -> list[float]:
    """Milliseconds of each key typed and painted: a SKU, letter by letter, and emptied again."""

    def key(letter: str) -> None:
        QTest.keyClicks(field, letter)
        app.processEvents()

    taken = []
    for place in range(KEYS):
        if place % 10 == 0:
            field.clear()
            field.textEdited.emit("")
            app.processEvents()
        taken.append(timed(lambda place=place: key("sku-4711-2"[place % 10])))
    return taken


def typing(name: str, taken: list[float]) -> float:
    """Print median and 99th percentile; the median."""
    print(f"{name:52} {median(taken):9.2f} ms   p99 {quantiles(taken, n=100)[-1]:7.2f} ms")
    return median(taken)


def pauses(pane: ProductsPane, path: Path, app: QApplication) -> list[float]:
    """Milliseconds between two turns of the window's loop while a file is brought in."""
    found = []
    pane.import_file(path)
    while pane.bringing.under_way:
        found.append(timed(app.processEvents))
    found.append(timed(app.processEvents))
    return found


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    fonts.load(app)
    style.apply(app, tokens.LIGHT)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    asyncio.events._set_running_loop(loop)
    data = export()
    project = load_starter("skin")
    print(f"{PRODUCTS:,} products, {PRODUCTS * FORMS:,} variants, {len(data) / 2**20:.1f} MB")
    lines = told("the lines of the file, split", timed(lambda: [line.split(b",") for line in data.split(b"\n")]))
    told("read", timed(lambda: formats.detect("x.csv", data).read(data)), lines, "the splitting")
    catalogue = formats.detect("x.csv", data).read(data)
    told("compared with a small project", timed(lambda: compare(project, catalogue)), lines, "the splitting")
    large = compare(project, catalogue).after
    told("compared with itself", timed(lambda: compare(large, catalogue)), lines, "the splitting")
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.quizproject"
        project_file.create(small, project).close()
        file = project_file.create(Path(folder) / "large.quizproject", project)
        told("kept on disk, in one step", timed(lambda: file.commit(large, "import")))
        file.close()
        beside = told("a small project opened", timed(lambda: project_file.open(small).close()))
        told("the large one opened", timed(lambda: project_file.open(file.path).close()), beside, "the small one")
        file = project_file.open(file.path)
        desk = Desk(Editor(file, new_id), Preferences(Path(folder)), Secrets())
        empty = QWidget()
        alone = SearchField("Find")
        empty.setLayout(column(alone, None))
        empty.resize(1240, 790)
        empty.show()
        plain = typing("a key in an empty window, painted", keys(alone, app))
        empty.close()
        pane = ProductsPane(desk)
        pane.resize(1240, 790)
        told("the place shown for the first time", timed(lambda: (pane.show(), app.processEvents())))
        found = typing("a key in the search, painted", keys(pane.search, app))
        print(f"{'the search beside an empty window':52} {found / plain:9.1f} times")

        def down() -> None:
            QTest.keyClick(pane.list, Qt.Key.Key_Down)
            app.processEvents()

        pane.search.clear()
        pane.search.textEdited.emit("")
        typing("another product, painted", [timed(down) for _ in range(KEYS)])
        path = Path(folder) / "again.csv"
        path.write_bytes(data.replace(b".50,", b".75,"))
        stops = pauses(pane, path, app)
        print(pane.notice.text())
        print(f"{'longest pause of the window while it came in again':52} {max(stops):9.2f} ms of {sum(stops):.0f}")
        file.close()
    asyncio.events._set_running_loop(None)
    loop.close()


if __name__ == "__main__":
    main()
