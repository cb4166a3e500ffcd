"""From mentions to candidate facts: one package a kind, composing names, figures and dates by grammar.

``extract`` reads one document; ``extractor_version`` says which code and words did. What belongs here: what a
statement says. What does not: finding names and figures (``mentions``), judging rows (``quality``).
"""

from pipelines.facts.extract import KINDS, extract
from pipelines.facts.fact import Extraction, Fact
from pipelines.facts.version import extractor_version

__all__ = ["KINDS", "Extraction", "Fact", "extract", "extractor_version"]
