"""The operations, one module for each of Stripe's resources."""

from importlib import import_module
from pathlib import Path


def load() -> None:
    """Import every module of operations, which registers them."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem != "__init__":
            import_module(f"{__name__}.{path.stem}")
