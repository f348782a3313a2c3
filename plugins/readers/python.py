"""Occupations as Python modules: for a guide in which something is computed."""

import hashlib
import importlib.util
import re
import sys
from pathlib import Path

from occuguide.core import ContentError, OccupationReader, PluginError, hookimpl

_SOC = re.compile(r"""^SOC\s*(?::\s*\w+\s*)?=\s*["']([^"'\n]*)["']""", re.MULTILINE)


class PythonReader:
    """Reads a module with ``SOC = "..."`` and hook implementations."""

    suffix = ".py"

    def soc(self, path: Path) -> str:
        """The code in the line ``SOC = "..."``; the module is not run for it."""
        found = _SOC.search(path.read_text(encoding="utf-8"))
        if found is None:
            raise ContentError(
                "the module does not say which occupation it is for",
                where=str(path),
                remedy='Begin it with a line such as SOC = "11-3051".',
            )
        return found[1]

    def load(self, path: Path, headings: dict[str, str]) -> object:
        """The module, run. Its SOC code is checked when it is registered."""
        # The path keeps two modules of one name apart. Some of what a module may use, such as dataclasses, looks it
        # up among the imported ones.
        name = f"occuguide_occupation_{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise PluginError("the module cannot be loaded", where=str(path))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except (Exception, SystemExit) as error:  # whatever the module raises is its own failure
            del sys.modules[name]
            problem = f"the module cannot be run ({type(error).__name__}: {error})"
            raise PluginError(problem, where=str(path)) from error
        return module


@hookimpl
def occupation_reader() -> OccupationReader:
    """This reader."""
    return PythonReader()
