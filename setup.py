"""The catalogues of the interface are compiled where the program is packed; all else is in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from resources.catalogues import FOLDER, compile_all  # noqa: E402


class BuildWithCatalogues(build_py):
    """Puts the compiled catalogues beside their sources in what is built; into a checkout that is installed as it stands, too."""

    def run(self) -> None:
        super().run()
        place = ROOT if self.editable_mode else Path(self.build_lib)
        self._catalogues = [str(path) for path in compile_all(target=place / FOLDER.relative_to(ROOT))]

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        return [*super().get_outputs(include_bytecode), *getattr(self, "_catalogues", [])]


setup(cmdclass={"build_py": BuildWithCatalogues})
