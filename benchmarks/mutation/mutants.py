"""Makes mutants: a module's source with one place changed.

Changed are the insides of functions and the plain numbers that stand at the top of a module
(thresholds). Text is left as it is: what a message says is no arithmetic.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Scope = _Function | ast.Lambda | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the function it is in (``""`` at the top of a module), its line, and what.

    ``node`` is the place of the changed node in `ast.walk` of the module, ``way`` which of its
    changes it is.
    """

    module: str
    function: str
    line: int
    what: str
    node: int
    way: int

    @property
    def name(self) -> str:
        """What the mutant is known by, as long as its function says the same."""
        return f"{self.module}:{self.function}: {self.what}"


def mutants_of(source: str, module: str) -> list[Mutant]:
    r"""Make all mutants of a module, in the order of its lines.

    >>> [mutant.name for mutant in mutants_of("def over(a, b):\n    return a > b", "m")]
    ['m:over: return a > b → return None', 'm:over: a > b → a >= b', 'm:over: a > b → a <= b']
    """
    tree = ast.parse(source)
    places = {id(node): at for at, node in enumerate(ast.walk(tree))}
    made = []
    seen: Counter[str] = Counter()
    for function, node in _inside(tree):
        for way, (what, _) in enumerate(_changes(node)):
            seen[f"{function}: {what}"] += 1
            nth = seen[f"{function}: {what}"]
            text = what if nth == 1 else f"{what} (#{nth})"
            line = (node.target if isinstance(node, ast.comprehension) else node).lineno  # type: ignore[attr-defined]
            made.append(Mutant(module, function, line, text, places[id(node)], way))
    return sorted(made, key=lambda mutant: (mutant.line, mutant.node, mutant.way))


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """Return the module's tree with the change in it."""
    tree = ast.parse(source)
    old = next(node for at, node in enumerate(ast.walk(tree)) if at == mutant.node)
    _, new = _changes(old)[mutant.way]
    _Put(old, new).visit(tree)
    return ast.fix_missing_locations(tree)


class _Put(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the new node for the old one."""
        if node is self._old:
            return ast.copy_location(self._new, node)
        return self.generic_visit(node)


def _inside(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Give the nodes in functions with the function's name, and the numbers at the top."""
    for top in tree.body:
        if isinstance(top, _Function):
            yield from _body(top, top.name)
        elif isinstance(top, ast.ClassDef):
            for method in (one for one in top.body if isinstance(one, _Function)):
                yield from _body(method, f"{top.name}.{method.name}")
        elif isinstance(top, ast.AnnAssign | ast.Assign) and isinstance(top.value, ast.Constant):
            yield "", top.value


def _body(function: _Function, name: str) -> Iterator[tuple[str, ast.AST]]:
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        yield name, node
        if isinstance(node, _Function):
            stack += node.body
        elif isinstance(node, ast.AnnAssign):
            stack += [node.value] if node.value else []
        elif _position(node) is not None:
            stack.append(node.value)  # type: ignore[attr-defined]
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            continue  # a seat belt: the lengths are equal
        else:
            stack += ast.iter_child_nodes(node)


def _changes(node: ast.AST) -> list[tuple[str, ast.AST]]:
    """List what a node can be changed to, each with its description."""
    new = [*_of_expression(node), *_of_statement(node)]
    return [(f"{_text(node)} → {_text(other)}", other) for other in new]


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    if isinstance(node, ast.comprehension):
        return ast.unparse(node).strip()
    return " ".join(ast.unparse(node).split())


def _of_expression(node: ast.AST) -> list[ast.AST]:  # noqa: PLR0911 - a table of kinds
    match node:
        case ast.Compare(left, [op], [right]):
            return [ast.Compare(left, [other()], [right]) for other in _COMPARED[type(op)]]
        case ast.Compare(left, [first, second], [middle, right]):
            one = [[o(), second] for o in _COMPARED[type(first)]]
            two = [[first, o()] for o in _COMPARED[type(second)]]
            return [ast.Compare(left, list(ops), [middle, right]) for ops in one + two]
        case ast.BinOp(left, op, right) if type(op) in _REACHED:
            return [ast.BinOp(left, _REACHED[type(op)](), right)]
        case ast.BoolOp(op, values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [ast.BoolOp(other, values), *_with_one_less(op, values)]
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            return [operand]
        case ast.Subscript(value, _, ctx) if (at := _position(node)) is not None:
            others = [at + 1, *([at - 1] if at > 0 else [])]
            return [ast.Subscript(value, ast.Constant(other), ctx) for other in others]
        case ast.Constant(bool() as value):
            return [ast.Constant(not value)]
        case ast.Constant(int() as value):
            return [ast.Constant(value + 1), ast.Constant(value - 1)]
        case ast.Call(ast.Name(name), args, keywords) if name in _CALLED:
            return [ast.Call(ast.Name(_CALLED[name], ast.Load()), args, keywords)]
        case ast.comprehension(target, iterated, ifs, is_async) if ifs:
            return [
                ast.comprehension(target, iterated, ifs[:at] + ifs[at + 1 :], is_async)
                for at in range(len(ifs))
            ]
        case _:
            return []


def _with_one_less(op: ast.boolop, values: list[ast.expr]) -> list[ast.AST]:
    rests = [values[:at] + values[at + 1 :] for at in range(len(values))]
    return [rest[0] if len(rest) == 1 else ast.BoolOp(op, rest) for rest in rests]


def _of_statement(node: ast.AST) -> list[ast.AST]:
    match node:
        case ast.Return(value) if value is not None and not _is_nothing(value):
            return [ast.Return(ast.Constant(None))]
        case ast.If(_, body, []) if isinstance(body[-1], ast.Return | ast.Continue | ast.Break):
            return [ast.If(ast.Constant(False), body, [])]
        case ast.Continue() | ast.Break() | ast.Raise() | ast.AugAssign():
            return [ast.Pass()]
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            return [ast.Pass()]
        case ast.Expr(value) if not isinstance(value, ast.Constant):
            return [ast.Pass()]
        case _:
            return []


def _is_nothing(value: ast.expr) -> bool:
    """Tell whether a returned value is None, or False, which is changed to True elsewhere."""
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)


def _position(node: ast.AST) -> int | None:
    """Return the place that is taken out of a sequence (``rows[0]``)."""
    match node:
        case ast.Subscript(_, ast.Constant(int() as at)):
            return at
        case _:
            return None
