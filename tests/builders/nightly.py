"""Whether tests run as `.ci/nightly` runs them: with more examples than a change can wait for."""

from __future__ import annotations

import os

FRESH = "VVRAP_FRESH_EXAMPLES"
"""Set to try new examples of properties, and all of what is thinned out by day."""
NIGHTLY = bool(os.environ.get(FRESH))
