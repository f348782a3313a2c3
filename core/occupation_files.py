"""Occupation files: which there are in some folders, each read no further than its SOC code."""

from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from attrs import frozen

from occuguide.core.errors import ContentError
from occuguide.core.facts import fingerprint
from occuguide.core.guide import Failure
from occuguide.core.occupation import SOC_PATTERN
from occuguide.core.protocols import OccupationReader


@frozen
class OccupationFile:
    """A file of an occupation.

    Args:
        name: The plugin's name: the folder's and the file's, or the whole path where another has that name.
        path: The file.
        reader: What reads it.
        version: What tells it from another version of it, as it was before it was read.
    """

    name: str
    path: Path
    reader: OccupationReader
    version: str


@frozen
class Scan:
    """What was found in some folders.

    Args:
        files: The files by SOC code, in the order of their folders.
        failures: The folders and files that cannot be read.
        names: The names of all files, those that are switched off too.
    """

    files: Mapping[str, Sequence[OccupationFile]]
    failures: Sequence[Failure]
    names: Set[str]


def scan(folders: Iterable[Path], readers: Mapping[str, OccupationReader], disabled: Set[str] = frozenset()) -> Scan:
    """Find the occupation files of some folders.

    Several folders may have files for one occupation: their answers are joined. Within a folder two such files are a
    mistake, and only the first counts.

    Args:
        folders: Where to look; not in folders within them.
        readers: The readers by the suffix of their files.
        disabled: The names of files to leave out.
    """
    files: dict[str, list[OccupationFile]] = {}
    failures: list[Failure] = []
    names: set[str] = set()
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        here: dict[str, Path] = {}
        for path in _candidates(folder, readers, failures):
            name = f"{folder.name}/{path.name}"
            if name in names:
                name = str(path)
            names.add(name)
            if name in disabled:
                continue
            try:
                version = "".join(fingerprint(path))
                if not path.is_file():
                    raise ContentError("this is no file", where=str(path), remedy="Take it away, or rename it.")
                soc = readers[path.suffix].soc(path)
                if not (isinstance(soc, str) and SOC_PATTERN.fullmatch(soc)):
                    raise ContentError(f"{soc!r} is no SOC code", where=str(path), remedy='Write it as "11-3051".')
                if soc in here:
                    raise ContentError(
                        f"the occupation {soc} has a file in this folder already: {here[soc].name}",
                        where=str(path),
                        remedy="Join the two, or correct the code of one.",
                    )
            except OSError as error:
                problem = ContentError(f"the file cannot be read ({error.strerror})", where=str(path))
                failures.append(Failure(plugin=name, error=problem))
                continue
            except (Exception, SystemExit) as error:  # a reader may be anybody's
                failures.append(Failure(plugin=name, error=error))
                continue
            here[soc] = path
            files.setdefault(soc, []).append(OccupationFile(name, path, readers[path.suffix], version))
    return Scan(files, failures, names)


def _candidates(folder: Path, readers: Mapping[str, OccupationReader], failures: list[Failure]) -> list[Path]:
    """The files of a folder that a reader takes; hidden ones and a package's own (``__init__.py``) left out."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in readers and path.name[0] not in "._")
    except OSError as error:
        problem = ContentError(
            f"the folder of occupations cannot be read ({error.strerror})",
            where=str(folder),
            remedy="Correct `occupations` in occuguide.toml.",
        )
        failures.append(Failure(plugin=str(folder), error=problem))
        return []
