"""``occuguide check``."""

from pathlib import Path

import click

from occuguide.core import Application


@click.command("check", short_help="Find what is wrong, stale or hard to read in guides.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--explain", metavar="RULE", help="Explain a rule; all of them, if RULE is all.")
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON.")
@click.pass_obj
def check(application: Application, paths: tuple[Path, ...], explain: str | None, as_json: bool) -> None:
    """Find what is wrong, stale or hard to read in the files of occupations, each with its rule, line and column.

    PATH is a file or a folder; every folder of occupations, if none is given. Exits with 1 if something is found.
    """
    import datetime
    import json

    from occuguide.plugins.authoring.check.checking import check as look
    from occuguide.plugins.authoring.check.rules.spelling import dictionary

    if explain is not None:
        click.echo(_explained(explain))
        return
    checked = look(application, paths, datetime.date.today())
    if as_json:
        found = [
            {
                "path": str(one.path),
                "line": one.line,
                "column": one.column,
                "rule": one.rule,
                "problem": one.problem,
                "remedy": one.remedy,
            }
            for one in checked.findings
        ]
        click.echo(json.dumps({"files": checked.files, "findings": found}, indent=2, ensure_ascii=False))
    else:
        for finding in checked.findings:
            click.echo(str(finding))
        number = len(checked.findings)
        said = "nothing was found" if not number else f"{number} finding{'s' if number > 1 else ''}"
        click.echo(f"{checked.files} file{'' if checked.files == 1 else 's'}: {said}.")
    if "spelling" not in application.settings.check.off and dictionary() is None:
        click.echo(
            "Spelling was not checked: pip install 'occuguide[spelling]', and an English dictionary for it.", err=True
        )
    if checked.findings:
        click.get_current_context().exit(1)


def _explained(name: str) -> str:
    from occuguide.core import UnknownNameError, did_you_mean
    from occuguide.plugins.authoring.check.rules import RULES

    if name == "all":
        return "\n".join(f"{rule.name}: {rule.headline}" for rule in RULES.values())
    if name not in RULES:
        raise UnknownNameError(f"there is no rule {name!r}", remedy=did_you_mean(name, RULES, "See --explain all."))
    return f"{name}\n\n{RULES[name].explanation}"
