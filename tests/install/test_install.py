"""A plain install of the core, as somebody gets it who only wants to assess."""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("django", "ortools", "z3", "polars", "pandas", "numpy", "pyspark", "narwhals")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that holds the built wheel and nothing of ours besides."""
    folder = tmp_path_factory.mktemp("install")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(build, check=True)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return python


def run(python: Path, code: str, cwd: Path) -> str:
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, cwd=cwd, check=True)
    return done.stdout


def test_the_core_brings_fewer_than_ten_packages_and_nothing_heavy(installed: Path, tmp_path: Path) -> None:
    listed = run(installed, "from importlib.metadata import distributions as d; print(*[x.name.lower() for x in d()])", tmp_path)
    packages = set(listed.split()) - {"pip", "setuptools", "wheel"}
    assert "wervel" in packages
    assert len(packages) < 10
    assert not packages & set(HEAVY)


def test_a_bare_install_assesses_and_loads_nothing_heavy(installed: Path, tmp_path: Path) -> None:
    code = """
import json, sys
from wervel import load, assess
answer = assess(load(), {"bladder_retention_or_hesitancy": "yes", "ces_onset_days": 1})
print(json.dumps([answer.at_least, sorted(sys.modules)]))
"""
    at_least, modules = json.loads(run(installed, code, tmp_path))
    assert at_least == "emergency"
    assert not [name for name in HEAVY if name in modules]
    assert "rich" not in modules, "the library has no business with terminals"


def test_without_the_solver_a_plan_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    command = [str(installed.with_name("wervel")), "plan", str(ROOT / "examples" / "hockey_sprain.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "found no ortools, which plans programmes; install it with `pip install wervel[plan]`\n"


def test_the_wheel_carries_the_whole_guideline(installed: Path, tmp_path: Path) -> None:
    code = "from wervel import load; g = load(); print(len(g.exercises), g.version)"
    exercises, version = run(installed, code, tmp_path).split()
    from wervel import load

    assert (int(exercises), version) == (116, load().version)


def test_the_command_works_outside_the_repository(installed: Path, tmp_path: Path) -> None:
    case = ROOT / "examples" / "cauda_equina.yaml"
    command = [str(installed.with_name("wervel")), "assess", str(case), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert json.loads(done.stdout)["urgency"]["at_least"] == "emergency"
