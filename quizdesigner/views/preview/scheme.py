"""The preview's own web addresses, `quiz://preview/`, and whether a browser engine may run here at all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt

NAME = b"quiz"
ADDRESS = "quiz://preview/"
ANSWERS = "quiz://preview/answers"
MEDIA = "quiz://preview/media/"

_ROOT = (
    "The preview needs a browser engine, which refuses to run as root. Start Quiz Designer as an ordinary user."
    " Everything else works as it is."
)


def prepare() -> None:
    """To be called before the QApplication is made; the engine itself is loaded when the preview is first shown."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def register() -> None:
    """Make the engine know the scheme. It must not be running yet, so the first browser calls this before all else."""
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme

    if bytes(QWebEngineUrlScheme.schemeByName(NAME).name().data()) == NAME:
        return
    scheme = QWebEngineUrlScheme(NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    # Secure and Fetch let the page be what it is on a host; Cors gives the address an origin, which storage needs.
    flags = QWebEngineUrlScheme.Flag
    scheme.setFlags(flags.SecureScheme | flags.CorsEnabled | flags.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


def refusal(user: int | None, environment: Mapping[str, str]) -> str:
    """Why the engine must not be started, in words; empty when it may. It would end the whole process otherwise.

    `user` is the numeric user id, or None where the system has none.
    """
    unlocked = environment.get("QTWEBENGINE_DISABLE_SANDBOX") == "1" or "--no-sandbox" in environment.get(
        "QTWEBENGINE_CHROMIUM_FLAGS", ""
    )
    return _ROOT if user == 0 and not unlocked else ""
