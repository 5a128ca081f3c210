"""The small changes that can be made to a Python source: each should make some test fail.

Left alone, because no test should pin it down: docstrings, annotations, type aliases, assertions (they are for the type
checker), `__all__`, keywords such as `frozen` or `help`, and the wording of messages, which is any f-string and any
string of two or more words. Which message is printed, and when, is fair game.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_PROSE: Final = re.compile(r"\w \w")
_LARGE: Final = 100  # one more than that is a change that nobody can see, so it is a tenth
_UNTESTED_KEYWORDS: Final = frozenset(
    {"frozen", "kw_only", "slots", "dict", "eq", "order", "strict", "maxsize"}
    | {"help", "short_help", "epilog", "metavar"}
)
_WITHOUT_ORDER: Final = frozenset({"max", "min", "click.option"})  # functions of which arguments may be swapped
_BOUNDARIES: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_OPPOSITES: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: Final[dict[type[ast.operator], ast.operator]] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.FloorDiv(),
    ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(),
    ast.Mod: ast.Mult(),
}


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """One change: the bytes from `start` to `end` of the source give way to `replacement`.

    A test reaches it if it executes one of `lines`. `at_import` says that the lines run when the module is imported.
    """

    operator: str
    line: int
    lines: tuple[int, ...]
    at_import: bool
    start: int
    end: int
    replacement: str

    def apply(self, source: str) -> str:
        """Return the source with this change."""
        encoded = source.encode()
        return (encoded[: self.start] + self.replacement.encode() + encoded[self.end :]).decode()

    def before_and_after(self, source: str) -> tuple[str, str]:
        """Return the changed lines of the source, before and after, each on one line."""
        encoded = source.encode()
        line_start = encoded.rfind(b"\n", 0, self.start) + 1
        line_end = encoded.find(b"\n", self.end)
        before = encoded[line_start:line_end].decode()
        after = encoded[line_start : self.start].decode() + self.replacement + encoded[self.end : line_end].decode()
        return " ".join(before.split()), " ".join(after.split())


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A node that may be changed, and where it stands."""

    node: ast.AST
    parent: ast.AST
    statement: ast.stmt
    in_function: bool


def mutations(source: str) -> list[Mutation]:
    """Return every change that this module knows for a Python source."""
    offsets = [0]
    for line in source.encode().splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))

    def offset(line: int, column: int) -> int:
        return offsets[line - 1] + column

    result = []
    for place in _places(ast.parse(source)):
        for operator, first, last, replacement in _changes(place):
            mutation = Mutation(
                operator=operator,
                line=first.lineno,
                lines=_lines(place.statement),
                at_import=not place.in_function,
                start=offset(first.lineno, first.col_offset),
                end=offset(last.end_lineno or last.lineno, last.end_col_offset or 0),
                replacement=replacement,
            )
            result.append(mutation)
    return result


def _lines(statement: ast.stmt) -> tuple[int, ...]:
    """Return the lines of a statement; of one with a body, the lines before the body."""
    body: list[ast.stmt] = getattr(statement, "body", [])
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return tuple(range(statement.lineno, max(last, statement.lineno) + 1))


# Which nodes may be changed.


def _places(tree: ast.Module) -> Iterator[_Place]:
    for statement in tree.body:
        yield from _below(statement, tree, statement, in_function=False)


def _below(node: ast.AST, parent: ast.AST, statement: ast.stmt, *, in_function: bool) -> Iterator[_Place]:
    if _is_untested(node):
        return
    statement = node if isinstance(node, ast.stmt) else statement
    yield _Place(node=node, parent=parent, statement=statement, in_function=in_function)
    for name, child in _children(node):
        runs_in_function = in_function or (name == "body" and isinstance(node, ast.FunctionDef | ast.Lambda))
        yield from _below(child, node, statement, in_function=runs_in_function)


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield name, child


def _is_untested(node: ast.AST) -> bool:
    match node:
        case ast.JoinedStr() | ast.Assert() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant()):  # a docstring
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
        case ast.Call(func=ast.Name(id="cast" | "TypeVar" | "NewType" | "assert_never")):
            return True
        case ast.keyword(arg=name):
            return name in _UNTESTED_KEYWORDS
        case ast.Constant(value=str(text)):
            return bool(_PROSE.search(text))
    return False


# What a node changes into. A change is its operator, the first and the last node that it replaces, and the new text.

