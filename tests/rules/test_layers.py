"""Imports run one way, stand at the top of the file, and no file is a drawer for odds and ends."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("familyhubs", "retention", "privacy", "cases", "accounts", "govuk")
DRAWERS = {"utils", "util", "helpers", "helper", "services", "service", "common", "mixins", "misc"}


def sources() -> list[Path]:
    return sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))


def test_imports_run_one_way() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_import_hides_inside_a_function(path: Path) -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{inner.lineno} {ast.unparse(inner)}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, "Move the import to the top of the file:\n" + "\n".join(hidden)


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    drawers = [str(p.relative_to(ROOT)) for p in sources() if DRAWERS & {p.stem, p.parent.name}]
    assert not drawers, f"Name the file after what is in it: {drawers}"
