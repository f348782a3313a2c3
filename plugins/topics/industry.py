"""Industry: the sectors of industry that an occupation works in, in the nation."""

from collections.abc import Iterator

from occuguide.core import Area, Facts, Occupations, Topic, TopicValue, hookimpl

_SHARE = 0.1
"""Which part of an occupation's employees must work in a sector for the occupation to be in it: one in ten. Every
occupation that numbers are published for is then in one sector at least, and in two on average."""

_SECTORS = {
    "11": "Agriculture, forestry, fishing and hunting",
    "21": "Mining, oil and gas",
    "22": "Utilities",
    "23": "Construction",
    "31-33": "Manufacturing",
    "42": "Wholesale trade",
    "44-45": "Retail trade",
    "48-49": "Transportation, warehousing and postal service",
    "51": "Information and media",
    "52": "Finance and insurance",
    "53": "Real estate, rental and leasing",
    "54": "Professional, scientific and technical services",
    "55": "Head offices of companies",
    "56": "Office support, security, cleaning and waste services",
    "61": "Schools and education",
    "62": "Health care and social assistance",
    "71": "Arts, entertainment and recreation",
    "72": "Hotels, restaurants and food service",
    "81": "Repair, personal and other services",
    "99": "Government, without its schools and hospitals",
}
"""The sectors of NAICS in plain words, by the codes of their first two digits. ``99`` is the wage survey's own."""

_OF_DIGITS = {str(digits): codes for codes in _SECTORS for digits in range(int(codes[:2]), int(codes[-2:]) + 1)}
"""The sector of each first two digits."""


@hookimpl
def topic() -> Topic:
    """The sectors in which at least one in ten of the occupation's employees works."""
    about = (
        "Where at least one in ten of the occupation's employees works, in the whole nation; here it may be otherwise."
    )
    return Topic(name="industry", title="Industry", about=about, values=_values)


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    members: dict[str, set[str]] = {codes: set() for codes in _SECTORS}
    for soc, shares in facts.sector_shares.items():
        together = dict.fromkeys(_SECTORS, 0.0)
        for digits, share in shares.items():
            together[_OF_DIGITS[digits]] += share
        for codes, share in together.items():
            if share >= _SHARE:
                members[codes].add(soc)
    for codes, title in _SECTORS.items():
        label = title if codes == "99" else f"{title} (NAICS {codes})"
        yield TopicValue(name=codes, title=label, socs=members[codes])
    said = set[str]().union(*members.values())
    yield TopicValue(name="not-published", title="No industry published", socs=occupations.titles.keys() - said)
