"""The base of everything typed in a request, and the field that gives a key its help, unit and supplier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from izacontract.errors import Told
from izacontract.model.values import By, unit_of

Condition = Mapping[str, tuple[str, ...]]
"""Keys of which one must have one of its values for another key to matter; without values, whatever stands there."""


class Terms(BaseModel):
    """What people agree on under one key of the request; a frozen model that refuses unknown keys.

    Python names are English, the keys (aliases) Dutch. `elsewhere` names keys that people look for here, each with the
    section of the request in which the subject stands.
    """

    elsewhere: ClassVar[Mapping[str, str]] = {}

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, defer_build=True
    )


def field(
    key: str,
    help: str,
    *,
    by: By,
    title: str = "",
    unit: str = "",
    formerly: str = "",
    default: Any = PydanticUndefined,
    only_if: Mapping[str, Sequence[str]] | None = None,
    choices: Mapping[str, str] | None = None,
) -> Any:
    """Return the model field for `key` with one sentence of Dutch `help`.

    `by` says who supplies the value. `title` defaults to the key in words, `unit` to the unit of the type.
    `formerly` is the name that the key had in the last release: what is typed under it counts, with a warning.
    Without `default` the key is needed: a `ToFill` type then becomes an open point when absent, any other
    type is a fault.
    `only_if` names the keys of which one must have one of the values for this key to matter, such as
    `{"soort": ("omzetplafond",)}`: a key in the same group, or with points one from the start of the request; without
    values whatever stands there will do. A form then shows that the key does not apply, and a value of it is told as
    one without effect, unless it hangs on a key of another section. `choices` says in Dutch what each choice means.
    Raises TypeError when that is anything but a text for each.
    """
    if choices is not None and not _are_texts(choices):
        raise TypeError(f"choices of '{key}': give a text for each choice, as in choices={{'papier': 'Op papier.'}}")
    extra: dict[str, Any] = {"x-by": by.value, "x-unit": unit, "x-formerly": formerly}
    extra |= {"x-only-if": {name: list(values) for name, values in (only_if or {}).items()}, "x-choices": choices}
    return Field(
        default,
        alias=key,
        title=title or key.replace("_", " ").capitalize(),
        description=help,
        json_schema_extra={name: said for name, said in extra.items() if said},
    )


def _are_texts(choices: object) -> bool:
    return isinstance(choices, Mapping) and all(isinstance(one, str) for pair in choices.items() for one in pair)


def key_of(name: str, info: FieldInfo) -> str:
    """Return the Dutch key of the model field `name`."""
    return info.alias or name


def supplier_of(info: FieldInfo) -> By:
    """Return who supplies the value of a model field; both parties where nobody is named."""
    extra = info.json_schema_extra
    return By(str(extra["x-by"])) if isinstance(extra, dict) and "x-by" in extra else By.BOTH


def former_key(info: FieldInfo) -> str:
    """Return the key that a model field had in the last release, "" when it had none other."""
    extra = info.json_schema_extra
    return str(extra.get("x-formerly", "")) if isinstance(extra, dict) else ""


def only_if_of(info: FieldInfo) -> Condition:
    """Return the keys, each with its values, of which one must be so for a model field to matter; {} for always."""
    extra = info.json_schema_extra
    found: Any = extra.get("x-only-if", {}) if isinstance(extra, dict) else {}
    return {name: tuple(values) for name, values in found.items()}


def only_if_told(condition: Mapping[str, Sequence[str]], called: Callable[[str], str] = str) -> Told:
    """Return when a key matters, each key as it is `called`: "Alleen bij soort: omzetplafond."; "" for always."""
    nl = [f"bij {called(key)}: {' of '.join(some)}" if some else f"als {called(key)} is ingevuld"
          for key, some in condition.items()]  # fmt: skip
    en = [f"with {called(key)}: {' or '.join(some)}" if some else f"when {called(key)} is filled in"
          for key, some in condition.items()]  # fmt: skip
    return Told(f"Alleen {', of '.join(nl)}.", f"Only {', or '.join(en)}.") if nl else Told("", "")


def choices_of(info: FieldInfo) -> Mapping[str, str]:
    """Return what the choices of a model field mean; {} where nothing is said of them."""
    extra = info.json_schema_extra
    found: Any = extra.get("x-choices", {}) if isinstance(extra, dict) else {}
    return dict(found)


def unit_of_field(info: FieldInfo) -> str:
    """Return the unit of a model field as a placeholder prints it, "" for none."""
    extra = info.json_schema_extra
    if isinstance(extra, dict) and "x-unit" in extra:
        return str(extra["x-unit"])
    return next((unit for part in (*info.metadata, info.annotation) if (unit := unit_of(part))), "")
