"""`python -m quizdesigner` is the `quizdesigner` command."""

import sys

from quizdesigner.cli import main

sys.exit(main())
