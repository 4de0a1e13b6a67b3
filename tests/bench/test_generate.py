"""A generated catalogue: of the size asked for, correct, always the same, and like the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.model import Practice
from kapstok.stem import tokens

from .generate import TODAY, generate, invented, record_files

NUMBER = 500


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return load_catalogue(ROOT, TODAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("catalogue") / "generated"
    generate(NUMBER, target)
    return target


@pytest.fixture(scope="module")
def generated(folder: Path) -> Catalogue:
    """The generated catalogue; reading it raises what ``kapstok check`` would say."""
    return load_catalogue(folder, TODAY)


def new(generated: Catalogue, real: Catalogue) -> list[Practice]:
    """The practices that were invented."""
    return [item for slug, item in generated.practices.items() if slug not in real.practices]


def vocabulary(practices: list[Practice]) -> set[str]:
    return {word for item in practices for word in tokens(f"{item.title} {item.summary} {item.body}")}


def test_it_has_the_number_asked_for(generated: Catalogue, real: Catalogue) -> None:
    """There must be so many practices, half as many more partners, and every real record."""
    assert len(generated.practices) == NUMBER
    assert len(generated.partners) == len(real.partners) + NUMBER // 2
    assert set(real.practices) < set(generated.practices)
    assert set(real.hangijzers) == set(generated.hangijzers)


def test_the_same_number_gives_the_same_files(real: Catalogue) -> None:
    """Two runs must give the same bytes."""
    (one, splits), (other, again) = invented(real, NUMBER), invented(real, NUMBER)
    assert [(file.path, file.text()) for file in one] == [(file.path, file.text()) for file in other]
    assert splits == again


def test_plain_records_are_the_same_records(generated: Catalogue) -> None:
    """The records as plain data must be those of the written catalogue, each with its title and its text."""
    kinds = (generated.practices, generated.hangijzers, generated.partners, generated.subsidies)
    written = {item.path: (item.title, item.body.strip()) for items in kinds for item in items.values()}
    plain = {
        file.path: (str(file.front.get("title") or file.front["name"]), file.body.strip())
        for file in record_files(NUMBER)
    }
    assert plain == written


def test_partners_stop_at_three_thousand(real: Catalogue) -> None:
    """However many practices, there must be at most 3,000 partners."""
    files, _ = invented(real, 7_000)
    assert sum(file.path.startswith("register/partners/") for file in files) == 3_000 - len(real.partners)


def test_fewer_than_the_real_ones_is_the_real_catalogue(real: Catalogue) -> None:
    """A number that the catalogue has already must add nothing."""
    assert invented(real, 3) == ([], {})


def test_texts_have_the_length_of_real_ones(generated: Catalogue, real: Catalogue) -> None:
    """Each invented text must have 60 words or more, and nearly all at most 200."""
    lengths = sorted(len(item.body.split()) for item in new(generated, real))
    assert lengths[0] >= 60
    assert lengths[-1] <= 260
    assert lengths[len(lengths) * 95 // 100] <= 205


def test_the_vocabulary_grows_as_in_real_text(generated: Catalogue, real: Catalogue) -> None:
    """The number of different words must grow about as in the real texts, with the power 0.62 of their length."""
    own, grown = (list(catalogue.practices.values()) for catalogue in (real, generated))
    factor = len(vocabulary(grown)) / len(vocabulary(own))
    assert 0.85 < factor / (len(grown) / len(own)) ** 0.62 < 1.15


def test_invented_records_use_every_field(generated: Catalogue, real: Catalogue) -> None:
    """The fields by which people filter must be filled about as often as in the real practices."""
    for name in ("municipality", "partners", "target_groups", "keywords", "place", "subsidies"):
        own, other = (
            sum(bool(getattr(item, name)) for item in items) / len(items)
            for items in (list(real.practices.values()), new(generated, real))
        )
        assert abs(own - other) < 0.15, (name, own, other)
