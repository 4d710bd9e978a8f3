"""Rows are written in actions, where each write is one transaction with somebody's name and reason on it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("familyhubs", "retention", "privacy", "cases", "accounts", "govuk")
WRITES = {
    "save", "save_by", "put_by", "delete", "delete_by", "create", "update", "bulk_create", "bulk_update",
    "get_or_create", "update_or_create", "_raw_delete",
}  # fmt: skip
# Names of things that are not rows: Django's own, a Word file and a picture.
NOT_ROWS = {
    "cache",
    "session",
    "digest",
    "hash",
    "mac",
    "hasher",
    "self.headers",
    "headers",
    "kwargs",
    "context",
    "word_file",
    "flat_picture",
}
MAY_WRITE = ("actions", "migrations", "seed", "demo", "sandbox", "loading")  # loading: what migrations load
MAY_WRITE_FILES = {
    "accounts/records.py",  # the one door
}


def sources() -> list[Path]:
    return sorted(
        path
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if not may_write(path.relative_to(ROOT).as_posix())
    )


def may_write(path: str) -> bool:
    parts = path.removesuffix(".py").split("/")
    return path in MAY_WRITE_FILES or any(part in MAY_WRITE for part in parts)


def writes(source: str) -> list[tuple[int, str]]:
    """Line and words of each call that writes rows."""
    tree = ast.parse(source)
    doors = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef) and n.name in {"save_by", "put_by", "delete_by"}
    ]
    inside_a_door = {id(node) for door in doors for node in ast.walk(door)}
    found = []
    for node in ast.walk(tree):
        if id(node) in inside_a_door:
            continue
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in WRITES and is_about_rows(node):
            found.append((node.lineno, ast.unparse(node.func)))
    return found


def is_about_rows(call: ast.Call) -> bool:
    """Whether a call named like a write is one: dictionaries, digests, forms and super() are not rows."""
    function = call.func
    assert isinstance(function, ast.Attribute)
    owner = ast.unparse(function.value)
    if owner.startswith("super()") or owner.split(".")[-1] in NOT_ROWS:
        return False
    if function.attr == "save":
        return not any(keyword.arg == "commit" for keyword in call.keywords)
    if function.attr == "update":  # a queryset is updated by keywords, a dictionary by a dictionary
        return bool(call.keywords) and not call.args
    return True


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rows_are_written_in_actions_only(path: Path) -> None:
    found = writes(path.read_text())
    assert not found, (
        "Move the write into an action (actions.py or actions/<noun>.py of its app):\n"
        + "\n".join(f"{path.relative_to(ROOT)}:{line} {words}(…)" for line, words in found)
    )


@pytest.mark.parametrize(
    "source",
    ["person.save()", "row.save_by(by=user, reason='')", "Person.objects.create(name='')", "row.delete()",
     "Person.objects.filter(pk=1).update(name='')", "Person.objects.bulk_create(people)"],
)  # fmt: skip
def test_the_rule_sees_a_write(source: str) -> None:
    assert writes(source)


@pytest.mark.parametrize(
    "source", ["names.update(other)", "super().save()", "form.save(commit=False)", "digest.update(b'')"]
)
def test_the_rule_leaves_other_things_alone(source: str) -> None:
    assert not writes(source)
