"""`python -m quizdesigner.forecast`: count what is asked on standard input, answer on standard output."""

from quizdesigner.forecast.process import main

main()
