"""The `quizdesigner` command: opens the window, or does one job without it. Errors are plain words on standard error.

Exit codes: 0 done, 1 it could not be done, 2 the command line is wrong, 3 a check found errors, 130 Ctrl+C.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import importlib.util
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO, TypeAlias

from quizdesigner import __version__
from quizdesigner.errors import QuizDesignerError, Refused

Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    # Without a terminal there may be no streams at all, as for a window that is started from a menu.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a file of another encoding lacks signs of ours, and file names may be no text at all.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    commands = parser()
    arguments = commands.parse_args(words)
    if getattr(arguments, "data", ...) is None:
        # `host` and its token commands all need it, but argparse would demand it of `host` before them too.
        commands.error("host needs --data DIR, the folder where it keeps everything")
    run: Run = arguments.run
    try:
        code = run(arguments)
        sys.stdout.flush()
        return code
    except QuizDesignerError as error:
        print(f"quizdesigner: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (head, less) went away: nothing is wrong, and nobody is left to tell.
        sys.stderr.close()
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("quizdesigner: The disk is full, so not all could be written.", file=sys.stderr)
        # What is left in the stream would be tried again at the end, with a traceback.
        sys.stdout = _nowhere()
        return 1
    except KeyboardInterrupt:
        return 130


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def parser() -> argparse.ArgumentParser:
    """The command line, every command with its words."""
    top = argparse.ArgumentParser(
        prog="quizdesigner",
        description="Design product-recommendation quizzes, see every outcome, publish them to a host.",
    )
    top.add_argument("--version", action="version", version=f"quizdesigner {__version__}")
    top.set_defaults(run=_open, file=None, demo=False)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add_window(commands)
    _add_files(commands)
    _add_quizzes(commands)
    _add_publishing(commands)
    _add_host(commands)
    return top


def _add_window(commands: Commands) -> None:
    command = _command(commands, "open", "open the window", _open)
    command.add_argument("file", nargs="?", type=Path, help="a .quizproject file; without one, the welcome screen")
    command.add_argument("--demo", action="store_true", help="a starter project, with a host of its own beside it")

    command = _command(commands, "tour", "do the whole job by itself and tell each step", _tour)
    command.add_argument("--screenshots", type=Path, metavar="DIR", help="leave a picture of every pane here")


def _add_files(commands: Commands) -> None:
    command = _command(commands, "new", "make a project file", _job("files.new"))
    command.add_argument("file", type=Path)
    words = "begin with a finished quiz, such as skin; a name that is none lists them"
    command.add_argument("--starter", default="", metavar="NAME", help=words)
    command.add_argument("--name", default="", help="the client's name (default: the starter's or the file's)")

    command = _command(commands, "import", "make a project file from JSON", _job("files.import_json"))
    command.add_argument("json", type=Path)
    command.add_argument("file", type=Path)

    command = _command(commands, "export", "write a project as JSON", _job("files.export"))
    command.add_argument("file", type=Path)
    command.add_argument("--json", type=Path, required=True, metavar="OUT", help="where to; - for standard output")

    _command(commands, "schema", "write the JSON Schema of the project format", _job("files.schema"))


def _add_quizzes(commands: Commands) -> None:
    command = _command(commands, "check", "say what is wrong with the quizzes of a project", _job("check"))
    command.add_argument("file", type=Path)
    _json(command)

    command = _quiz_command(commands, "play", "what one set of answers leads to", _job("play"))
    command.add_argument("--answers", type=Path, required=True, metavar="A.json", help="- for standard input")
    _json(command)

    words = "the requests a CRM would be sent of one shopper; sends nothing"
    command = _quiz_command(commands, "dry-run", words, _job("dry_run"))
    command.add_argument(
        "--connection", required=True, metavar="NAME", help="its id, service or account; or a service without one"
    )
    who = command.add_mutually_exclusive_group(required=True)
    who.add_argument("--answers", type=Path, metavar="A.json", help="- for standard input")
    who.add_argument("--shopper", metavar="NAME", help="a saved shopper of the quiz")
    command.add_argument("--before", type=Path, metavar="B.json", help="what the same shopper answered the first time")
    _json(command)

    words = "count exactly who gets where, over all answers"
    command = _quiz_command(commands, "coverage", words, _job("coverage"))
    command.add_argument(
        "--example", nargs=2, metavar=("WHAT", "ID"), help="one answer path, such as that of: tag t-sleep"
    )
    _json(command)

    words = "write the client report: everything a quiz does, to sign"
    command = _quiz_command(commands, "report", words, _job("report"))
    command.add_argument("--out", type=Path, required=True, metavar="OUT", help="a new file, .pdf or .html")


def _add_publishing(commands: Commands) -> None:
    command = _quiz_command(commands, "diff", "what changes for shoppers since a version was published", _job("diff"))
    command.add_argument(
        "--from", type=int, dest="earlier", metavar="N", help="the earlier version (default: the last one)"
    )
    command.add_argument("--to", default="draft", dest="later", metavar="N", help="the later one (default: the draft)")
    command.add_argument(
        "--host", default="", metavar="NAME", help="where it was published (default: where it was published last)"
    )
    _json(command)

    command = _quiz_command(commands, "publish", "publish one quiz to a host of the project", _job("publish"))
    command.add_argument("--host", required=True, metavar="NAME")
    command.add_argument("--over", type=int, metavar="N", help="put it over version N, which somebody else published")
    command.add_argument("--by", default="", help="who publishes, for the others to see (default: the login name)")


def _add_host(commands: Commands) -> None:
    words = "serve quizzes, or manage the tokens and deliveries of a host"
    command = _command(commands, "host", words, _job("hosting.serve", server=True))
    command.add_argument("--data", type=Path, metavar="DIR", help="where the host keeps everything (needed)")
    command.add_argument("--port", type=int, default=8750)
    command.add_argument("--address", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--database", default="", metavar="URL", help="default: SQLite in the data folder")
    command.add_argument("--behind-proxy", action="store_true", help="believe X-Forwarded-Proto and X-Forwarded-Host")
    parts = command.add_subparsers(title="tokens and deliveries", metavar="")

    command = _host_command(parts, "token", "make a token for one client, shown once", "make_token")
    command.add_argument("--client", required=True, metavar="NAME")
    command.add_argument("--scope", action="append", choices=["publish", "read"], help="default: both")

    _host_command(parts, "tokens", "list the tokens", "show_tokens")

    command = _host_command(parts, "revoke", "make a token worthless", "revoke")
    command.add_argument("token", metavar="TOKEN_ID")

    command = _host_command(parts, "deliveries", "list what goes to the CRMs, newest first", "show_deliveries")
    command.add_argument("--client", default="", metavar="NAME", help="only of this client")
    command.add_argument("--connection", default="", metavar="ID", help="only to this connection")
    command.add_argument("--state", choices=["waiting", "refused", "done"])
    command.add_argument("--limit", type=_number, default=50, metavar="N", help="at most so many (default: 50)")
    _json(command)

    command = _host_command(parts, "retry", "send what was refused again", "retry")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("delivery", nargs="?", type=_number, metavar="DELIVERY_ID", help="this one")
    which.add_argument("--connection", default="", metavar="ID", help="all of this connection")
    command.add_argument("--client", default="", metavar="NAME", help="whose connection, if several have it")


def _command(commands: Commands, name: str, words: str, run: Run) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    command.set_defaults(run=run)
    return command


def _quiz_command(commands: Commands, name: str, words: str, run: Run) -> argparse.ArgumentParser:
    """A command about one quiz of a project."""
    command = _command(commands, name, words, run)
    command.add_argument("file", type=Path)
    command.add_argument("--quiz", default="", metavar="QUIZ", help="its id or name; needed where there are several")
    return command


def _host_command(parts: Commands, name: str, words: str, job: str) -> argparse.ArgumentParser:
    """A command about what a host keeps."""
    command = _command(parts, name, words, _job(f"hosting.{job}", server=True))
    command.add_argument("--data", type=Path, required=True, metavar="DIR", help="where the host keeps everything")
    # Left out when not given: what was said before the command's name stands then.
    command.add_argument(
        "--database", default=argparse.SUPPRESS, metavar="URL", help="default: SQLite in the data folder"
    )
    return command


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="everything, as JSON")


def _number(word: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", word):
        raise argparse.ArgumentTypeError(f"{word} is not a number from 1 to 999,999,999")
    return int(word)


def _job(name: str, *, server: bool = False) -> Run:
    """The job `module.function`, or the one of its module's name; loaded when run, so that `--help` answers at once."""
    module, _, function = name.partition(".")

    def run(arguments: argparse.Namespace) -> int:
        if server:
            _need("starlette", "host")
        job: Run = getattr(importlib.import_module(f"quizdesigner.jobs.{module}"), function or module)
        return job(arguments)

    return run


def _open(arguments: argparse.Namespace) -> int:
    _need("PySide6", "desktop")
    from quizdesigner import app

    return app.start(arguments.file, demo=arguments.demo)


def _tour(arguments: argparse.Namespace) -> int:
    _need("PySide6", "desktop")
    from quizdesigner.tour import guide

    return guide.run(arguments.screenshots)


def _need(package: str, extra: str) -> None:
    """Refuse in words when an extra of the package is not installed."""
    if importlib.util.find_spec(package) is None:
        raise Refused(f"This command needs the {extra} parts, which are not installed. Install quizdesigner[{extra}].")
