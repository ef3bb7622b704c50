"""What the guards of every template share: reading a run, looking over the shoulder of `experiment.py`, writing the verdicts. Locked."""
from __future__ import annotations

import argparse
import json
import runpy
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

HERE = Path(__file__).resolve().parent


class Failed(Exception):
    """A guard that is not passed; the message is a sentence that says why the numbers of the run do not count."""


@dataclass(frozen=True)
class Run:
    """A finished run: its folder, its `final_info.json` and its `extra.json`."""

    folder: Path
    results: dict[str, dict]
    extra: dict[str, Any]

    def values(self, dataset: str, metric: str) -> list[float]:
        """One value per seed."""
        try:
            return self.results[dataset]["final_info_dict"][metric]
        except (KeyError, TypeError):
            raise Failed(f"final_info.json has no values of {metric} for each seed of {dataset}.") from None


@dataclass(frozen=True)
class Experiment:
    """`experiment.py` as it is: what it hands to the evaluator as `fit`, and its names. `replaced`: parts of locked modules that it changed."""

    fit: Callable
    names: dict[str, Any]
    replaced: list[str]

    def part(self, name: str) -> Callable:
        if not callable(self.names.get(name)):
            raise Failed(f"experiment.py has no {name}(), which the guards need.")
        return self.names[name]


def guard_run(guards: dict[str, Callable[[Run], str]]) -> None:
    """Runs every guard on the run named by --out_dir and writes `guards.json` there. A guard gives a sentence, or raises `Failed`."""
    parser = argparse.ArgumentParser(description="Checks that a run must pass before its numbers count.")
    parser.add_argument("--out_dir", default="run_0", help="folder that holds the record of the run")
    folder = Path(parser.parse_args().out_dir)
    run = Run(folder, read_json(folder / "final_info.json"), read_json(folder / "extra.json"))
    verdicts = {name: verdict_of(guard, run) for name, guard in guards.items()}
    draft = folder / "guards.json.part"
    draft.write_text(json.dumps(verdicts, indent=1) + "\n", encoding="utf-8")
    draft.replace(folder / "guards.json")
    for name, verdict in verdicts.items():
        print(f"{name}: {'passed' if verdict['passed'] else 'FAILED'}. {verdict['detail']}", flush=True)


def read_json(path: Path) -> dict:
    if not path.exists():
        raise SystemExit(f"{path} is not there, so there is no run to check.")
    return json.loads(path.read_text(encoding="utf-8"))


def verdict_of(guard: Callable[[Run], str], run: Run) -> dict:
    """What cannot be checked is not passed."""
    try:
        return {"passed": True, "detail": guard(run)}
    except Failed as failure:
        return {"passed": False, "detail": str(failure)}
    except (Exception, SystemExit) as error:
        return {"passed": False, "detail": f"This could not be checked: {type(error).__name__}: {error}".strip()}


def same_means(run: Run) -> None:
    """The means of the record are those of its seeds."""
    for dataset, result in run.results.items():
        for metric, mean in result["means"].items():
            values = run.values(dataset, metric)
            if abs(mean - sum(values) / len(values)) > 1e-6 * max(1.0, abs(mean)):
                raise Failed(f"{metric} of {dataset} is {mean:.6g}, which is not the mean of its seeds.")


def experiment_under(evaluate: Any, *locked: Any) -> Experiment:
    """Runs `experiment.py` as the command does, with an evaluator that only takes what it is handed."""
    handed: list[Callable] = []
    evaluate.run_benchmark, original = lambda fit, out_dir: handed.append(fit), evaluate.run_benchmark
    before = {module: dict(vars(module)) for module in (evaluate, *locked)}
    arguments, sys.argv = sys.argv, ["experiment.py", "--out_dir", tempfile.mkdtemp()]
    try:
        names = runpy.run_path(str(HERE / "experiment.py"), run_name="__main__")
    except (Exception, SystemExit) as error:
        raise Failed(f"experiment.py could not be started under the guards: {type(error).__name__}: {error}") from error
    finally:
        sys.argv = arguments
        replaced = [f"{module.__name__}.{name}" for module, parts in before.items() for name, part in parts.items() if getattr(module, name, None) is not part]
        evaluate.run_benchmark = original
    if not handed:
        raise Failed("experiment.py does not hand its training to evaluate.run_benchmark, so the evaluator measured nothing.")
    return Experiment(handed[0], names, replaced)


def refuse_replaced(experiment: Experiment) -> None:
    if experiment.replaced:
        raise Failed(f"experiment.py replaces {', '.join(experiment.replaced)}, by which it is judged.")


OPENED: list[str] = []  # every file opened while `watching_files` lasts; a hook cannot be taken away again
LISTENING: list[bool] = []


def _listen(event: str, arguments: tuple) -> None:
    if event == "open" and LISTENING and isinstance(arguments[0], (str, bytes)):
        OPENED.append(str(arguments[0]) if isinstance(arguments[0], str) else arguments[0].decode("utf-8", "replace"))


sys.addaudithook(_listen)


@contextmanager
def watching_files() -> Iterator[list[str]]:
    """Gives the list that grows with every file that is opened meanwhile."""
    OPENED.clear()
    LISTENING.append(True)
    try:
        yield OPENED
    finally:
        LISTENING.pop()


@contextmanager
def watching_calls(file: str) -> Iterator[list[str]]:
    """Gives the list that grows with the name of every function of the project's `file` that is called meanwhile."""
    called: list[str] = []
    path = str(HERE / file)

    def look(frame: Any, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_filename == path:
            called.append(frame.f_code.co_name)

    sys.setprofile(look)
    try:
        yield called
    finally:
        sys.setprofile(None)
