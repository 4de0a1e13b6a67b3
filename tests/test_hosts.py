"""What the hosts read: workflows, forms and templates. The hosts themselves cannot be tried here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import actionlint
from conftest import ROOT
from kapstok.issue_forms import FORMS, with_current_themes
from kapstok.load import load_catalogue
from kapstok.repository import Repository
from test_cases import lay

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
FORM = ROOT / ".github/ISSUE_TEMPLATE/praktijk.yml"


class Plain(yaml.BaseLoader):
    """YAML without types: ``on`` is a word."""


def loaded(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text("utf-8"), Plain)


def steps(path: Path) -> list[dict[str, Any]]:
    """Every step of every job of a workflow."""
    return [step for job in loaded(path)["jobs"].values() for step in job["steps"]]


def step_named(workflow: str, name: str) -> dict[str, Any]:
    [found] = [step for step in steps(ROOT / f".github/workflows/{workflow}.yml") if step.get("name") == name]
    return found


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        *[("vendor.github-workflows", path) for path in WORKFLOWS],
        *[("custom.github-workflows-require-timeout", path) for path in WORKFLOWS],
        ("vendor.github-issue-forms", FORM),
        ("vendor.github-issue-config", FORM.with_name("config.yml")),
        ("vendor.dependabot", ROOT / ".github/dependabot.yml"),
        ("vendor.gitlab-ci", GITLAB),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_file_fits_the_schema_of_its_host(schema: str, path: Path) -> None:
    """Every file for a host must fit the schema that SchemaStore has of it."""
    transform = ["--data-transform", "gitlab-ci"] if path == GITLAB else []
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *transform, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_workflows_pass_actionlint(tmp_path: Path) -> None:
    """The workflows must be right in what no schema sees: expressions, contexts, inputs of actions."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        "on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: 'echo ${{ github.evnt }}'}]}}\n"
    )
    try:
        assert len(actionlint.workflow_problems([wrong])) == 1
        assert actionlint.workflow_problems(WORKFLOWS) == []
    except actionlint.Unavailable as reason:
        pytest.skip(f"actionlint: {reason}")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_has_no_more_rights_than_it_needs(path: Path) -> None:
    """A workflow must read only, except where a job says so; it must trust no code of others and keep no password."""
    workflow, text = loaded(path), path.read_text("utf-8")
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    assert "secrets." not in text
    assert workflow["concurrency"]["group"]
    allowed = {"deploy": {"pages": "write", "id-token": "write"}}
    allowed |= {"report": {"actions": "read", "contents": "read", "issues": "write"}}
    for name, job in workflow["jobs"].items():
        assert job.get("permissions") == allowed.get(name), name
        assert int(job["timeout-minutes"]) <= 90
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
        assert "${{" not in step.get("run", ""), "a value belongs in env, where nobody can write code with it"


def test_pull_request_gets_no_setting_of_the_site() -> None:
    """What runs the code of a proposal must know nothing that only main may know."""
    check = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    assert "vars." not in check
    assert "github.token" not in check


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned(path: Path) -> None:
    """Every action must be pinned by commit, with its version beside it, the same in every workflow."""
    uses = re.findall(r"uses: (\S+?)@(\S+)(.*)", path.read_text("utf-8"))
    everywhere = {line for other in WORKFLOWS for line in re.findall(r"uses: (.*)", other.read_text("utf-8"))}
    for action, commit, comment in uses:
        assert re.fullmatch(r"[0-9a-f]{40}", commit), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
        assert len({line for line in everywhere if line.startswith(f"{action}@")}) == 1


def commands() -> list[str]:
    """Every line that a host runs."""
    lines = [line for path in WORKFLOWS for step in steps(path) for line in step.get("run", "").split("\n")]
    jobs = [job for job in loaded(GITLAB).values() if isinstance(job, dict) and "script" in job]
    return lines + [line for job in jobs for line in job["script"]]


def test_hosts_run_commands_that_exist() -> None:
    """A ``make`` command of a workflow must be one of the Makefile; both hosts must do the same."""
    known = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))
    used = {found for line in commands() for found in re.findall(r"^make ([a-z-]+)", line)}
    assert used == {"check", "build", "pages", "test", "links", "report", "audit"}
    assert used <= known


