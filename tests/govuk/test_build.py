"""The built styles and scripts: ours to show, complete, and made once."""

import re

import pytest

from govuk import build


@pytest.fixture(scope="module")
def assets(packages, tmp_path_factory):
    """A fresh build in a folder of its own."""
    folder = tmp_path_factory.mktemp("built") / "assets"
    assert build.build(assets=folder)
    return folder


def test_a_council_shows_neither_the_font_nor_the_crown_of_gov_uk(assets):
    css = (assets / "css" / "main.css").read_text()
    assert "GDS Transport" not in css
    assert "Helvetica" in css
    assert "crest" not in css
    assert "logotype" not in css
    assert not [
        path.name for path in assets.rglob("*") if re.search(r"crest|crown|govuk-icon|\.woff", path.name)
    ]


def test_every_picture_of_the_stylesheet_is_there_and_nothing_comes_from_elsewhere(assets):
    addresses = re.findall(r"url\([\"']?([^)\"']+)", (assets / "css" / "main.css").read_text())
    assert addresses
    for address in addresses:
        assert (assets / "css" / address).resolve().is_file(), address


def test_every_script_imports_only_scripts_that_are_there(assets):
    for script in (assets / "js").glob("*.js"):
        code = script.read_text()
        assert "sourceMappingURL" not in code
        for name in re.findall(r"""from\s*["'](\./[^"']+)["']""", code):
            assert (script.parent / name).is_file(), f"{script.name} imports {name}"


def test_a_second_build_does_nothing(assets, monkeypatch):
    def refuse(*arguments):
        raise AssertionError("built again")

    monkeypatch.setattr(build, "_run_node", refuse)
    assert build.build(assets=assets) is False


def test_a_changed_source_is_built_again(assets, monkeypatch):
    monkeypatch.setattr(build, "_sources", lambda: [build.SOURCE / "__init__.py"])
    ran = []
    monkeypatch.setattr(build, "_run_node", lambda *arguments: ran.append(arguments))
    with pytest.raises(FileNotFoundError):
        build.build(assets=assets)
    assert ran


def test_a_failed_build_says_why(monkeypatch, tmp_path, packages, capsys):
    monkeypatch.setattr(build, "SOURCE", tmp_path)
    (tmp_path / "scss").mkdir()
    (tmp_path / "scss" / "main.scss").write_text("p { color: }")
    with pytest.raises(build.BuildError, match=r"sass.js failed"):
        build._compile_css(tmp_path / "out" / "css" / "main.css")


def test_the_lock_file_names_no_host():
    lock = (build.ROOT / "package-lock.json").read_text()
    assert "://" not in lock.replace('"url": "https://', "")  # where a package asks for money
