"""Publishing: the flow without widgets, and the sheet that shows it."""

from quizdesigner.views.publish.publisher import Publisher
from quizdesigner.views.publish.sheet import PublishSheet

__all__ = ["PublishSheet", "Publisher"]
