"""The small stack language of PDF's calculator functions (ISO 32000-1, 7.10.5), in which spot colours are mixed."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

Program: TypeAlias = "list[float | str | Program]"
Stack: TypeAlias = list[float]

MAX_DEPTH = 32
"""Procedures nested deeper than this are a fault of the file."""

_TOKEN = re.compile(r"[{}]|[^\s{}]+")

_UNARY: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": round,
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": lambda value: math.sqrt(max(0.0, value)),
    "sin": lambda value: math.sin(math.radians(value)),
    "cos": lambda value: math.cos(math.radians(value)),
    "ln": lambda value: math.log(value) if value > 0 else 0.0,
    "log": lambda value: math.log10(value) if value > 0 else 0.0,
    "not": operator.not_,
}
_BINARY: dict[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": lambda left, right: left / right if right else 0.0,
    "idiv": lambda left, right: left // right if right else 0.0,
    "mod": lambda left, right: math.fmod(left, right) if right else 0.0,
    "exp": lambda left, right: abs(left) ** right if left else 0.0,
    "atan": lambda left, right: math.degrees(math.atan2(left, right)) % 360,
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "and": lambda left, right: int(left) & int(right),
    "or": lambda left, right: int(left) | int(right),
    "xor": lambda left, right: int(left) ^ int(right),
    "bitshift": lambda left, right: int(left) << int(right) if right >= 0 else int(left) >> int(-right),
}
_CONSTANTS = {"true": 1.0, "false": 0.0}


def parse_calculator(data: bytes) -> Callable[[Sequence[float]], Sequence[float]] | None:
    """The function that a calculator program describes; None when it cannot be parsed.

    A program that runs out of operands gives what it had so far: a colour a little off is better than none.
    """
    tokens = _TOKEN.findall(data.decode("latin-1"))
    if not tokens or tokens[0] != "{":
        return None
    program, rest = _parse(tokens[1:], 0)
    if program is None or rest:
        return None

    def evaluate(inputs: Sequence[float]) -> Sequence[float]:
        stack = [float(value) for value in inputs]
        try:
            _run(program, stack)
        except (IndexError, OverflowError, ValueError):
            return stack
        return stack

    return evaluate


def _parse(tokens: list[str], depth: int) -> tuple[Program | None, list[str]]:
    """A procedure up to its closing brace, and the tokens after it."""
    program: Program = []
    while tokens and depth <= MAX_DEPTH:
        word, tokens = tokens[0], tokens[1:]
        if word == "}":
            return program, tokens
        if word == "{":
            inner, tokens = _parse(tokens, depth + 1)
            if inner is None:
                return None, []
            program.append(inner)
            continue
        try:
            program.append(float(word))
        except ValueError:
            program.append(word)
    return None, []


def _run(program: Program, stack: Stack) -> None:
    for index, step in enumerate(program):
        if isinstance(step, float):
            stack.append(step)
        elif isinstance(step, str):
            _apply(step, stack, program[max(0, index - 2) : index])


def _apply(name: str, stack: Stack, before: Program) -> None:
    if name in _UNARY:
        stack.append(float(_UNARY[name](stack.pop())))
    elif name in _BINARY:
        right, left = stack.pop(), stack.pop()
        stack.append(float(_BINARY[name](left, right)))
    elif name in _CONSTANTS:
        stack.append(_CONSTANTS[name])
    elif name in {"if", "ifelse"}:
        _branch(name, stack, [step for step in before if isinstance(step, list)])
    else:
        _shuffle(name, stack)


def _branch(name: str, stack: Stack, procedures: list[Program]) -> None:
    chosen = bool(stack.pop())
    if name == "if" and chosen and procedures:
        _run(procedures[-1], stack)
    elif name == "ifelse" and len(procedures) == 2:
        _run(procedures[0 if chosen else 1], stack)


def _shuffle(name: str, stack: Stack) -> None:
    if name == "pop":
        stack.pop()
    elif name == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif name == "dup":
        stack.append(stack[-1])
    elif name == "copy":
        count = int(stack.pop())
        stack.extend(stack[len(stack) - count :] if count else [])
    elif name == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif name == "roll":
        turns, count = int(stack.pop()), int(stack.pop())
        top = stack[len(stack) - count :]
        turns = turns % count if count else 0
        stack[len(stack) - count :] = top[count - turns :] + top[: count - turns]
