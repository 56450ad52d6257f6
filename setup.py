"""The catalogues of the interface are compiled where the program is packed; all else is in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from resources.catalogues import FOLDER, compile_all  # noqa: E402


class BuildWithCatalogues(build_py):
    """Puts the compiled catalogues beside their sources in what is built. In a checkout `packaging/prepare.py` does."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            compile_all(target=Path(self.build_lib) / FOLDER.relative_to(ROOT))


setup(cmdclass={"build_py": BuildWithCatalogues})
