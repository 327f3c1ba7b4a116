"""The pictures of the gifts starter."""

from __future__ import annotations

from pictures import bedroom, kitchen, marks, people, presents, toys
from pictures.brush import placed
from pictures.scenes import Sheet, logo
from pictures.vessels import carton, glass_bottle, tin

GROUND = ("#FBF3EE", "#F1DED6")
PLUM, ROSE, MUSTARD, PINE, BLUE, CLAY, CREAM = (
    "#7A2E5D",
    "#D27C8C",
    "#DDA843",
    "#4F7A62",
    "#5B83A8",
    "#C4704F",
    "#F6EEE0",
)

PRODUCTS = {
    "pantry-hamper": presents.hamper("#C49A63"),
    "hazelnut-chocolates": presents.chocolates("#7A3A3F", "#E3B7BC"),
    "shortbread-tin": tin("#B8473F", marks.heart),
    "sparkling-gift-bottle": glass_bottle("#4F6B4A", "#F3E6C8", marks.star),
    "tea-sampler": carton(CREAM, marks.leaf, band=PINE),
    "linen-apron": presents.apron(BLUE, "#E3D3B8"),
    "herb-garden-kit": presents.plant(CLAY, "#6F9A5C"),
    "stoneware-vase": presents.vase("#D8C7B0", "#D98AA0", "#8A7BB8", "#E7A24E"),
    "fig-candle": presents.candle("#A9B79A", marks.leaf),
    "family-board-game": toys.board_game(PINE, "#D9744F"),
    "wooden-blocks": toys.blocks("#D9744F", "#5B83A8", "#7FA35E", "#DDA843"),
    "plush-fox": toys.fox("#D9803F"),
    "watercolour-set": toys.paints("#4A5A78"),
    "travel-journal": bedroom.journal("#8A4B3A", "#DDA843"),
    "gift-wrap": presents.parcel("#EBDCCB", PLUM),
}

SHEET = Sheet(
    products=(GROUND, PRODUCTS),
    choices={
        "welcome": (GROUND, placed(
            (PRODUCTS["stoneware-vase"], -134, 118, 0.72), (presents.parcel(ROSE, CREAM, 150, 190), 122, 128, 0.9),
            (presents.parcel(PLUM, MUSTARD), -10, 146, 1.0),
        )),
        "person-partner": (("#FBE7EA", "#F3CAD2"), placed(
            (presents.parcel("#F6EEE0", ROSE, 150, 130), 0, 128, 1.0), (marks.heart("#D0536C"), -112, -52, 0.8),
            (marks.heart("#E58C9C"), 116, -86, 0.56),
        )),
        "person-parent": (("#F4EDDF", "#E4D3B4"), placed((presents.armchair(PINE), 0, 130, 1.1))),
        "person-friend": (("#E7F0F5", "#C8DDE9"), placed(
            (people.wavy("#7A4A2E", "#EBC3A4", MUSTARD), -92, 44, 0.78),
            (people.curly("#2F211C", "#B57E58", ROSE), 96, 44, 0.78),
        )),
        "person-child": (("#FDF2DC", "#F6DCA8"), placed((toys.balloons("#D9744F", "#5B83A8", "#7FA35E"), 0, 150,
            0.98))),
        "person-colleague": (("#EDEBF2", "#D3CEDF"), placed((presents.briefcase("#9A6240"), 0, 104, 1.12))),
        "likes-cooking": (("#FBEAE2", "#F2CFBF"), placed((kitchen.pot("#C0553F"), -8, 112, 0.95))),
        "likes-reading": (("#E9EDF6", "#CBD5EA"), placed((toys.book("#4A5FA5", "#DDA843"), 6, 130, 1.0))),
        "likes-plants": (("#EAF3E4", "#CDE0C0"), placed((presents.plant(CLAY, "#6F9A5C"), 0, 134, 1.08))),
        "likes-games": (("#F9F0DA", "#EDD9A5"), placed((PRODUCTS["family-board-game"], -2, 108, 1.0))),
        "likes-making": (("#F3EAF3", "#E0CBE2"), placed((PRODUCTS["watercolour-set"], 0, 106, 0.96))),
        "likes-travel": (("#E4F1F1", "#BFDEDF"), placed((toys.globe("#5B9AB0", "#A5BE7B"), 0, 136, 1.06))),
    },
    logo=logo("Wrenfold", PLUM),
)  # fmt: skip
