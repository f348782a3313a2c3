"""A pack: a region's words, links and defaults, so that another region replaces one file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, fields, frozen

from occuguide.core.config import SiteSettings
from occuguide.core.words import listing


@frozen(kw_only=True)
class Pack:
    """A region's words, links and defaults.

    Args:
        path: The file that they stand in.
        area: The place that it is for, by its full name or its code. Where the facts hold no such place, it has
            nothing to say.
        load: Makes a plugin of its words, given the hook of each section's heading. It is asked when the first guide is
            made. The plugin has the attribute ``AREA``, so that it answers within the place alone.
        site: What it says of the site, by the names of ``SiteSettings``, where ``occuguide.toml`` does not.
    """

    path: Path
    area: str
    load: Callable[[Mapping[str, str]], object]
    site: Mapping[str, Any] = field(factory=dict)

    @site.validator
    def _says_what_a_site_has(self, _attribute: object, site: Mapping[str, Any]) -> None:
        known = {attribute.name for attribute in fields(SiteSettings)}
        if not known.issuperset(site):
            raise ValueError(
                f"a site has no {listing(sorted(set(site) - known), 'or')}: it has {listing(sorted(known))}"
            )

    @property
    def name(self) -> str:
        """The name of its plugin: the folder's and the file's, as of an occupation's file."""
        return f"{self.path.parent.name}/{self.path.name}"
