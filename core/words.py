"""Words: names as they stand in addresses, and lists as they stand in sentences."""

import re
import unicodedata
from collections.abc import Iterable


def slug(name: str) -> str:
    """A name as it stands in addresses: ``Orange County`` becomes ``orange-county``."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower().replace("'", "")).strip("-")


def listing(words: Iterable[str], conjunction: str = "and") -> str:
    """Words as a list in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} {conjunction} {last}" if most else last