def test_github_gets_each_problem_at_its_line() -> None:
    """The command of the workflow must be the check that writes annotations."""
    line = step_named("check", "Zet elke opmerking bij haar regel")["run"]
    command = [*line.split(), "--dry-run", "--assume-old=.venv/.stamp"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "-m kapstok check --format github" in shown


@pytest.mark.parametrize(("case", "rules"), [(None, []), ("unknown-theme", ["onbekend-thema"])])
def test_gitlab_gets_a_report_whatever_the_outcome(
    case: str | None, rules: list[str], tmp_path: Path
) -> None:
    """The job of GitLab must write its code-quality report, and fail when the check does."""
    root = tmp_path / "catalogue"
    lay(ROOT / "tests/cases" / case if case else ROOT / "tests/catalogue", root)
    for name in ("hooks", "templates", ".venv"):
        (root / name).symlink_to(sys.prefix if name == ".venv" else ROOT / name)
    job = loaded(GITLAB)["content"]
    script = "\n".join(["make() { return 0; }", "set -eo pipefail", *job["script"]])
    result = subprocess.run(["bash", "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == (1 if case else 0), result.stderr
    report = json.loads((root / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert [problem["check_name"] for problem in report] == rules


FAKE_GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
case "$1 $2" in
  "issue list"|"run list") printf '%s\\n' "$ANSWER" ;;
  "run download") case " $MISSING " in *" $3 "*) exit 1 ;; esac ;;
esac
"""


def run_step(step: dict[str, Any], folder: Path, **environment: str) -> tuple[str, list[str]]:
    """A step as its host runs it, with ``gh`` replaced by one that remembers: its output and the calls."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "gh").write_text(FAKE_GH)
    (tools / "gh").chmod(0o755)
    calls = folder / "calls"
    calls.write_text("")
    result = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-c", step["run"]],
        cwd=folder,
        env={"PATH": f"{tools}:{os.environ['PATH']}", "CALLS": str(calls), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout, calls.read_text().splitlines()


def test_summary_leads_to_the_preview(tmp_path: Path) -> None:
    """The page of a check must lead to the preview of the site, and say how to look at it."""
    step = step_named("check", "Zeg waar het voorbeeld staat")
    summary = tmp_path / "summary"
    run_step(step, tmp_path, PREVIEW="https://example.org/1", GITHUB_STEP_SUMMARY=str(summary))
    assert "[Download het voorbeeld](https://example.org/1)" in summary.read_text("utf-8")


@pytest.mark.parametrize(("answer", "call"), [("7", "issue edit 7"), ("", "issue create --title Verslag")])
def test_report_keeps_one_issue(answer: str, call: str, tmp_path: Path) -> None:
    """The weekly report must renew the issue that is open, or open the first."""
    step = step_named("report", "Zet het verslag in één issue")
    (tmp_path / "report").mkdir()
    (tmp_path / "report/report.md").write_text("é" * 40_000, "utf-8")
    _, calls = run_step(step, tmp_path, ANSWER=answer, TITLE="Verslag")
    assert [line for line in calls if line.startswith(call)]
    assert len(calls) == 2
    body = (tmp_path / "issue.md").read_text("utf-8")
    assert set(body) == {"é"} and len(body.encode()) <= 60_000


@pytest.mark.parametrize(
    ("runs", "missing", "asked"),
    [
        (("12", "11"), "", ["12"]),
        (("12", "11", "10"), "12", ["12", "11"]),
        (("12", "11"), "12 11", ["12", "11"]),
        ((), "", []),
    ],
    ids=["last", "last-without-report", "none-left", "first"],
)
def test_report_goes_on_from_the_last_one(
    runs: tuple[str, ...], missing: str, asked: list[str], tmp_path: Path
) -> None:
    """What the web answered must be fetched from the last run that has it; without one the report must come all the same."""
    step = step_named("report", "Haal op wat de vorige keer antwoordde")
    output, calls = run_step(step, tmp_path, ANSWER="\n".join(runs), MISSING=missing)
    downloads = [line.split() for line in calls if line.startswith("run download")]
    assert [found[2] for found in downloads] == asked
    assert all(found[3:] == ["--name", "verslag", "--dir", "report"] for found in downloads)
    assert ("telt opnieuw" in output) == (len(missing.split()) == len(runs))


def test_report_goes_on_from_a_run_in_which_something_else_failed(tmp_path: Path) -> None:
    """A run that failed because of the audit must count too: its report was kept before; a proposal's run must not."""
    step = step_named("report", "Haal op wat de vorige keer antwoordde")
    _, [call] = run_step(step, tmp_path, ANSWER="")
    assert "--status completed" in call
    assert set(re.findall(r'event == "(\w+)"', call)) == set(
        loaded(ROOT / ".github/workflows/report.yml")["on"]
    )
    [job] = [
        job["steps"]
        for job in loaded(ROOT / ".github/workflows/report.yml")["jobs"].values()
        if step in job["steps"]
    ]
    names = [one.get("name", one.get("uses", "").split("@")[0]) for one in job]
    assert names.index("actions/upload-artifact") < names.index("Zet het verslag in één issue")


@pytest.mark.parametrize("path", FORMS)
def test_form_lists_the_themes_of_today(path: str) -> None:
    """The form must offer the themes of the register: ``make schema`` renews them."""
    text = (ROOT / path).read_text("utf-8")
    catalogue = load_catalogue(ROOT, date(2026, 1, 1))
    assert with_current_themes(path, text, catalogue) == text
    assert all(theme.question in text for theme in catalogue.themes.values())


def test_form_asks_consent_and_little_else() -> None:
    """The form must have few fields, all with an id, and ask that the text may appear and names no persons."""
    fields = {field["id"]: field for field in loaded(FORM)["body"] if field["type"] != "markdown"}
    assert list(fields) == ["naam", "plaats", "thema", "wat", "meer", "akkoord"]
    consent = fields["akkoord"]["attributes"]["options"]
    assert all(option["required"] == "true" for option in consent)
    gitlab = (ROOT / ".gitlab/issue_templates/Praktijk.md").read_text("utf-8")
    assert all(f"- [ ] {option['label']}" in gitlab for option in consent)


def test_issue_address_names_a_template_that_exists() -> None:
    """The address for telling about a practice must name a form of the project at both hosts."""
    form = Repository.of("https://github.com/v/k", "").issue_address()
    assert (ROOT / ".github/ISSUE_TEMPLATE" / form.partition("?template=")[2]).is_file()
    text = Repository.of("https://gitlab.com/v/k", "").issue_address()
    assert (ROOT / ".gitlab/issue_templates" / f"{text.rpartition('=')[2]}.md").is_file()


def test_both_hosts_ask_the_same_of_a_proposal() -> None:
    """The checklist of a proposal must be the same at both hosts."""
    lists = [
        re.findall(r"^- \[ \] (.*)$", (ROOT / path).read_text("utf-8"), re.M)
        for path in (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md")
    ]
    assert lists[0] == lists[1]
    assert len(lists[0]) == 6
