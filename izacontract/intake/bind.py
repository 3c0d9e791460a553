"""The tree of what was typed -> models, with an open point for what a draft may lack and a finding for each fault.

A faulty value counts as absent, so that everything around it can still be checked: all faults at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final, TypeVar, cast

from pydantic import ValidationError, create_model, field_validator
from pydantic_core.core_schema import ValidatorFunctionWrapHandler

from izacontract.errors import Finding, Path, PluginError, Told, dotted
from izacontract.intake import messages as m
from izacontract.intake.lines import MANY, doubts, plain_lines
from izacontract.intake.translate import finding_of, suggested_key
from izacontract.intake.tree import UNREADABLE, Node, Tree, Unreadable, is_absent
from izacontract.meant import nearest
from izacontract.message import Message
from izacontract.model.memory import exactly, remembered
from izacontract.model.shapes import Shape, can_be_all_open, shapes_of
from izacontract.model.terms import Terms, supplier_of
from izacontract.model.values import OpenPoint, is_open

CHECK_FAILED = Message(
    "plugin.controle",
    "De controle van '{path}' in {where} is vastgelopen: {what}",
    "The check of '{path}' in {where} failed: {what}",
    "Meld dit aan de maker van die plugin.",
    "Report this to the maker of that plugin.",
)

AnyTerms = TypeVar("AnyTerms", bound=Terms)

QUOTE_COMMA: Final = Told(
    "Hoort dit bij de tekst ervoor? Zet een tekst met een komma dan tussen aanhalingstekens.",
    "Does this belong to the text before it? Then put a text with a comma between quotes.",
)
"""Between braces a comma ends a value: `{naam: Jansen, Pietersen}` has a key Pietersen without a value."""


SPACE_AFTER_COLON: Final = Told("Zet een spatie achter de dubbele punt.", "Put a space behind the colon.")
"""Between braces `{regime:vrij}` is a key of that name without a value."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """A group as it was bound, with what that added to `findings`, `replaced` and `choices`."""

    terms: Terms
    findings: Sequence[Finding]
    replaced: AbstractSet[Path]
    choices: Mapping[Path, tuple[str, ...]]


class Binder:
    """Binds the groups of one request.

    `findings` gathers the faults. `replaced` holds the paths of values that even a draft needs but that are
    absent or wrong; a stand-in (an open point, its text, or an empty list) keeps their place. `choices` holds what
    may be filled in for each value that is still open and not free.
    """

    def __init__(self, tree: Tree) -> None:
        self.findings: list[Finding] = []
        self.replaced: set[Path] = set()
        self.choices: dict[Path, tuple[str, ...]] = {}
        self._tree = tree

    def group(self, model: type[AnyTerms], typed: Node, path: Path, *, needed: bool = True) -> AnyTerms:
        """Return `model` filled with what was typed at `path`.

        What is absent or wrong becomes the field's default, else an open point. With `needed` it is a fault
        when nothing is there that a draft cannot do without. The same typed at the same path before, without a
        finding, gives the very same object.
        """
        bound = _bound(self._tree, model, typed, path, needed)
        self.findings += bound.findings
        self.replaced |= bound.replaced
        self.choices |= bound.choices
        return cast(AnyTerms, bound.terms)

    def alone(self, model: type[AnyTerms], typed: Node, path: Path, *, needed: bool) -> AnyTerms:
        """Return `model` as `group` does, whatever was bound before."""
        if isinstance(typed, (list, str)) and typed:
            self._not_a_group(model, path)
        group = typed if isinstance(typed, dict) else {}
        complete = needed and (isinstance(typed, dict) or is_absent(typed))
        self.unknown_keys(model, group, path)
        values: dict[str, Any] = {}
        held: dict[str, Any] = {}
        for key, shape in shapes_of(model).items():
            below = (*path, key)
            value = self._value(shape, group.get(key), below)
            if value is None and shape.need == "draft" and complete:
                self.findings.append(m.MISSING.finding(*below, key=key, help=shape.info.description or key))
            if value is None or isinstance(value, Unreadable):
                self._stand_in(shape, below, values, held)
            else:
                values[key] = value
        return self._built(model, values, held, path)

    def items(self, model: type[AnyTerms], typed: Node, path: Path) -> tuple[AnyTerms, ...]:
        """Return the items of a list typed at `path`, each a `model`."""
        if not isinstance(typed, list):
            if not is_absent(typed) and not isinstance(typed, Unreadable):
                self.findings.append(m.NOT_A_LIST_OF_GROUPS.finding(*path, item=_item_of(model)))
            return ()
        paths = [(*path, index) for index in range(len(typed))]
        if len(typed) > MANY and (found := plain_lines(model, typed, paths)):
            self.findings += found.findings
            self.choices |= found.choices
            return cast("tuple[AnyTerms, ...]", found.terms)
        return tuple(self.group(model, item, below) for item, below in zip(typed, paths, strict=True))

    def unknown_keys(self, model: type[Terms], group: Mapping[str, Node], path: Path) -> None:
        """Report each key of `group` that `model` does not have, with the key that was probably meant."""
        known = list(shapes_of(model))
        for key in group:
            if key not in known:
                hint = suggested_key(key, known) if group[key] is not None or nearest(key, known) else QUOTE_COMMA
                if group[key] is None and key.partition(":")[0] in known:
                    hint = SPACE_AFTER_COLON
                if section := model.elsewhere.get(key):
                    hint = Told(f"Typ dit in het onderdeel '{section}'.", f"Type this in the section '{section}'.")
                finding = m.UNKNOWN_KEY.finding(*path, key, key=key, hint=hint)
                self.findings.append(self.at_key(finding))

    def at_key(self, finding: Finding) -> Finding:
        """Return `finding` with the position of its key rather than of the value."""
        return replace(finding, position=self._tree.place_of_key(finding.path))

    def _not_a_group(self, model: type[Terms], path: Path) -> Unreadable:
        if path and isinstance(path[-1], int):
            self.findings.append(m.NOT_AN_ITEM.finding(*path, item=_item_of(model)))
        else:
            self.findings.append(m.NOT_A_GROUP.finding(*path, key=path[-1], known=", ".join(shapes_of(model))))
        return UNREADABLE

    def _value(self, shape: Shape, typed: Node, path: Path) -> Any:
        """Return what is to be validated as `shape`; None when absent, UNREADABLE when a finding says what is wrong."""
        if shape.model is not None and not shape.many and isinstance(typed, dict) and is_absent(typed):
            self.unknown_keys(shape.model, typed, path)
        if is_absent(typed):
            return None
        if isinstance(typed, Unreadable):
            return typed
        if shape.model is not None and shape.many:
            return self.items(shape.model, typed, path) or UNREADABLE
        if shape.model is not None:
            is_group = isinstance(typed, dict)
            return self.group(shape.model, typed, path) if is_group else self._not_a_group(shape.model, path)
        if shape.single and isinstance(typed, (dict, list)):
            self.findings.append(m.NOT_ONE_VALUE.finding(*path))
            return UNREADABLE
        within = typed.values() if isinstance(typed, dict) else typed if isinstance(typed, list) else ()
        return UNREADABLE if any(isinstance(item, Unreadable) for item in within) else typed

    def _stand_in(self, shape: Shape, path: Path, values: dict[str, Any], held: dict[str, Any]) -> None:
        """Put in `values` what stands for an absent value: nothing where a default holds, else an open point."""
        values.pop(shape.key, None)
        if shape.need == "optional":
            return
        if shape.model is not None and not shape.many and can_be_all_open(shape.model):
            values[shape.key] = self.group(shape.model, None, path, needed=False)
            return
        point = OpenPoint(dotted(path), shape.unit, supplier_of(shape.info), shape.info.title or "")
        values[shape.key] = point
        if shape.choices:
            self.choices[path] = shape.choices
        if shape.need == "draft":
            self.replaced.add(path)
            held[shape.key] = str(point) if shape.text else () if shape.many else point

    def _built(self, model: type[AnyTerms], values: dict[str, Any], held: dict[str, Any], path: Path) -> AnyTerms:
        """Return `model` built from `values`, without those that turn out wrong; `held` are stand-ins already."""
        whole = not held
        while True:
            reader: type[Terms] = model if whole else _fields_alone(model)
            try:
                read = reader.model_validate(values, by_alias=True, by_name=False)
            except ValidationError as error:
                faults = error.errors()
                self.findings.extend(dict.fromkeys(finding_of(fault, (*path, *fault["loc"])) for fault in faults))
                wrong = {str(fault["loc"][0]) for fault in faults if fault["loc"]}
                for key in sorted(wrong):
                    self._stand_in(shapes_of(model)[key], (*path, key), values, held)
                whole = whole and bool(wrong) and not held
            except Exception as error:  # a plugin's validator may raise anything
                raise _broken(model, path, error) from error
            else:
                self.findings += doubts(read, values, path)
                if whole:
                    return cast(AnyTerms, read)
                fields = {
                    shape.name: held.get(key, getattr(read, shape.name)) for key, shape in shapes_of(model).items()
                }
                return cast(AnyTerms, model.model_construct(**fields))


@remembered(
    1024,
    key=lambda tree, model, typed, path, needed: (model, path, needed, exactly(typed)),
    when=lambda bound: not bound.findings,
)
def _bound(tree: Tree, model: type[Terms], typed: Node, path: Path, needed: bool) -> _Bound:
    if found := plain_lines(model, (typed,), (path,)):
        return _Bound(found.terms[0], found.findings, frozenset(), found.choices)
    alone = Binder(tree)
    terms = alone.alone(model, typed, path, needed=needed)
    return _Bound(terms, alone.findings, alone.replaced, alone.choices)


def _item_of(model: type[Terms]) -> str:
    """Return how an item of a list of `model` is typed between braces, with a gap for each value."""
    return ", ".join(f"{key}: …" for key in shapes_of(model))


def _broken(model: type[Terms], path: Path, error: Exception) -> PluginError:
    where, what = f"{model.__module__}.{model.__qualname__}", f"{type(error).__name__}: {error}"
    return CHECK_FAILED.failure(PluginError, path=dotted(path), where=where, what=what)


@remembered(64)
def _fields_alone(model: type[Terms]) -> type[Terms]:
    """Return a model with the fields of `model` in which any value may be open, without its other checks."""

    def let_open_through(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
        return value if is_open(value) else validate(value)

    fields = {
        name: (Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation, copy(info))
        for name, info in model.model_fields.items()
    }
    validators = {"let_open_through": field_validator("*", mode="wrap")(let_open_through)}
    built: type[Terms] = create_model(model.__name__, __base__=Terms, __validators__=validators, **fields)  # type: ignore[call-overload]  # fields are known only here
    return built
