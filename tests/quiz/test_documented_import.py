"""What docs/products.md shows can be brought in as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from quizdesigner.quiz.imports import formats

PAGE = Path(__file__).resolve().parents[2] / "docs" / "products.md"


def test_the_list_in_the_documentation_comes_in_whole() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    catalogue = formats.detect("example.json", example.encode()).read(example.encode())
    assert catalogue.problems == ()
    assert [(one.title, len(one.variants)) for one in catalogue.products] == [("Evening Tea", 2), ("Sleep mask", 1)]
