"""Finding products by what is typed gives what looking at each of them would, whatever was typed before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.document import Collection, Product, Project, Variant
from quizdesigner.views.products.index import Facet, Index, facets

WORDS = st.sampled_from(["", "tea", "Tea", "night tea", "mask", "a", "te"])
TYPED = st.sampled_from(["", "t", "te", "tea", "tea ", "tea n", "NIGHT", "mask", "a", "x"])


@st.composite
def projects(draw: st.DrawFn) -> Project:
    made = [
        Product(
            f"p{number}",
            draw(WORDS),
            vendor=draw(WORDS),
            type=draw(WORDS),
            product_tags=tuple(word for word in (draw(WORDS),) if word),
            collections=draw(st.sampled_from([(), ("c1",), ("c1", "c2"), ("gone",)])),
            variants=(Variant(f"v{number}", sku=draw(WORDS)),),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return Project("p", "P", products=tuple(made), collections=(Collection("c1", "Teas"), Collection("c2", "Night")))


def plainly(project: Project, typed: str, facet: Facet) -> list[str]:
    titles = {one.id: one.title for one in project.collections}
    found = []
    for product in project.products:
        texts = [product.title, product.vendor, product.type, *product.product_tags, product.variants[0].sku]
        texts += [titles.get(one, "") for one in product.collections]
        names = {"collection": product.collections, "vendor": (product.vendor,), "type": (product.type,)}
        inside = names.get(facet.by, product.product_tags)
        fits = not facet.by or facet.to.casefold() in [name.casefold() for name in inside]
        if fits and all(any(word in text.casefold() for text in texts) for word in typed.casefold().split()):
            found.append(product.id)
    return found


@given(projects(), st.data())
def test_whatever_is_typed_after_whatever_the_same_is_found(project: Project, data: st.DataObject) -> None:
    index = Index(project)
    offered = [Facet(), *(facet for facet, _ in facets(project.products, project.collections))]
    for _ in range(4):
        typed, facet = data.draw(TYPED), data.draw(st.sampled_from(offered))
        assert [one.id for one in index.found(typed, facet)] == plainly(project, typed, facet)


@given(projects(), projects())
def test_an_index_made_from_an_older_one_knows_what_a_fresh_one_knows(before: Project, after: Project) -> None:
    both = Project("p", "P", products=(*after.products, *before.products[:2]), collections=before.collections)
    later = Index(both, Index(before))
    for typed in ("tea", "night", "a"):
        assert later.found(typed, Facet()) == Index(both).found(typed, Facet())
