"""The pictures of the coffee starter."""

from __future__ import annotations

from pictures import kitchen, marks
from pictures.brush import placed
from pictures.scenes import Sheet, logo
from pictures.vessels import pouch

GROUND = ("#F8F2E9", "#EBDCC8")
KRAFT, ESPRESSO, RUST, TEAL, CREAM, SAGE, NIGHT, GOLD = (
    "#C39A6B", "#4B3226", "#B8603A", "#4F8A85", "#EFE4D2", "#8AA07A", "#3F4A66", "#D9A441",
)  # fmt: skip

PRODUCTS = {
    "morning-shift": pouch(KRAFT, mark=marks.sun),
    "iron-bar-espresso": pouch("#37302D", RUST, marks.bolt),
    "copper-espresso": pouch(RUST, mark=marks.bean),
    "orchard-filter": pouch("#F0E7D8", "#C2503F", marks.flower),
    "hillside-filter": pouch("#F0E7D8", SAGE, marks.leaf),
    "cellar-press": pouch(ESPRESSO, mark=marks.bean),
    "stovetop-roast": pouch("#6B3B2E", GOLD, marks.star),
    "quiet-hours-decaf": pouch(NIGHT, mark=marks.moon),
    "half-and-half": pouch(TEAL, mark=marks.half),
    "hand-grinder": kitchen.grinder("#A5713F"),
    "paper-filters": kitchen.filters("#F3E7D2"),
    "milk-jug": kitchen.milk_jug("#BFC5C8"),
}

SHEET = Sheet(
    products=(GROUND, PRODUCTS),
    choices={
        "welcome": (GROUND, placed(
            (PRODUCTS["copper-espresso"], 122, 128, 0.82), (PRODUCTS["orchard-filter"], -118, 128, 0.78),
            (PRODUCTS["iron-bar-espresso"], 6, 120, 0.86), (kitchen.cup("#4F8A85"), -30, 154, 0.66),
        )),
        "brew-espresso": (("#F4E6DD", "#E3C8B6"), placed((kitchen.espresso_machine(RUST), 0, 140, 1.05))),
        "brew-filter": (("#F5EFE0", "#E5D6B6"), placed((kitchen.pour_over("#A5713F"), 0, 152, 0.94))),
        "brew-press": (("#E6EFEC", "#C5DAD5"), placed((kitchen.french_press("#C9A15C"), -12, 142, 1.05))),
        "brew-moka": (("#ECEBEE", "#D0CDD6"), placed((kitchen.moka_pot("#AEB4B8"), -8, 140, 1.0))),
        "brew-new": (("#F8EEDA", "#EAD4A8"), placed((kitchen.cup(TEAL), -8, 134, 1.18))),
        "taste-chocolate": (("#F3E7DC", "#DEC6B2"), placed((kitchen.chocolate(), 0, 0, 1.05))),
        "taste-fruit": (("#FBECEC", "#F1CDCF"), placed((kitchen.fruit(), -6, 0, 1.05))),
        "taste-floral": (("#F0EBF6", "#DACDE8"), placed((kitchen.bouquet(), 0, -4, 1.05))),
        "taste-caramel": (("#FCF1DD", "#F3DCAF"), placed((kitchen.caramel(), 0, 0, 1.1))),
        "taste-bold": (("#EAE4DF", "#CDBFB4"), placed((kitchen.beans("#4A2E22"), -6, 0, 1.05))),
    },
    logo=logo("RIVET", "#5C3A21", "Inter-Bold", marks.bean, 5),
)  # fmt: skip
