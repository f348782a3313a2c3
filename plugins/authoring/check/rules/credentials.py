"""Credentials: who gives them, and whether what is said of them can be true."""

import re
from collections.abc import Iterator

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Written

_NOBODY = re.compile(
    r"(?:(?:various|several|different)(?: \w+)?|unknown|n/?a|none|tb[ad]|to be \w+"
    r"|(?:the |your |a )?(?:state|employers?|boards?)|see \w+|[?-]+)$",
    re.IGNORECASE,
)


@rule
def credential_issuer(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A license or certification without the name of who gives it.

    A reader must be able to ask. If nobody in particular gives it, it is no credential.
    """
    for credential in (*guide.told.licences, *guide.told.certifications):
        issuer = credential.issuer.strip()
        if not issuer or _NOBODY.match(issuer):
            said = (
                f"the issuer of {credential.name!r} is {issuer!r}" if issuer else f"{credential.name!r} has no issuer"
            )
            yield guide.at(said, "Name the body that gives it, or leave it out.", words=credential.name)


@rule
def credential_checked(guide: Written, desk: Desk) -> Iterator[Finding]:
    """The day on which a credential was compared with its issuer's page is yet to come, or there is no page.

    `checked` says that somebody opened the page. Without a `url`, nobody can.
    """
    for credential in (*guide.told.licences, *guide.told.certifications):
        if credential.checked is None:
            continue
        if credential.checked > desk.today:
            problem = f"{credential.name!r} was checked on {credential.checked.isoformat()}, which is yet to come"
            yield guide.at(problem, "Correct it.", words=credential.name)
        elif not credential.url:
            problem = f"{credential.name!r} was checked, and has no url of the issuer's page"
            yield guide.at(problem, "Add its url.", words=credential.name)
