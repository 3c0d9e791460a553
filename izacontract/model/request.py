"""The request: the core's own part (agreement, parties, own words, omissions, settings) and the sections of plugins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Any, Final, Literal, TypeVar, cast

from izacontract.errors import Finding
from izacontract.model.deviation import LidDeviation, PositionChoice
from izacontract.model.own import OwnAnnex, OwnProvision
from izacontract.model.terms import Terms, field, key_of
from izacontract.model.values import (
    BOTH,
    INSURER,
    PROVIDER,
    Agb,
    Day,
    Iban,
    Kvk,
    Longest,
    Text,
    ToFill,
    Uzovi,
    YesNo,
    is_open,
)

SomeTerms = TypeVar("SomeTerms", bound=Terms)
T = TypeVar("T")


class Representative(Terms):
    """Who signs for a party."""

    name: ToFill[Text] = field("naam", "Naam van wie tekent.", by=BOTH)
    function: ToFill[Text] = field("functie", "Functie van wie tekent.", by=BOTH)


class InsurerRepresentative(Representative):
    """Who signs for the insurer, who says so."""

    name: ToFill[Text] = field("naam", "Naam van wie tekent.", by=INSURER)
    function: ToFill[Text] = field("functie", "Functie van wie tekent.", by=INSURER)


class ProviderRepresentative(Representative):
    """Who signs for the provider, who says so."""

    name: ToFill[Text] = field("naam", "Naam van wie tekent.", by=PROVIDER)
    function: ToFill[Text] = field("functie", "Functie van wie tekent.", by=PROVIDER)


class Agreement(Terms):
    """The contract itself: reference, sector, first and last day."""

    reference: ToFill[Annotated[Text, Longest(60)]] = field(
        "kenmerk", "Kenmerk waaronder de zorgverzekeraar het contract bewaart.", by=INSURER
    )
    sector: Text = field("sector", "Zorgsoort van het contract.", by=INSURER)
    begin: Day = field("begin", "Eerste dag van het contract.", by=INSURER)
    end: Day = field("einde", "Laatste dag van het contract.", by=INSURER)
    place: ToFill[Text] = field("plaats", "Plaats van ondertekening.", by=BOTH)
    signed_on: Day | None = field("ondertekend_op", "Dag van ondertekening.", by=BOTH, default=None)
    renewal: Literal["geen", "stilzwijgend-een-jaar"] = field(
        "verlenging",
        "Of het contract stilzwijgend een jaar doorloopt.",
        by=BOTH,
        default="geen",
        choices={
            "geen": "Het contract eindigt op de laatste dag.",
            "stilzwijgend-een-jaar": "Het loopt een jaar door als niemand opzegt.",
        },
    )

    @property
    def years(self) -> range:
        """Return the calendar years that the term touches."""
        return range(self.begin.year, self.end.year + 1)

    @property
    def terms_run_from(self) -> date:
        """Return the day from which terms run: the first day, or the day of signing where that is known and later."""
        return self.begin if self.signed_on is None else max(self.begin, self.signed_on)


class LegalEntity(Terms):
    """One insurer (risk bearer) that is a party for itself."""

    name: Text = field("naam", "Statutaire naam van de rechtspersoon.", by=INSURER)
    kvk: ToFill[Kvk] = field("kvk", "Nummer in het handelsregister.", by=INSURER, title="KvK-nummer")
    uzovi: ToFill[Uzovi] = field("uzovi", "Code van de zorgverzekeraar.", by=INSURER, title="UZOVI-code")


class Insurer(Terms):
    """The insurer's side: one or more legal entities, each a party for itself."""

    group: Text | None = field("concern", "Naam van het concern; geen partij.", by=INSURER, default=None)
    place: ToFill[Text] = field("plaats", "Vestigingsplaats.", by=INSURER)
    entities: tuple[LegalEntity, ...] = field("rechtspersonen", "De rechtspersonen die partij zijn.", by=INSURER)
    representative: ToFill[InsurerRepresentative] = field(
        "vertegenwoordiger", "Wie namens de zorgverzekeraar tekent.", by=INSURER
    )


class Provider(Terms):
    """The care provider."""

    name: Text = field("naam", "Statutaire naam van de zorgaanbieder.", by=PROVIDER)
    legal_form: ToFill[Text] = field("rechtsvorm", "Rechtsvorm, zoals stichting.", by=PROVIDER)
    place: ToFill[Text] = field("plaats", "Vestigingsplaats.", by=PROVIDER)
    kvk: ToFill[Kvk] = field("kvk", "Nummer in het handelsregister.", by=PROVIDER, title="KvK-nummer")
    agb: ToFill[Agb] = field("agb", "Code waaronder de zorgaanbieder declareert.", by=PROVIDER, title="AGB-code")
    iban: ToFill[Iban] = field("iban", "Rekening waarop de zorgverzekeraar betaalt.", by=PROVIDER, title="IBAN")
    representative: ToFill[ProviderRepresentative] = field(
        "vertegenwoordiger", "Wie namens de zorgaanbieder tekent.", by=PROVIDER
    )
    small_or_medium: YesNo = field(
        "mkb",
        "Of de zorgaanbieder een kleine of middelgrote onderneming is.",
        by=PROVIDER,
        default=True,
        title="Klein of middelgroot bedrijf (mkb)",
    )


