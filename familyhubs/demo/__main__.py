"""`python -m familyhubs.demo`: the command behind `make demo` and `make demo-reset`."""

import argparse
import os
import sys
from pathlib import Path

from familyhubs import local, processes
from familyhubs.demo.run import DemoError, reset, run
from familyhubs.demo.supervisor import ChildEnded, Stopped
from familyhubs.env import SettingError
from familyhubs.postgres import ServerError


def main(argv: list[str]) -> int:
    """Run the demo until it is asked to stop, or with `reset` throw its data away."""
    parser = argparse.ArgumentParser(prog="python -m familyhubs.demo", description=main.__doc__)
    parser.add_argument("what", nargs="?", choices=("run", "reset"), default="run")
    parser.add_argument("--port", default=os.environ.get("PORT", "8000"), help="where the pages are served")
    parser.add_argument("--folder", type=Path, default=local.DEMO, help="where the demo keeps its data")
    parser.add_argument(
        "--follow-parent", action="store_true", help="stop when the process that started this dies"
    )
    arguments = parser.parse_args(argv)
    if arguments.follow_parent:
        processes.follow_parent()
    try:
        if arguments.what == "reset":
            reset(arguments.folder)
        else:
            run(arguments.folder, port=arguments.port)
    except Stopped:
        print("\nThe demo has stopped; its data is kept for the next make demo.")
    except ChildEnded as error:
        print(f"The demo has stopped: {error} See {local.LOGS}.", file=sys.stderr)
        return 1
    except (DemoError, ServerError, SettingError) as error:
        print(f"Not started: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
