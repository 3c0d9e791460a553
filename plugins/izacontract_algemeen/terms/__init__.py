"""The shared sections of a request, by topic."""

from __future__ import annotations

from izacontract import Section
from izacontract_algemeen.terms import (
    administration,
    breakthrough,
    care,
    execution,
    lump_sum,
    mediation,
    patient_time,
    price_elements,
    prices,
    region,
    results,
    season,
    technology,
    transformation,
    volume,
)

TOPICS = (
    prices, price_elements, lump_sum, volume, patient_time, transformation, breakthrough, results, region, care,
    technology, mediation, execution, administration, season,
)  # fmt: skip

SECTIONS: tuple[Section, ...] = tuple(section for topic in TOPICS for section in topic.SECTIONS)
