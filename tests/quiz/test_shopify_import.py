"""A shop's product CSV becomes products; what cannot be read is said with its row, never guessed and never lost."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Product, Project, Variant
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.imports.shopify import read
from quizdesigner.quiz.imports.table import MAX_BYTES

DATA = Path(__file__).resolve().parents[1] / "data"
OLDER = (DATA / "shopify-older.csv").read_bytes()
NEWER = (DATA / "shopify-newer.csv").read_bytes()
BROKEN = (DATA / "shopify-broken.csv").read_bytes()


def test_an_older_export_comes_in_whole() -> None:
    catalogue = read(OLDER)
    assert catalogue.problems == ()
    cream, shirt, candle = catalogue.products
    assert cream == Product(
        id="oat-cream",
        title="Oat Cream",
        handle="oat-cream",
        vendor="Halden Skin",
        type="Cream",
        product_tags=("rich", "Fragrance-free"),
        picture="https://cdn.halden.example/oat.jpg?v=1",
        variants=(Variant("oat-cream-1", sku="HAL-OAT-50", price=Decimal("29.00"), stock=96),),
    )
    assert [(one.title, one.sku, one.price) for one in shirt.variants] == [
        ("S / Sand", "LIN-S-SA", Decimal("59")),
        ("M / Sand", "LIN-M-SA", Decimal("59.5")),
    ]
    assert shirt.picture == "https://cdn.halden.example/shirt-1.jpg"
    assert shirt.type == "Shirts"
    assert [one.stock for one in shirt.variants] == [None, None], "the shop does not count these"
    assert not candle.published
    assert candle.variants[0].stock is None, "there is none, but the shop sells on"


def test_a_newer_export_has_other_names_for_the_same_columns() -> None:
    catalogue = read(NEWER)
    assert catalogue.problems == ()
    tea, lamp = catalogue.products
    assert (tea.id, tea.title, tea.published) == ("evening-tea", "Evening Tea", True)
    assert tea.picture == "https://cdn.nokturn.example/tea.jpg"
    assert [(one.title, one.sku, one.stock) for one in tea.variants] == [
        ("20", "NOK-TEA-20", 420),
        ("60", "NOK-TEA-60", 160),
    ]
    assert not lamp.published


def test_good_rows_come_in_and_the_others_are_listed_with_their_number_in_a_spreadsheet() -> None:
    catalogue = read(BROKEN)
    assert [one.handle for one in catalogue.products] == [
        "good-soap",
        "two-sizes",
        "bad-picture",
        "last-soap",
    ]
    assert [(one.title, one.price) for one in catalogue.products[1].variants] == [("Large", Decimal("9.50"))]
    assert [(problem.row, problem.text) for problem in catalogue.problems] == [
        (3, "The handle is missing, so nobody knows which product this is."),
        (4, "“no-title” has no title; the first row of a product needs one."),
        (5, "The price “about six” is not a number such as 9.99. This variant of “Two Sizes” was left out."),
        (7, "The stock “few” is not a whole number. This variant of “One Size” was left out."),
        (7, "“One Size” was left out, because no variant of it is left."),
        (8, "The picture “ftp://cdn.halden.example/x.jpg” is not an http or https address and was left out."),
        (9, "Published is “perhaps”, where true or false is expected. The product “Maybe” was left out."),
        (10, "This row has 13 cells under 12 columns: a separator or quotation mark is out of place."),
        (11, "A quotation mark is out of place or never closed, so this row cannot be read."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be with a mark"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_way_a_spreadsheet_saves_it_reads_the_same(encoding: str, separator: str, line_end: str) -> None:
    rows = [["Handle", "Title", "Body (HTML)", "Variant Price"]]
    rows += [["creme", "Crème brûlée ☕", '<p>a,b;c\n\t"d"</p>', "4.50"], ["plain", "Plain", "", "3"]]
    text = written(rows, separator, line_end)
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be with a mark" else text.encode(encoding)
    catalogue = read(data)
    assert catalogue.problems == ()
    assert [one.title for one in catalogue.products] == ["Crème brûlée ☕", "Plain"]


def test_a_description_may_be_longer_than_the_csv_module_likes() -> None:
    rows = [["Handle", "Title", "Body (HTML)", "Variant Price"], ["a", "A", "<p>x</p>\n" * 50_000, "1"]]
    assert [one.title for one in read(written(rows).encode()).products] == ["A"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf \r\n", "This file is empty."),
        (b"Handle,Title,Variant Price\n", "has the names of columns and no rows"),
        (b"Handle,Title,Variant Price\n,,\n\n", "has the names of columns and no rows"),
        ("Handle,Title,Variant Price\na,Crème,1\n".encode("cp1252"), "This file is not UTF-8 text. Export it again"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a text file."),
        ("Handle,Title\na,b\n".encode("utf-16-le"), "This is not a text file."),
        (b"PK\x03\x04\x14\0\x06\0", "save it as CSV UTF-8"),
        (b"\xff\xfea", "not UTF-8 text"),
    ],
)
def test_what_is_no_csv_is_refused_with_words(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(data)


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused, match="50 MB"):
        read(b"x" * (MAX_BYTES + 1))


def test_another_table_is_refused_with_what_is_missing_and_what_was_found() -> None:
    with pytest.raises(Refused) as refused:
        read(b"Name,Email,Handle\nA,a@example.com,x\n")
    assert str(refused.value) == (
        "This is not a product export from Shopify: it has no column “Title”, “Variant Price” or “Price”. "
        "The columns found are “Name”, “Email”, “Handle”. Export the products in Shopify and choose that file."
    )


def test_a_quotation_mark_that_is_never_closed_loses_nothing_in_silence() -> None:
    catalogue = read(b'Handle,Title,Variant Price\na,A,1\nb,"B,2\nc,C,3\nd,D,four\n')
    assert [one.handle for one in catalogue.products] == ["a", "c"]
    assert [problem.row for problem in catalogue.problems] == [3, 5, 5]
    assert {"b", "d"} <= catalogue.left_out


def test_rows_go_on_behind_a_broken_one_whatever_it_opened() -> None:
    rows = [
        'a,A,"<p>1</p>\n<p>one, two</p>",1',
        'b,"B,"<p>2</p>\n\n<p>two</p>",2',
        'c,"C, see","<p>3</p>\n<p>""three""</p>",3',
        "d,D,,4",
    ]
    catalogue = read("\n".join(["Handle,Title,Body (HTML),Variant Price", *rows]).encode())
    assert [one.title for one in catalogue.products] == ["A", "C, see", "D"]
    assert [(one.row, one.text) for one in catalogue.problems] == [
        (3, "A quotation mark is out of place or never closed, so this row and the line after it cannot be read.")
    ]


@given(st.lists(st.sampled_from(["x", '"', '""', ",", "\n", '",', ',"']), max_size=12).map("".join))
def test_whatever_stands_in_one_row_the_rows_behind_it_come_in(junk: str) -> None:
    end = "".join(f"p{number},Plain {number},,{number}.00\n" for number in range(1, 4))
    catalogue = read(f"Handle,Title,Body (HTML),Variant Price\nfirst,First,{junk},1.00\n{end}".encode())
    assert {"p2", "p3"} <= {one.handle for one in catalogue.products}


def test_texts_too_long_are_listed_not_cut() -> None:
    rows = [["Handle", "Title", "Variant SKU", "Variant Price"], ["a", "A" * 1_001, "S", "1"]]
    rows += [["b", "B", "S" * 1_001, "1"], ["c", "C", "S", "1"]]
    catalogue = read(written(rows).encode())
    assert [one.handle for one in catalogue.products] == ["c"]
    assert "The title has 1,001 characters; the most is 1,000." in catalogue.problems[0].text
    assert "The SKU has 1,001 characters; the most is 1,000." in catalogue.problems[1].text


@pytest.mark.parametrize("price", ["1,299.00", "1.299,00", "1299.00", "1299,00"])
def test_a_price_with_thousands_set_apart_is_read(price: str) -> None:
    rows = [["Handle", "Title", "Variant Price"], ["a", "A", price]]
    assert [one.variants[0].price for one in read(written(rows).encode()).products] == [Decimal(1299)]


@pytest.mark.parametrize("price", ["12,99.00", "1,299,00", "-1", "1,299", "1e3", "NaN", "€5", "٣", "1.2.3", "9" * 13])
def test_a_price_that_could_mean_two_things_is_not_guessed(price: str) -> None:
    rows = [["Handle", "Title", "Variant Price"], ["a", "A", price]]
    assert read(written(rows).encode()).products == ()


def test_ids_come_from_handles_are_valid_and_differ() -> None:
    handles = ["oat", "oat-", "Oat", "茶", "茶-2", "über cream", "x" * 90, "x" * 91]
    rows = [["Handle", "Title", "Variant Price"], *([one, "T", "1"] for one in handles)]
    catalogue = read(written(rows).encode())
    assert [one.id for one in catalogue.products] == [
        "oat",
        "oat-2",
        "product",
        "2",
        "uber-cream",
        "x" * 44,
        "x" * 44 + "-2",
    ]
    assert len(catalogue.products[0].variants) == 2, "a handle is one whatever its case"


CELLS = st.one_of(
    st.sampled_from(["", "a", "b", "A", "true", "false", "draft", "9.99", "x,y", '"', "https://a.example/b"]),
    st.text(max_size=12),
)
COLUMNS = ["Handle", "Title", "Price", "Tags", "Published", "Status", "Option1 Value", "SKU", "Image Src"]
TABLES = st.lists(st.lists(CELLS, max_size=len(COLUMNS) + 1), max_size=8)


@given(TABLES)
def test_whatever_is_in_the_cells_the_catalogue_can_be_kept_in_a_project(rows: list[list[str]]) -> None:
    catalogue = read_or_refused(written([COLUMNS, *rows]).encode("utf-8", "replace"))
    project = Project("p", "P", products=catalogue.products if catalogue else ())
    assert wire.loads(wire.dumps(project)) == project
    variants = [variant.id for product in project.products for variant in product.variants]
    assert len(set(variants)) == len(variants)


@given(TABLES)
def test_every_row_comes_in_or_is_listed(rows: list[list[str]]) -> None:
    catalogue = read_or_refused(written([COLUMNS, *rows]).encode("utf-8", "replace"))
    if catalogue is None:
        return
    handles = {product.handle.casefold() for product in catalogue.products}
    listed = {problem.row for problem in catalogue.problems}
    for number, row in enumerate(rows, 2):
        handle = " ".join(row[0].split()).casefold() if row else ""
        shared = [other for other in rows if other and " ".join(other[0].split()).casefold() == handle]
        if any(cell.strip() for cell in row) and handle not in handles and len(shared) == 1:
            assert number in listed


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"Handle,Title,Price\n" + tail))
def test_random_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    assert read_or_refused(data) == read_or_refused(data)


def read_or_refused(data: bytes) -> Import | None:
    try:
        return read(data)
    except Refused:
        return None


def written(rows: list[list[str]], separator: str = ",", line_end: str = "\n") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()
