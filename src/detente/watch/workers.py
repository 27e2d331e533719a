"""Where work in parts is done: here, in processes of this machine, or on a cluster of Dask.

All of them are a ``concurrent.futures.Executor``; what they are asked is split and added up alike, so that
they give the same numbers. A cluster has to see the files under the same paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from detente.errors import Fault, InputError, MissingExtraError


@contextmanager
def workers(
    count: int = 1, *, cluster: str | None = None, seconds: float = 30.0
) -> Iterator[Executor | None]:
    """An executor for the time of some work; None where the work is done here.

    Args:
        count: Processes of this machine; 1 for none but this one.
        cluster: The address of a scheduler of Dask, such as ``tcp://10.0.0.5:8786``, in place of processes.
        seconds: How long to wait for the cluster.

    Raises:
        InputError: if the count is none, or nobody answers at the address.
        MissingExtraError: if Dask is not installed.
    """
    if count < 1:
        raise InputError(Fault(place="workers", message=f"{count} workers are none", hint="1 or more"))
    if cluster is not None:
        with _dask(cluster, seconds) as executor:
            yield executor
    elif count == 1:
        yield None
    else:
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as executor:
            yield executor


@contextmanager
def _dask(address: str, seconds: float) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        message = f"a cluster needs the package '{error.name}', which is not installed"
        fault = Fault(message=message, hint="pip install 'detente[cluster]'", code="missing-extra")
        raise MissingExtraError(fault) from error
    try:
        client = Client(address, timeout=seconds, set_as_default=False)
    except (OSError, TimeoutError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())[:160]
        message = f"no scheduler answers at {address!r} ({reason})"
        hint = "the address that 'dask scheduler' prints, such as tcp://127.0.0.1:8786"
        raise InputError(Fault(place="--cluster", message=message, hint=hint, code="cluster")) from None
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()
