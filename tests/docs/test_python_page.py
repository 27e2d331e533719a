"""The reference of the Python library: every public name stands in it, with what its docstring says."""

from __future__ import annotations

import inspect
import re

import pytest

import detente
from docs.python_page import docstring, python_page

PAGE = python_page()
FUNCTIONS = [name for name in detente.__all__ if inspect.isfunction(getattr(detente, name))]


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    _, found, described = PAGE.partition(f"\n### {name}\n")
    assert found
    prose = re.sub(r"^```.*?^```$", "", described.partition("\n### ")[0], flags=re.MULTILINE | re.DOTALL)
    assert len(prose.strip()) > 20


@pytest.mark.parametrize("name", FUNCTIONS)
def test_arguments_are_described_all_or_none(name: str) -> None:
    function = getattr(detente, name)
    assert f"\n{name}(" in PAGE
    described = re.findall(r"^(\w+): ", docstring(function).get("Args", ""), re.MULTILINE)
    assert described in ([], list(inspect.signature(function).parameters))


def test_nothing_of_the_markup_of_docstrings_is_left() -> None:
    assert "``" not in PAGE.replace("```", "")
    assert re.search(r":\w+:`", PAGE) is None


def test_a_docstring_is_taken_apart() -> None:
    def weigh(herd: str) -> int:
        """Weigh a ``herd``: see :func:`~detente.accept.space.relax`.

        This goes on and is left to the code.

        Args:
            herd: Which one, with a second line
                behind the first.

        Returns:
            Its weight in kg.
        """
        return len(herd)

    assert weigh("cow") == 3
    assert docstring(weigh) == {
        "head": "Weigh a `herd`: see `relax`.",
        "Args": "herd: Which one, with a second line\n    behind the first.",
        "Returns": "Its weight in kg.\n",
    }
    with pytest.raises(LookupError, match="has no docstring"):
        docstring(lambda: None)
