"""The lock, the wheel and the tree: whoever checks this out gets what we had, and nothing of our machines."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
ICONS = ROOT / "resources" / "icons"


def test_every_locked_requirement_has_a_version_and_hashes() -> None:
    blocks = locked_blocks()
    assert len(blocks) > 50
    for block in blocks:
        first, *rest = block
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*==[0-9][\w.+!]*", first), first
        assert rest, f"{first} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", part) for part in rest), first


def test_lock_names_no_address_and_no_place() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    assert "://" not in text
    assert " @ " not in text
    assert not re.search(r"^\s*-(-index-url|-extra-index-url|-find-links|-trusted-host|i|f|e)\b", text, re.M)


def test_lock_holds_every_direct_dependency_in_a_version_it_allows() -> None:
    locked = dict(block[0].split("==") for block in locked_blocks())
    project = pyproject()
    texts = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        texts += extra
    wanted = [Requirement(text) for text in texts]
    others = [need for need in wanted if need.name != project["project"]["name"]]
    assert len(others) > 25
    for need in others:
        version = locked.get(canonicalize_name(need.name))
        assert version, f"{need.name} is not in the lock: run `make lock`"
        assert need.specifier.contains(version), f"the lock has {need.name} {version}: run `make lock`"


def test_a_host_installs_without_qt_and_a_command_without_a_server() -> None:
    project = pyproject()["project"]
    assert names(project["dependencies"]).isdisjoint(DESKTOP | SERVER)
    assert names(project["optional-dependencies"]["host"]).isdisjoint(DESKTOP)


def test_wheel_carries_the_package_its_resources_and_their_licences(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    done = run([*build, str(ROOT)])
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    resources = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert {f"quizdesigner/{path.relative_to(ROOT).as_posix()}" for path in resources} <= inside
    assert "quizdesigner/errors.py" in inside
    assert not [name for name in inside if name.startswith(("tests/", "resources/"))]
    licences = {name.split("/licenses/", 1)[1] for name in inside if "/licenses/" in name}
    assert {"LICENSE", "resources/icons/LICENSE", "resources/fonts/Inter-OFL.txt"} <= licences


def test_every_font_comes_with_its_licence() -> None:
    fonts = sorted(FONTS.glob("*.ttf"))
    assert {font.name.split("-")[0] for font in fonts} == {"Inter", "JetBrainsMono", "Fraunces"}
    for font in fonts:
        licence = FONTS / f"{font.stem.split('-')[0]}-OFL.txt"
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8"), font.name


def test_fonts_answer_to_their_family_in_every_weight(qapp: object) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF

    for path in sorted(FONTS.glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(path)) >= 0, path.name
    faces = [("Inter", 400), ("Inter", 500), ("Inter", 600), ("Inter", 700)]
    faces += [("JetBrains Mono", 400), ("JetBrains Mono", 700), ("Fraunces", 600)]
    for family, weight in faces:
        font = QFont(family)
        font.setWeight(QFont.Weight(weight))
        found = QFontInfo(font)
        assert (found.family(), found.weight()) == (family, weight)

    # Numbers in columns stand under one another.
    figures = QFont("Inter")
    figures.setFeature(QFont.Tag("tnum"), 1)
    assert len({QFontMetricsF(figures).horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


def test_icons_are_drawn_in_one_stroke_and_take_the_colour_of_the_text() -> None:
    icons = sorted(ICONS.glob("*.svg"))
    assert len(icons) > 80
    for icon in icons:
        text = icon.read_text("utf-8")
        assert 'stroke-width="1.75"' in text, icon.name
        assert 'stroke="currentColor"' in text, icon.name
        assert 'viewBox="0 0 24 24"' in text, icon.name
    assert "ISC License" in (ICONS / "LICENSE").read_text("utf-8")


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in own_files()
        for number, line in enumerate(read(path).splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", [".ci/run", "tools/system-libraries"])
def test_scripts_can_be_run(name: str) -> None:
    script = ROOT / name
    assert script.stat().st_mode & 0o111
    shell = script.read_text("utf-8").splitlines()[0].removeprefix("#!").split()
    assert run([*shell, "-n", str(script)]).returncode == 0


DESKTOP = {"pyside6", "keyring", "qasync", "segno"}
SERVER = {"starlette", "uvicorn", "cryptography"}

# A home, or the very folder this checkout lies in. Joined, so that this file does not find itself; a folder
# directly under the root ("/app") is too common a word to look for.
HOMES = "|".join([r"/home" + r"/[a-z_][\w-]*/", r"/Users" + r"/[A-Za-z][\w.-]*/", r"/root" + r"/[\w.]"])
HERE = [re.escape(str(ROOT)) + r"\b"] if len(ROOT.parts) > 2 else []
MACHINE_PATH = re.compile(rf"(?<![\w.:/-])(?:{'|'.join([HOMES, *HERE])})|[A-Z]:\\Users" + r"\\\w")


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def names(texts: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(text).name) for text in texts}


def locked_blocks() -> list[list[str]]:
    """Each requirement of the lock as its words: name==version, then hashes."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split() for line in "\n".join(lines).replace("\\\n", " ").splitlines()]


def own_files() -> list[Path]:
    """What git tracks or would; in an unpacked archive, where there is no git, nothing can be told apart."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = run(command)
    except FileNotFoundError:
        pytest.skip("there is no git here")
    if done.returncode:
        pytest.skip("this is not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def read(path: Path) -> str:
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", "replace")