class Omission(Terms):
    """A mandatory clause that the insurer leaves out, with the reason on record."""

    clause: Text = field("clausule", "Id van de clausule die vervalt.", by=INSURER)
    reason: Text = field("reden", "Waarom de clausule vervalt, in ten minste tien tekens.", by=INSURER)


class Settings(Terms):
    """How the contract is made."""

    reference_day: Day | None = field(
        "peildatum", "Dag die teksten en parameters kiest; zonder opgave de eerste dag.", by=INSURER, default=None
    )
    reference_style: Literal["punt", "aanwijzingen"] = field(
        "verwijsstijl",
        "'punt' schrijft artikel 8.2, 'aanwijzingen' artikel 8, tweede lid.",
        by=INSURER,
        default="punt",
        choices={"punt": "artikel 8.2", "aanwijzingen": "artikel 8, tweede lid"},
    )


DEFAULT_SETTINGS: Final = Settings.model_validate({})
CORE_KEYS: Final = {
    "overeenkomst": "agreement",
    "zorgverzekeraar": "insurer",
    "zorgaanbieder": "provider",
    "bijzondere_bepalingen": "provisions",
    "eigen_bijlagen": "own_annexes",
    "posities": "positions",
    "afwijkingen": "deviations",
    "weggelaten": "omissions",
    "instellingen": "settings",
}
"""The keys of a request that no plugin may take, each with the attribute that holds it."""


@dataclass(frozen=True)
class ContractRequest:
    """Everything people supply for one contract.

    `sections` holds the filled-in sections of plugins by their key; a list section is a tuple.
    `given` names the keys that people typed; a section may also be there because the sector's contract
    always has it, with open points. `fingerprint` identifies what was typed. `findings` are the warnings about
    what was typed; the contract takes them over.
    """

    agreement: Agreement
    insurer: Insurer
    provider: Provider
    omissions: tuple[Omission, ...] = ()
    settings: Settings = DEFAULT_SETTINGS
    sections: Mapping[str, Terms | tuple[Terms, ...]] = dataclass_field(default_factory=dict)
    given: frozenset[str] = frozenset()
    fingerprint: str = ""
    findings: tuple[Finding, ...] = ()
    provisions: tuple[OwnProvision, ...] = ()
    own_annexes: tuple[OwnAnnex, ...] = ()
    deviations: tuple[LidDeviation, ...] = ()
    positions: tuple[PositionChoice, ...] = ()

    @cached_property
    def _found(self) -> dict[type[Terms], object]:
        """Return the sections that were asked for, by model: rules ask for the same one again and again."""
        return {}

    @cached_property
    def _answers(self) -> dict[Callable[[ContractRequest], object], object]:
        """Return what was worked out about this request, by the function that did."""
        return {}

    def once(self, answer: Callable[[ContractRequest], T]) -> T:
        """Return what `answer` says of this request, worked out once, however many rules and checks ask for it.

        `answer` is a function of a module, without a state of its own; what it gives is shared, so leave it as it is.
        """
        if answer not in self._answers:
            self._answers[answer] = answer(self)
        return cast("T", self._answers[answer])

    @property
    def sector(self) -> str:
        """Return the code of the contract's sector."""
        return self.agreement.sector

    @property
    def reference_day(self) -> date:
        """Return the day that picks texts and parameters: the first day unless the settings say otherwise."""
        return self.settings.reference_day or self.agreement.begin

    def section(self, model: type[SomeTerms]) -> SomeTerms | None:
        """Return the filled-in section of type `model`, or None when the request has none."""
        found = self._found.get(model, self)
        if found is self:
            found = next((terms for terms in self.sections.values() if isinstance(terms, model)), None)
            self._found[model] = found
        return cast("SomeTerms | None", found)

    def listed(self, model: type[SomeTerms]) -> tuple[SomeTerms, ...]:
        """Return the items of the list section whose items are `model`, empty when the request has none."""
        for terms in self.sections.values():
            if isinstance(terms, tuple) and terms and isinstance(terms[0], model):
                return tuple(item for item in terms if isinstance(item, model))
        return ()

    def value(self, path: str) -> Any:
        """Return the value at a dotted path of Dutch keys, `zorgaanbieder.naam`; None where nothing stands.

        This is how a plugin reads what another plugin defines. An open point comes back as such, also for
        the keys below it.
        """
        head, *rest = path.split(".")
        value: Any = getattr(self, CORE_KEYS[head]) if head in CORE_KEYS else self.sections.get(head)
        for key in rest:
            if value is None or is_open(value):
                return value
            value = child(value, key)
        return value

    def is_default(self, path: str) -> bool:
        """Return whether nobody typed the value at a dotted path of Dutch keys: it is the default of its key."""
        *above, key = path.split(".")
        holder = self.value(".".join(above)) if above else None
        return isinstance(holder, Terms) and _names(type(holder)).get(key) not in holder.model_fields_set


def child(value: Any, key: str) -> Any:
    """Return what `value` (a model) holds under the Dutch `key`, or None."""
    model: type[Terms] = type(value)
    name = _names(model).get(key)
    return None if name is None else getattr(value, name)


@cache
def _names(model: type[Terms]) -> Mapping[str, str]:
    """Return the names of the fields of `model` by Dutch key."""
    return {key_of(name, info): name for name, info in model.model_fields.items()}
