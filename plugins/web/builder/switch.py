"""Switching two folders in one step, so that at every moment one of them is there whole."""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

_AT_FDCWD = {"linux": -100, "darwin": -2}
_SWAP = 2
"""RENAME_EXCHANGE of Linux's renameat2, RENAME_SWAP of macOS's renameatx_np."""

_AWAY = "-old"
"""What stands at the end of a draft's name where the old site is moved to."""


def switch(draft: Path, site: Path) -> None:
    """Put a new folder in an old one's place, and the old one in its own; or just there, if there is no old one.

    Where the system cannot exchange folders in one step, the old one is moved away first: between the two steps, there
    is none.

    Raises:
        OSError: It cannot be done; both are where they were.
    """
    if not site.exists():
        os.replace(draft, site)
        return
    exchange = _exchange()
    if exchange is not None and exchange(draft, site):
        return
    away = draft.with_name(f"{draft.name}{_AWAY}")
    os.replace(site, away)
    try:
        os.replace(draft, site)
    except BaseException:
        os.replace(away, site)
        raise
    os.replace(away, draft)


def clean(left: Iterable[Path], site: Path) -> None:
    """Remove what switches left that ended without warning; where they moved the old site away, it is put back.

    Args:
        left: The drafts, and what was moved away from beside them.
        site: The site's folder.
    """
    for path in left:
        if path.name.endswith(_AWAY) and not site.exists():
            os.replace(path, site)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _exchange() -> Callable[[Path, Path], bool] | None:
    """What exchanges two folders and answers whether it could; none, on systems that cannot."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if call is None:
        return None
    here = _AT_FDCWD[sys.platform]

    def exchange(one: Path, other: Path) -> bool:
        status: int = call(here, os.fsencode(one), here, os.fsencode(other), ctypes.c_uint(_SWAP))
        return status == 0

    return exchange
