"""Mutation testing of the rules: each small wrong change must make some test fail.

    pip install cosmic-ray
    python benchmarks/mutants.py [MODULE ...]      # modules of s117xl/rules; all without a name

cosmic-ray makes the mutants. Each is tested in a forked process that has numpy and pytest loaded
and takes the mutated module from memory, so no file is changed and a mutant costs half a second:
the module's own tests first, then all tests of the rules, the domain's cases and the generated
pages. A survivor is printed with its line. `regardless` is left out: tests/rules/regardless.txt
tells what hangs on each, and would take minutes here. Some change nothing that can be seen;
docs/decisions/0008-mutants.md says which. Needs a system with fork.
"""

from __future__ import annotations

import ast
import importlib
import importlib.machinery
import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RULES = ROOT / "s117xl" / "rules"
SECONDS = 120
AT_ONCE = 2

# Of the operators of cosmic-ray those that can go unseen. The others give a TypeError at once, as
# `&` to `+` does for answers, or stand for the same wrong thing.
OPERATORS = (
    "ReplaceBinaryOperator_BitAnd_BitOr", "ReplaceBinaryOperator_BitOr_BitAnd",
    "ReplaceBinaryOperator_Add_Sub", "ReplaceBinaryOperator_Sub_Add",
    "ReplaceComparisonOperator_Lt_LtE", "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_Gt_GtE", "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_Lt_GtE", "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_Gt_LtE", "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Eq_NotEq", "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceUnaryOperator_Delete_Invert", "ReplaceUnaryOperator_Delete_USub",
    "ReplaceUnaryOperator_Delete_Not", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue",
    "ReplaceAndWithOr", "ReplaceOrWithAnd", "NumberReplacer", "AddNot", "RemoveDecorator",
    "ZeroIterationForLoop",
)  # fmt: skip


def mutants(path: Path) -> Iterator[tuple[str, int, str]]:
    """Each mutant of a module: the operator, the line, and the whole mutated text."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    text = path.read_text("utf-8")
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = [
            start for node in ast_nodes(get_ast(text)) for start, _ in
            operator.mutation_positions(node)
        ]  # fmt: skip
        for occurrence, (line, _) in enumerate(places):
            mutated = mutate_code(text, operator, occurrence)
            if mutated is None or _runs(mutated) == _runs(text):
                continue
            if "regardless=False" not in "".join(mutated.splitlines()[line - 1 : line]):
                yield name, line, mutated


def _runs(text: str) -> str:
    """What of a module is run: its syntax tree without the annotations, which nobody evaluates."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def survivors(path: Path, texts: list[str]) -> list[bool]:
    """For each mutated text, whether every test passes with it in place of the module."""
    alive = [False] * len(texts)
    running: dict[int, int] = {}

    def reap() -> None:
        child, status = os.wait()
        alive[running.pop(child)] = os.waitstatus_to_exitcode(status) == 0

    for number, mutated in enumerate(texts):
        if len(running) == AT_ONCE:
            reap()
        child = os.fork()
        if child == 0:
            os._exit(_tests(path, mutated))
        running[child] = number
    while running:
        reap()
    return alive


def _tests(path: Path, mutated: str) -> int:
    import signal

    import pytest

    signal.alarm(SECONDS)
    real = importlib.machinery.SourceFileLoader.get_code

    def get_code(loader: Any, name: str) -> Any:
        if Path(loader.path) == path:
            return compile(mutated, str(path), "exec")
        return real(loader, name)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    own = ROOT / "tests" / "rules" / f"test_{path.stem}.py"
    others = ["tests/rules", "tests/test_domain_cases.py", "tests/test_check.py",
              "tests/test_settings.py"]  # fmt: skip
    plain = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "-W", "ignore:Module already imported",
             "--ignore=tests/rules/test_every_clause.py"]  # fmt: skip
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        # To collect all tests takes longer than most mutants live.
        for first in (own, ROOT / "tests" / "test_docs.py"):
            if first.exists() and pytest.main([*plain, str(first)]):
                return 1
        return int(pytest.main([*plain, *others]))


def main(names: list[str]) -> int:
    """Test every mutant of these modules and print the survivors; how many there are."""
    for slow in ("hypothesis", "numpy", "pytest"):
        importlib.import_module(slow)  # once, before the forks
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    paths = [RULES / f"{n}.py" for n in names] if names else sorted(RULES.glob("*.py"))
    left: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in paths:
        made = list(mutants(path))
        if survivors(path, [path.read_text("utf-8")]) != [True]:
            sys.exit(f"{path.name} fails its tests as it stands; mend that first")
        alive = survivors(path, [mutated for _, _, mutated in made])
        total[path.stem], left[path.stem] = len(made), sum(alive)
        for (name, line, mutated), survived in zip(made, alive, strict=True):
            if survived:
                became = "".join(mutated.splitlines()[line - 1 : line]).strip()
                print(f"{path.name}:{line} {name}: {became}", flush=True)
        print(f"# {path.stem}: {len(made)} mutants, {sum(alive)} survive", flush=True)
    print(f"# in all: {total.total()} mutants, {left.total()} survive")
    return left.total()


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
