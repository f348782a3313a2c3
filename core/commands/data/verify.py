"""``occuguide data verify``: whether the fact store is sound."""

import contextlib

import click
from attrs import asdict

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_json
from occuguide.core.store import open_readonly
from occuguide.core.verification import Finding, verify


@click.command("verify", short_help="Whether the fact store is sound, and each figure has a source.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verify_(application: Application, as_json: bool) -> None:
    """Look through the fact store that is in use: damage, figures without a source, codes that nothing defines.

    Faults are told from remarks: the exit status is 1 only if there are faults.
    """
    path = application.facts.path
    with contextlib.closing(open_readonly(path)) as connection:
        findings = list(verify(connection))
    faults = sum(one.count for one in findings if one.fault)
    remarks = sum(one.count for one in findings if not one.fault)
    if as_json:
        found = [asdict(one) for one in findings]
        echo_json({"store": str(path), "faults": faults, "remarks": remarks, "findings": found})
    else:
        for one in findings:
            _echo(one)
        click.echo(f"{path}: {faults:,} {_plural('fault', faults)}, {remarks:,} {_plural('remark', remarks)}.")
    if faults:
        raise click.exceptions.Exit(1)


def _echo(finding: Finding) -> None:
    kind = "fault" if finding.fault else "remark"
    table = f"table {finding.table}: " if finding.table else ""
    click.echo(f"{kind}: {table}{finding.problem}. {finding.remedy}")
    for key in finding.keys:
        click.echo(f"  {key}")
    if finding.count > len(finding.keys):
        click.echo(f"  ... and {finding.count - len(finding.keys):,} more")


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
