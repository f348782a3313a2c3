"""The command line. Commands are imported when they are run, so that ``--help`` answers at once."""

import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Any

import click

from occuguide.core import config
from occuguide.core.errors import ConfigError, OccuguideError, PluginError, UnknownNameError
from occuguide.core.guide import Failure

COMMANDS = {
    "areas": "The places: each county with its wage and projection areas.",
    "data": "Import releases of facts, and see what is loaded.",
    "explain": "Where each figure of a section comes from.",
    "index": "Bring the search index up to date, or check it.",
    "list": "Every occupation, and whether it has a Guide or a Profile.",
    "plugins": "The plugins, where they come from and what they answer.",
    "search": "Find occupations by words and topics.",
    "suggest": "Titles that somebody may be about to type.",
    "show": "Show the guide for an occupation in a place.",
    "topics": "What occupations are found by: education, pay, growth and the like.",
}
"""The commands of the kernel, with what each does; each is the module of its name in ``core.commands``."""


class CommandLine(click.Group):
    """The kernel's commands and those of plugins."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, for help and for completion."""
        return sorted({*COMMANDS, *self._from_plugins(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; none if there is none."""
        if cmd_name not in COMMANDS:
            return self._from_plugins(ctx).get(cmd_name)
        module = importlib.import_module(f"occuguide.core.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing the kernel's."""
        short = {name: command.get_short_help_str(70) for name, command in self._from_plugins(ctx).items()}
        with formatter.section("Commands"):
            formatter.write_dl(sorted({**short, **COMMANDS}.items()))

    def _from_plugins(self, ctx: click.Context) -> dict[str, click.Command]:
        registry = _application(ctx).registry
        commands: dict[str, click.Command] = {}
        for plugin, command in registry.collect_each("commands", click.Command):
            name = str(command.name)
            if name in COMMANDS or name in commands:
                error = PluginError(f"the command {name!r} is taken", remedy="Give it another name.")
                registry.keep(Failure(plugin=plugin, hook="commands", error=error))
            else:
                commands[name] = command
        return commands


def _application(ctx: click.Context) -> Any:
    """The application of this run, made once."""
    from occuguide.core.application import Application

    if ctx.obj is None:
        given = ctx.params.get("config")
        try:
            here = Path.cwd()
        except OSError as error:
            raise ConfigError("the current folder is gone", remedy="Change to another folder.") from error
        path = Path(given) if given else config.find(here)
        settings = config.read(path) if path else config.Settings.default(here)
        ctx.obj = Application(settings)
        ctx.call_on_close(ctx.obj.close)
    return ctx.obj


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    "config",
    metavar="FILE",
    envvar="OCCUGUIDE_CONFIG",
    type=click.Path(dir_okay=False),
    # Read before --help is acted on: the commands of plugins depend on it.
    is_eager=True,
    help="The configuration to use instead of the nearest occuguide.toml.",
)
@click.version_option(package_name="occuguide")
@click.pass_context
def cli(ctx: click.Context, config: str | None) -> None:
    """Publish occupational guides: what people do, what they earn in this county, how the job grows.

    OCCUPATION is a SOC code (11-3051), an O*NET-SOC code or a title. AREA is a county, a wage area, a state or the
    nation, by name or code.
    """
    _application(ctx)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 if all is well, 1 if something failed, 2 if it was used wrongly."""
    # Being told to end is like being stopped by hand: what is half-written is thrown away first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What stands after the command's name; what the process was given, by default.

    Returns:
        The exit status: 0 if all is well, 1 if something failed, 2 if it was used wrongly.
    """
    ctx: click.Context | None = None
    status = 0
    try:
        ctx = cli.make_context("occuguide", list(sys.argv[1:] if arguments is None else arguments))
        with ctx:
            cli.invoke(ctx)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("error: stopped", err=True)
        status = 1
    except BrokenPipeError:
        # The reader of our output has gone, as in `occuguide list | head`: nothing is wrong, and nobody listens.
        sys.stdout = None
        return 0
    except OSError as error:
        # Files are read and written with messages of their own: what is left is, as a rule, the standard output.
        sys.stdout = None
        click.echo(f"error: reading or writing failed ({error})", err=True)
        status = 1
    except OccuguideError as error:
        click.echo(f"error: {error}", err=True)
        status = 2 if isinstance(error, UnknownNameError | ConfigError) else 1
    except Exception as error:  # a plugin's command may raise anything
        if os.environ.get("OCCUGUIDE_TRACEBACK"):
            raise
        click.echo(
            f"error: unexpected {type(error).__name__}: {error}. This is a mistake in Occuguide or in a plugin: set"
            " OCCUGUIDE_TRACEBACK=1 to see where, and report it.",
            err=True,
        )
        status = 1
    failed = _say_failures(ctx)
    return status or int(failed)


def _say_failures(ctx: click.Context | None) -> bool:
    """Name every plugin that failed on the error stream. Returns whether any did."""
    if ctx is None or ctx.obj is None:
        return False
    failures = dict.fromkeys(map(str, ctx.obj.registry.failures))
    for failure in failures:
        click.echo(f"error: {failure}", err=True)
    return bool(failures)
