"""Pictures and the like are named by what their file says of them."""

from __future__ import annotations

import pytest

from model.redline.objects import ObjectDescription, named_object

CASES = {
    '<w:drawing><wp:inline><wp:docPr descr="The logo of &quot;ITU&quot; &amp; partners" id="1" name="Picture 1"/>'
    "<pic:pic/></wp:inline></w:drawing>": ("picture", 'The logo of "ITU" & partners'),
    '<w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"/><pic:pic/></wp:inline></w:drawing>': ("picture", "Picture 1"),
    '<w:drawing><wp:docPr descr=" " id="1" name="Map" title="Regions"/></w:drawing>': ("picture", "Regions"),
    '<w:pict><v:shape alt="A&#10;map" id="s"><v:imagedata o:title="map1"/></v:shape></w:pict>': ("picture", "A map"),
    "<w:pict><v:shape/></w:pict>": ("picture", ""),
    "<cw:beside><m:oMath><m:r><m:t>E=m</m:t></m:r><m:r><m:t>c²</m:t></m:r></m:oMath></cw:beside>": ("equation", "E=mc²"),
    '<w:drawing><wp:docPr name="Chart 1"/><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    "</w:drawing>": ("chart", "Chart 1"),
    "<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Annex </w:t></w:r><w:r><w:t>A</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></w:pict>": ("text box", "Annex A"),
    '<w:object><v:shape alt="Sheet"/></w:object>': ("embedded", "Sheet"),
    "<w:ruby/>": ("object", ""),
}


@pytest.mark.parametrize(("content", "description"), CASES.items())
def test_an_object_is_named(content, description):
    assert named_object(content) == ObjectDescription(*description)