_Node = ast.expr | ast.stmt | ast.keyword
_Change = tuple[str, _Node, _Node, str]


def _changes(place: _Place) -> Iterator[_Change]:
    node = place.node
    for operator, new in _new_expressions(node):
        assert isinstance(node, ast.expr)
        text = ast.unparse(new)
        needs_parentheses = isinstance(node, ast.BoolOp | ast.BinOp | ast.Compare | ast.UnaryOp)
        if needs_parentheses and not isinstance(place.parent, ast.stmt):
            text = f"({text})"
        yield operator, node, node, text
    for condition in _conditions(node):
        if not isinstance(condition, ast.UnaryOp):  # the change of a `not` into its operand says the same
            yield "negation", condition, condition, f"not ({ast.unparse(condition)})"
    if isinstance(node, ast.stmt) and place.in_function and not _is_last_return(node, place.parent):
        yield from _new_statements(node)
    if isinstance(node, ast.Call):
        yield from _new_arguments(node)


def _conditions(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.If(test=condition) | ast.While(test=condition) | ast.IfExp(test=condition):
            return [condition]
        case ast.comprehension(ifs=conditions):
            return conditions
    return []


def _new_expressions(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Compare():
            yield from _new_comparisons(node)
        case ast.BoolOp(op=operation, values=values):
            yield "and/or", ast.BoolOp(op=ast.Or() if isinstance(operation, ast.And) else ast.And(), values=values)
            yield "operand", _joined(operation, values[1:])
            yield "operand", _joined(operation, values[:-1])
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield "negation", operand
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in _ARITHMETIC:
            yield "arithmetic", ast.BinOp(left=left, op=_ARITHMETIC[type(operation)], right=right)
        case ast.Slice(lower=lower, upper=upper) if lower and upper:
            yield "slice", ast.Slice(lower=lower)
            yield "slice", ast.Slice(upper=upper)
        case ast.Slice(lower=lower, upper=upper) if lower or upper:
            yield "slice", ast.Slice()
        case ast.Constant(value=bool(value)):
            yield "constant", ast.Constant(value=not value)
        case ast.Constant(value=int(value) | float(value)):
            yield "constant", ast.Constant(value=value // 10 if value >= _LARGE else value + 1)
        case ast.Constant(value=str(value)):
            yield "constant", ast.Constant(value=f"{value}x")


def _new_comparisons(node: ast.Compare) -> Iterator[tuple[str, ast.Compare]]:
    for index, operation in enumerate(node.ops):
        for operator, table in (("boundary", _BOUNDARIES), ("comparison", _OPPOSITES)):
            if type(operation) in table:
                operations = [*node.ops]
                operations[index] = table[type(operation)]()
                yield operator, ast.Compare(left=node.left, ops=operations, comparators=node.comparators)


def _joined(operation: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return ast.BoolOp(op=operation, values=values) if len(values) > 1 else values[0]


def _is_last_return(node: ast.stmt, parent: ast.AST) -> bool:
    """Whether a function does the same without the statement: it returns None or False, and is the last one."""
    returns_none = isinstance(node, ast.Return) and (node.value is None or ast.unparse(node.value) in {"None", "False"})
    return returns_none and isinstance(parent, ast.FunctionDef) and node is parent.body[-1]


def _new_statements(node: ast.stmt) -> Iterator[_Change]:
    match node:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and not value.value):
            yield "return", node, node, "return None"
        case ast.Break():
            yield "jump", node, node, "continue"
        case ast.Continue():
            yield "jump", node, node, "break"
        case ast.AugAssign(op=operation) if type(operation) in _ARITHMETIC:
            yield "deletion", node, node, "pass"
            opposite = ast.AugAssign(target=node.target, op=_ARITHMETIC[type(operation)], value=node.value)
            yield "arithmetic", node, node, ast.unparse(opposite)
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Delete() | ast.Return():
            yield "deletion", node, node, "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "deletion", node, node, "pass"


def _new_arguments(call: ast.Call) -> Iterator[_Change]:
    for keyword in call.keywords:
        if keyword.arg and not _is_untested(keyword):
            yield "argument", keyword, keyword, "**{}"
    has_order = ast.unparse(call.func) not in _WITHOUT_ORDER
    if has_order and not any(isinstance(argument, ast.Starred) for argument in call.args):
        for first, second in pairwise(call.args):
            if ast.dump(first) != ast.dump(second):
                yield "argument", first, second, f"{ast.unparse(second)}, {ast.unparse(first)}"
