"""The inspector's *picture and video* of a question."""

from __future__ import annotations

from typing import Any

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project, Question
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.media_tile import media_file
from quizdesigner.views.builder.results.picture import picture_field
from quizdesigner.views.builder.sections import Section
from quizdesigner.views.kit import label

_LONGEST = 1_600
"""Pixels of the longer side of a question's picture: as wide as the page, twice over."""


class MediaPart(Section):
    """The picture over the question, or the video that stands in its place."""

    def __init__(self, author: Author) -> None:
        super().__init__("Picture or video")
        self._author = author
        desk = author.desk
        self.picture = picture_field(desk, "Picture", lambda: desk.question_id, self._put_picture, longest=_LONGEST)
        self.video = picture_field(desk, "Video", lambda: desk.question_id, self._put_video, video=True)
        self.body.addWidget(self.picture)
        self.body.addWidget(label("Video, shown instead of the picture", "hint"))
        self.body.addWidget(self.video)

    def show_question(self, project: Project, question: Question) -> None:
        """Show this question's picture and video."""
        self.picture.show_value(question.picture, media_file(project, question.picture))
        self.video.show_value(question.video, media_file(project, question.video))

    def _put_picture(self, value: str, **step: Any) -> bool:
        return self._put("picture", value, **step)

    def _put_video(self, value: str, **step: Any) -> bool:
        return self._put("video", value, **step)

    def _put(self, field: str, value: str, **step: Any) -> bool:
        desk = self._author.desk
        fields: dict[str, Any] = {field: value}
        return desk.editor.do(edits.change_question, desk.quiz_id, desk.question_id, **fields, **step)
