"""Ctrl-C is let in where nothing is cut short by it."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from pipeline.batch.interruption import Interruptions


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_an_interruption_waits_for_the_part_that_lets_it_in() -> None:
    interruptions = Interruptions()
    reached = []

    def work() -> None:
        with interruptions.held_back():
            press()
            reached.append("written")
            with interruptions.let_in():
                reached.append("never")

    with pytest.raises(KeyboardInterrupt):
        work()

    assert reached == ["written"]


def test_an_interruption_is_let_in_while_waiting() -> None:
    interruptions = Interruptions()
    reached = []

    def work() -> None:
        with interruptions.held_back(), interruptions.let_in():
            press()
            reached.append("never")

    with pytest.raises(KeyboardInterrupt):
        work()

    assert reached == []


def test_an_interruption_that_found_no_way_in_comes_at_the_end() -> None:
    interruptions = Interruptions()
    reached = []

    def work() -> None:
        with interruptions.held_back():
            press()
            reached.append("all")

    with pytest.raises(KeyboardInterrupt):
        work()

    assert reached == ["all"]


def test_a_second_interruption_is_let_in_anywhere() -> None:
    interruptions = Interruptions()
    reached = []

    def work() -> None:
        with interruptions.held_back():
            press()
            reached.append("after the first")
            press()
            reached.append("never")

    with pytest.raises(KeyboardInterrupt):
        work()

    assert reached == ["after the first"]


def test_the_handler_before_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)

    with Interruptions().held_back():
        within = signal.getsignal(signal.SIGINT)

    assert within != before
    assert signal.getsignal(signal.SIGINT) == before


def test_a_thread_that_cannot_be_interrupted_goes_on() -> None:
    done = []

    def work() -> None:
        interruptions = Interruptions()
        with interruptions.held_back(), interruptions.let_in():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [True]
