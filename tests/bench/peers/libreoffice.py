"""Compares with LibreOffice's own comparison over UNO, by the system's Python: JUDGE BASE NEW OUT.

JUDGE is the folder of `office.py`, whose hidden office is used."""

import sys

sys.path.insert(0, sys.argv[1])
import uno  # type: ignore[import-not-found]
from office import Office, prop  # type: ignore[import-not-found]

base, new, out = (uno.systemPathToFileUrl(name) for name in sys.argv[2:])
with Office() as office:
    document = office.desktop.loadComponentFromURL(new, "_blank", 0, (prop("Hidden", True),))
    arguments = (prop("URL", base), prop("NoAcceptDialog", True))
    office.dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:CompareDocuments", "", 0, arguments)
    document.storeToURL(out, (prop("FilterName", "MS Word 2007 XML"),))
    document.close(True)
