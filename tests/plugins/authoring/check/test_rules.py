"""All rules together: each has a test that fails it and one that does not, and says what it is about."""

import pkgutil
import re
from pathlib import Path

import pytest

from occuguide.plugins.authoring.check import rules
from occuguide.plugins.authoring.check.rules import RULES


def test_every_family_of_rules_has_tests_of_its_own() -> None:
    """Each of them holds by ``cover`` that its tables leave out no rule of the family."""
    for family in pkgutil.iter_modules(rules.__path__):
        tests = Path(__file__).with_name(f"test_{family.name}.py").read_text(encoding="utf-8")
        assert re.search(rf"import {family.name}\b.*^    cover\(", tests, re.DOTALL | re.MULTILINE), family.name


def test_every_rule_belongs_to_a_family() -> None:
    families = {family.name for family in pkgutil.iter_modules(rules.__path__)}
    for name, rule in RULES.items():
        assert rule.look is None or rule.look.__module__.rpartition(".")[2] in families, name


@pytest.mark.parametrize("name", RULES)
def test_every_rule_explains_itself(name: str) -> None:
    rule = RULES[name]
    assert rule.name == name == name.lower()
    assert rule.headline.endswith((".", '"'))
    assert (rule.look is None) or (rule.across is None)
