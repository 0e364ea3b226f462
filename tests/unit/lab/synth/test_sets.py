"""Sets on disk are the same for the same recipe; frozen sets share neither words nor seeds with each other."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from piaoju.lab.evaluate.dataset import load
from piaoju.lab.synth import KINDS, Level, frozen, sets
from piaoju.lab.synth.compose import layout
from piaoju.lab.synth.split import Split, generator, part
from piaoju.lab.synth.values.lexicon import pick, table


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def quiet(done: int, total: int) -> None:
    assert 0 < done <= total


def test_same_recipe_same_bytes(tmp_path: Path) -> None:
    tasks = sets.plan(["train_ticket", "multi", "negative"], 3, 3, Level.HARD)
    for name, workers in (("one", 1), ("other", 2)):
        sets.write_set(tasks, tmp_path / name, {"seed": 3}, quiet, workers)
    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "other")
    assert len(one) == 7


def test_manifest_proves_every_file_and_the_set_can_be_evaluated(tmp_path: Path) -> None:
    tasks = sets.plan(["train_ticket", "negative"], 3, 1, Level.CLEAN)
    paths = sets.write_set(tasks, tmp_path, {"seed": 1}, quiet)
    manifest = json.loads((tmp_path / sets.MANIFEST).read_text(encoding="utf-8"))
    hashes = {path.name: sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}
    hashes.pop(sets.MANIFEST)
    assert manifest["files"] == hashes
    assert manifest["recipe"] == {"seed": 1}
    assert set(manifest["fonts"]) == {"NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf"}
    assert sorted(sample.path for sample in load(tmp_path)) == sorted(paths)


def test_plan_takes_types_and_variants_in_turn() -> None:
    tasks = sets.plan(["train_ticket", "negative"], 8, 1, Level.SCAN)
    assert [task.type for task in tasks] == ["train_ticket", "negative"] * 4
    assert {task.variant for task in tasks if task.type == "train_ticket"} == set(KINDS["train_ticket"])


@pytest.mark.parametrize("recipe", frozen.RECIPES.values(), ids=lambda recipe: recipe.name)
def test_a_frozen_set_holds_every_type_variant_and_level(recipe: frozen.Recipe) -> None:
    tasks = frozen.tasks(recipe, 3)
    held = {(task.type, task.variant, task.level) for task in tasks}
    assert held == {(name, one, level) for name, variants in KINDS.items() for one in variants for level in Level}
    default = frozen.tasks(recipe)
    assert len(default) == len(set(default)) == len(KINDS) * len(Level) * frozen.DEFAULT_SIZE


def test_sets_have_seeds_of_their_own() -> None:
    seeds = [{task.seed for task in frozen.tasks(recipe)} for recipe in frozen.RECIPES.values()]
    assert len(set.union(*seeds)) == sum(map(len, seeds))
    assert frozen.RECIPES["test"].split is not frozen.RECIPES["dev"].split


def test_halves_share_no_word_and_together_are_all() -> None:
    words = table("words")["industry"]
    halves = [{pick(generator([seed], split), words) for seed in range(600)} for split in Split]
    assert not halves[0] & halves[1]
    assert halves[0] | halves[1] == set(words)
    assert abs(len(halves[0]) - len(halves[1])) <= 1


def test_halves_of_designs_differ_and_enumerations_are_whole() -> None:
    designs = [(1, 2), (3, 4), (5, 6), (7, 8)]
    dev, test = (part(generator([1], split), designs) for split in Split)
    assert sorted([*dev, *test]) == designs
    assert part(generator([1], Split.TEST), ["13%", "9%", "6%"]) == ["13%", "9%", "6%"]
    assert part(np.random.default_rng(1), designs) is designs


def test_a_half_does_not_depend_on_order() -> None:
    words = list(table("words")["road"])
    dev = generator([1], Split.DEV)
    assert set(part(dev, words)) == set(part(dev, words[::-1]))


def test_splits_change_documents() -> None:
    dev, test, whole = (layout("train_ticket", "paper", 3, split).fields for split in (Split.DEV, Split.TEST, None))
    assert dev != test
    assert whole not in (dev, test)


@pytest.mark.slow
@pytest.mark.parametrize("recipe", frozen.RECIPES.values(), ids=lambda recipe: recipe.name)
def test_frozen_sets_are_as_recorded(recipe: frozen.Recipe) -> None:
    """Each set shows a third of its sample, so that together they show every type at every level."""
    place = list(frozen.RECIPES).index(recipe.name)
    assert frozen.differences(recipe, frozen.sample(recipe)[place :: len(frozen.RECIPES)]) == []


def test_another_document_is_a_difference() -> None:
    other = sets.Task("quota_invoice", "paper", 7, Level.CLEAN)
    assert frozen.differences(frozen.RECIPES["dev"], [other]) == ["quota_invoice-paper-clean-000007"]
