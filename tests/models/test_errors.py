"""Errors say what is wrong and what to do, also when they come from another process."""

from __future__ import annotations

import pickle

import pytest

from models import errors
from models.errors import VvrapError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, VvrapError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_from_one_process_to_another_whole(kind: type[VvrapError]) -> None:
    raised = kind("The file is empty.", "Save it again.")

    arrived = pickle.loads(pickle.dumps(raised))  # noqa: S301 - what was pickled a moment ago

    assert type(arrived) is kind
    assert (arrived.problem, arrived.remedy) == ("The file is empty.", "Save it again.")
    assert str(arrived) == "The file is empty. Save it again."
