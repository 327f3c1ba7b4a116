"""An author's style sheet dresses the page's content, and whatever it says it loads nothing and leaves nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
import tinycss2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizdesigner.page.fence import fenced

_PIECES = st.sampled_from(
    """main html body :root * .a #b [c="d"] > + ~ , { } ( ) ; : :is( :not( ::before url( url("x" src( image-set( \\75rl(
    -webkit-image-set( @media @import @font-face @keyframes @supports @layer from to 50% color red position fixed
    sticky absolute var(--x) --x animation spin 2s !important "</style>" </style> <!-- --> content "a \\ /* */
    expression( behavior -moz-binding https://x.example \\ff0c & | || @ # 1e3 -- data: U+26""".split()
)
_SHEETS = st.lists(_PIECES | st.just(" ") | st.text(max_size=3), max_size=40).map("".join)


def _css(css: str) -> str:
    return fenced(css)[0].replace("\n", "")


def _why(css: str) -> list[str]:
    text, refusals = fenced(css)
    assert text == ""
    return [one.why for one in refusals]


@pytest.mark.parametrize(
    ("css", "under"),
    [
        ("h2{color:red}", "main h2{color:red;}"),
        (":root{--brand:#123456}", "main{--brand:#123456;}"),
        ("html{color:red}", "main{color:red;}"),
        ("body{color:red}", "main{color:red;}"),
        ("HTML > Body .x{color:red}", "main .x{color:red;}"),
        ("html body .x{color:red}", "main .x{color:red;}"),
        ("main.results h1{color:red}", "main.results h1{color:red;}"),
        (":root .a, .b > c{color:red}", "main .a,main .b > c{color:red;}"),
        ("*,::before{color:red}", "main *,main ::before{color:red;}"),
        (".a:not(.b, .c) + d{color:red!important}", "main .a:not(.b, .c) + d{color:red!important;}"),
        ("[data-kind=welcome] h2{font:500 2rem/1 Georgia}", "main [data-kind=welcome] h2{font:500 2rem/1 Georgia;}"),
        ("@media (width < 40rem){h2{top:0}}", "@media (width < 40rem){main h2{top:0;}}"),
        ("@supports (gap:1px){@media print{h2{top:0}}}", "@supports (gap:1px){@media print{main h2{top:0;}}}"),
        ("a{position:relative}", "main a{position:relative;}"),
        (
            "@keyframes turn{from{top:0}50%,to{top:1px}}a{animation:2s turn}b{animation-name:other}",
            "@keyframes own-turn{from{top:0;}50%,to{top:1px;}}main a{animation:2s own-turn;}"
            "main b{animation-name:other;}",
        ),
        ("a{background:linear-gradient(red,blue)}", "main a{background:linear-gradient(red,blue);}"),
        ("/* words */ a{ color : red /* more */ }", "main a{color:red;}"),
        ('a::after{content:"</style>"}', 'main a::after{content:"<\\/style>";}'),
        ("", ""),
    ],
)
def test_what_is_taken(css: str, under: str) -> None:
    assert _css(css) == under
    assert fenced(css)[1] == ()


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(https://x.example/a.png)}",
        "a{background:url('x')}",
        "a{background:\\75 rl(x)}",
        "a{background:URL( 'x' )}",
        "a{background:image-set('x' 1x)}",
        "a{background:-webkit-image-set(url(x) 1x)}",
        "a{background:src('x')}",
        "a{--x:url(x)}",
        "a{--x:max(1px,image('x'))}",
        "a{width:expression(alert(1))}",
        "a{behavior:x}",
        "a{-moz-binding:x}",
        "a::before{content:url(x)}",
        "@supports (background:url(x)){a{top:0}}",
    ],
)
def test_nothing_is_loaded_or_run(css: str) -> None:
    assert _why(css) == ["Nothing may be loaded from here. Pictures are set in Look."]


@pytest.mark.parametrize("css", ["a{position:fixed}", "a{position:STICKY}", "a{position:var(--p)}"])
def test_nothing_is_fixed_over_the_page(css: str) -> None:
    assert _why(css) == ["Nothing may be fixed over the page: static, relative and absolute are taken."]


@pytest.mark.parametrize("css", ["main + a{top:0}", ":root ~ *{top:0}", "+ a{top:0}", "main:hover ~ b c{top:0}"])
def test_nothing_outside_is_selected(css: str) -> None:
    assert _why(css) == ["This selects something outside of the page's content."]


@pytest.mark.parametrize(
    "css",
    ["@import 'x';", "@font-face{src:url(x)}", "@layer a{b{top:0}}", "@charset 'x';", "@property --x{}", "@page{}"],
)
def test_other_rules_are_left_out(css: str) -> None:
    assert _why(css) == ["Of these rules, @media, @supports and @keyframes are taken."]


def test_what_was_left_out_is_listed_by_line() -> None:
    text, refusals = fenced("h2 {\n  color: red;\n  background: url(x);\n}\r\n@import 'a';\nb { c { top: 0 } }")
    assert text == "main h2{color:red;}\n"
    assert [(one.line, one.what) for one in refusals] == [
        (3, "background: url(x);"),
        (5, "@import 'a';"),
        (6, "c { top: 0 } }"),
    ]


def test_endless_nesting_is_refused() -> None:
    assert "cannot be read" in _why("a{width:" + "(" * 9_000 + "}")[0]
    assert "cannot be read" in _why("@media x{" * 2_000)[0]


@settings(max_examples=300)
@given(css=_SHEETS | st.text(max_size=60))
@example(css="a{--x:;}")
@example(css="a\\{b{top:0}")
@example(css="@media <!--{a{top:0}}")
@example(css="main\\+a{top:0}")
def test_whatever_goes_in_what_comes_out_is_fenced(css: str) -> None:
    text, _ = fenced(css)
    text.encode()
    assert "</" not in text
    _judge(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    assert fenced(text) == (text, ()) or "@keyframes" in text


def _judge(rules: list[Any]) -> None:
    for rule in rules:
        assert rule.type in ("qualified-rule", "at-rule"), rule
        if rule.type == "qualified-rule":
            _judge_selectors(rule.prelude)
            _judge_values(rule)
        elif rule.at_keyword == "keyframes":
            for step in tinycss2.parse_rule_list(rule.content, skip_whitespace=True):
                _judge_values(step)
        else:
            assert rule.at_keyword in ("media", "supports")
            assert "url" not in _functions(rule.prelude)
            _judge(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))


def _judge_selectors(tokens: list[Any]) -> None:
    for selector in tinycss2.serialize(tokens).split(",main"):
        first, *_ = re.split(r"(?<!\\)[\s>+~]+", selector.removeprefix("main"), maxsplit=1)
        after = selector.removeprefix("main")[len(first) :].strip()
        assert not after.startswith(("+", "~"))
    assert tokens[0].value == "main"
    starts = [tokens[at + 1] for at, one in enumerate(tokens) if one == ","]
    assert [one.value for one in starts] == ["main"] * len(starts)


def _judge_values(rule: Any) -> None:
    for one in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
        assert one.type == "declaration"
        assert one.lower_name != "position" or one.value[0].lower_value in ("static", "relative", "absolute")
        assert {"url", "src", "image", "image-set", "expression"}.isdisjoint(_functions(one.value))


def _functions(tokens: list[Any]) -> list[str]:
    found = []
    for one in tokens:
        assert one.type not in ("url", "error")
        if one.type == "function":
            found.append(one.lower_name.removeprefix("-webkit-"))
        found += _functions(getattr(one, "arguments", None) or getattr(one, "content", None) or [])
    return found
