"""The test kit: what a plugin's author needs to test it. Failures raise here, instead of being kept apart.

The fixtures for pytest are in ``occuguide.core.testing.fixtures``; nothing else needs pytest.
"""

from occuguide.core.testing.application import make_application, section_text
from occuguide.core.testing.checking import check_plugin
from occuguide.core.testing.golden import check_golden
from occuguide.core.testing.importing import import_release
from occuguide.core.testing.small_store import small_facts

__all__ = ["check_golden", "check_plugin", "import_release", "make_application", "section_text", "small_facts"]
