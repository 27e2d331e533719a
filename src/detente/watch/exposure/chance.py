"""The chance that something was seen, where cloud hides all looks of a day together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def chance_seen(looks: Floats, clear: Floats, chance: float) -> Floats:
    """The chance that an act is seen at least once, if one look under a clear sky sees it with this chance.

    Satellites pass within minutes and hours of each other, under the same cloud. So with the share s =
    looks / clear that cloud leaves, the day is taken to be clear with chance s, and closed else:

        s (1 - (1 - p)^clear)

    Thinning the looks first, 1 - (1 - p)^(s clear), is never less (the function is concave): it takes
    cloud for so many independent accidents, and promises too much.

    Args:
        looks: Effective looks.
        clear: Those under a clear sky, no fewer.
        chance: p, from 0 to 1.

    Raises:
        InputError: if there are more looks than under a clear sky, or the chance is none.
    """
    if not 0 <= chance <= 1 or bool((looks > clear + 1e-9).any()):
        message = f"the chance {chance} is not from 0 to 1, or there are more looks than under a clear sky"
        raise InputError(Fault(message=message, hint="looks and clear of one exposure, and a chance"))
    share = np.divide(looks, clear, out=np.zeros_like(clear), where=clear > 0)
    return share * (1 - (1 - chance) ** clear)
