"""A browser that shows the preview and nothing else: no network, no files, no second window, no way into Python.

Qt WebEngine is loaded with this module, so it is imported when the preview is first shown.
"""

from __future__ import annotations

import secrets
from itertools import count

import msgspec
from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView

from quizdesigner.page import script
from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.localise import localised
from quizdesigner.settings import resource
from quizdesigner.views.desk import Desk
from quizdesigner.views.preview import pages, scheme
from quizdesigner.views.preview.shopper import Shopper, fields

_HARMLESS = frozenset({"quiz", "data"})
_OFF = (
    "JavascriptCanOpenWindows",
    "JavascriptCanAccessClipboard",
    "JavascriptCanPaste",
    "LocalContentCanAccessFileUrls",
    "LocalContentCanAccessRemoteUrls",
    "PluginsEnabled",
    "PdfViewerEnabled",
    "ErrorPageEnabled",
    "FullScreenSupportEnabled",
    "ScreenCaptureEnabled",
    "NavigateOnDropEnabled",
    "HyperlinkAuditingEnabled",
    "DnsPrefetchEnabled",
    "AutoLoadIconsForPage",
    "WebGLEnabled",
    # A page that is loaded anew must not take the keyboard from the field somebody types in.
    "FocusOnNavigationEnabled",
)


class Told(Struct, frozen=True):
    """What the page says of its shopper: the form's fields, and the id of the question that is shown."""

    fields: dict[str, list[str]]
    place: str


class Browser(QWebEngineView):
    """Shows the desk's quiz. `told` gives what the shopper has done; `finished` the answers the results are of.

    `left` says that somebody followed a link out of the quiz, which does not work here.
    """

    told = Signal(object)
    finished = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        scheme.register()
        super().__init__()
        self.setAccessibleName("The shopper's page")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self._desk = desk
        self._openings = count(1)
        # Qt deletes children in the order they came, and a profile must outlive its pages: hence the late setParent.
        profile = QWebEngineProfile()
        self._page = _Page(profile, self)
        profile.setParent(self)
        self._handler = handler = _Handler(desk, self)
        # Nobody but us keeps the interceptor alive in Python, and without it nothing would be stopped.
        self._interceptor = _NoNetwork(self)
        profile.installUrlSchemeHandler(scheme.NAME, handler)
        profile.setUrlRequestInterceptor(self._interceptor)
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        profile.setSpellCheckEnabled(False)
        profile.downloadRequested.connect(_refuse_download)
        self._page.permissionRequested.connect(_refuse_permission)
        self._page.newWindowRequested.connect(self._refuse_window)
        self._page.told.connect(self.told)
        self._page.left.connect(self.left)
        handler.finished.connect(self.finished)
        for name in _OFF:
            self._page.settings().setAttribute(QWebEngineSettings.WebAttribute[name], False)
        self.setPage(self._page)

    @property
    def language(self) -> str:
        """The language of the quiz the page is in; empty for the one it is written in."""
        return self._handler.language

    def choose_language(self, language: str) -> None:
        """Have the page in another language of the quiz, from the next `open` on."""
        self._handler.language = language

    def open(self, shopper: Shopper) -> None:
        """Show the quiz to this shopper, where they are."""
        self._page.watch(self._seed(shopper))
        self.load(QUrl(f"{scheme.ANSWERS}?{fields(shopper)}" if shopper.finished else scheme.ADDRESS))

    def show_bars(self, shown: bool) -> None:
        """Whether a page that is too long has a scroll bar; a phone's has none."""
        self._page.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, shown)

    def _seed(self, shopper: Shopper) -> str:
        quiz = self._handler.quiz
        # The page goes as far as the answers lead when it is asked for a place that is not there.
        places = {"": 0} | {question.id: at for at, question in enumerate(quiz.questions)}
        place = places.get(shopper.place, -1)
        kept = None
        if not shopper.finished:
            kept = {"submission": pages.SUBMISSION, "place": place, "answers": [*shopper.answers.items()]}
        return _filled(
            "seed",
            OPENING=str(next(self._openings)),
            KEY=script.plan(quiz, revision=self._desk.live.revision + 1).key,
            KEPT=_json(kept),
        )

    def _refuse_window(self, request: QWebEngineNewWindowRequest) -> None:
        if request.isUserInitiated():
            self.left.emit()


class _Page(QWebEnginePage):
    """Goes nowhere but to the quiz, and hears what the watching script says on the console."""

    told = Signal(object)
    left = Signal()

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._secret = ""

    def watch(self, seed: str) -> None:
        """Begin anew: nothing said before is listened to any more."""
        self._secret = secrets.token_hex(16)
        scripts = self.scripts()
        scripts.clear()
        point = QWebEngineScript.InjectionPoint
        scripts.insert(_injected(seed, point.DocumentCreation))
        scripts.insert(_injected(_filled("watch", SECRET=self._secret), point.DocumentReady))

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, main: bool) -> bool:
        if QUrl(url).scheme() == scheme.NAME.decode():
            return True
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.left.emit()
        return False

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        if not self._secret or not message.startswith(self._secret):
            return
        try:
            told = msgspec.json.decode(message[len(self._secret) :], type=Told)
        except msgspec.DecodeError:
            return
        self.told.emit(told)


class _Handler(QWebEngineUrlSchemeHandler):
    """Serves the quiz. The body of a request is never read: in Qt 6.11 asking for it ends the process."""

    finished = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.language = ""

    @property
    def quiz(self) -> Quiz:
        """The desk's quiz in the language of the page."""
        return localised(self._desk.quiz, self.language)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        served = None
        if bytes(job.requestMethod().data()) == b"GET" and url.host() == QUrl(scheme.ADDRESS).host():
            desk = self._desk
            query = url.query(QUrl.ComponentFormattingOption.FullyEncoded)
            served = pages.serve(desk.project, self.quiz, desk.live.revision + 1, url.path(), query)
        if served is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        body = QBuffer(job)
        body.setData(served.body)
        body.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(served.type.encode()), body)
        if served.results_of is not None:
            self.finished.emit(served.results_of)


class _NoNetwork(QWebEngineUrlRequestInterceptor):
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in _HARMLESS:
            info.block(True)


def _injected(source: str, at: QWebEngineScript.InjectionPoint) -> QWebEngineScript:
    made = QWebEngineScript()
    made.setSourceCode(source)
    made.setInjectionPoint(at)
    made.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld)
    made.setRunsOnSubFrames(False)
    return made


def _filled(name: str, **values: str) -> str:
    """A script of ours in a block of its own, with these values as constants."""
    constants = "".join(f"const {key} = {_json(value)};\n" for key, value in values.items())
    return f"{{\n{constants}{resource(f'preview/{name}.js').read_text(encoding='utf-8')}}}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()


def _refuse_permission(permission: QWebEnginePermission) -> None:
    permission.deny()
