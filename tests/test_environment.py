"""One set of requirements: the conda environment, the citation and the imports agree with pyproject.toml."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import newsclaims

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
CONDA_NAMES = {"matplotlib": "matplotlib-base"}  # without the Qt that conda's matplotlib brings


def listed() -> list[str]:
    """The lines of the environment's dependencies, pip's excepted."""
    conda = ENVIRONMENT.split("dependencies:\n")[1].split("  - pip:\n")[0]
    return [line.removeprefix("  - ") for line in conda.splitlines()]


def test_the_conda_environment_has_the_names_and_bounds_of_the_package_and_its_extras() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["test"], *extras["lab"]]
    conda = [re.sub(r"^[\w.-]+", lambda name: CONDA_NAMES.get(name[0], name[0]), line) for line in wanted]
    assert sorted(listed()) == sorted({*conda, "pip", "python=3.12"})


def test_the_conda_environment_is_named_and_takes_the_package_from_the_checkout() -> None:
    assert re.search(r"^name: newsclaims$", ENVIRONMENT, re.MULTILINE)
    assert ENVIRONMENT.endswith("  - pip:\n      - -e .\n")


def test_python_is_an_exact_minor_that_the_package_supports() -> None:
    [minor] = [line for line in listed() if line.startswith("python=")]
    least = PROJECT["requires-python"].removeprefix(">=")
    assert re.fullmatch(r"python=3\.\d+", minor)
    assert int(minor.removeprefix("python=3.")) >= int(least.removeprefix("3."))


def test_every_dependency_is_imported_by_the_package_and_every_import_is_a_dependency() -> None:
    imported = set()
    for path in (ROOT / "newsclaims").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).split(".")[0])
    foreign = imported - sys.stdlib_module_names - {"newsclaims"}
    extras = PROJECT["optional-dependencies"]
    used = [*PROJECT["dependencies"], *extras["html"], *extras["parquet"], *extras["scale"]]
    stated = {line.split(">=")[0].replace("-", "_") for line in used}
    # Pages are looked into with the parser that trafilatura brings; the other is trafilatura's need, not ours.
    assert foreign - {"lxml"} == stated - {"lxml_html_clean"}


def test_the_formats_and_clusters_that_are_extras_are_tested() -> None:
    extras = PROJECT["optional-dependencies"]
    assert {*extras["html"], *extras["parquet"], *extras["scale"]} <= set(extras["test"])


def test_the_citation_has_the_version_of_the_package() -> None:
    assert f"\nversion: {newsclaims.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_changelog_has_an_entry_for_the_version_of_the_package() -> None:
    assert f"\n## [{newsclaims.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
