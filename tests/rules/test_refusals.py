"""A page that turns somebody away although their role includes it says why and who can help."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("retention", "privacy", "cases")  # accounts turns roles away, whose words stand on the page for all


def test_no_page_refuses_without_a_reason() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise)
        and node.exc is not None
        and "PermissionDenied" in ast.unparse(node.exc)
    ]
    assert not silent, f"Raise govuk.refusal.PageRefused with its words: {silent}"
