"""What follows from the plans of an outputs folder: the CSV files and the catalogue."""

from __future__ import annotations

from models.errors import InputError
from pipeline.catalogue.build import write_catalogue
from pipeline.outputs.store import Outputs


def write_derived(outputs: Outputs, *, safe: bool = True) -> list[InputError]:
    """See that the CSV files, datapackage.json and the catalogue hold the plans of the folder as they are.

    What has not changed is not read, and a plan more costs about the same however many there are. Hold the folder's
    lock around it.

    safe: text that a spreadsheet would take for a formula is made safe (see `pipeline.formulas`).

    What is wrong with plans that had to be left out is given back. Raises `OutputError`.
    """
    digests = outputs.digests()
    faults = outputs.write_tables(safe=safe, digests=digests)
    write_catalogue(outputs, digests=digests)
    return faults
