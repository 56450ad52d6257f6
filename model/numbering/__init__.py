"""Labels: their schemes, reading them, computing those of the base and of the draft (DESIGN.md §5)."""

from model.numbering.label_redline import label_spans, note_marks
from model.numbering.labelling import Labelling, is_labelled_alike
from model.numbering.schemes import Numeral, bare, default_numeral, on_one_line, parse_label
from model.numbering.state import LabelPair
from model.numbering.typed_labels import PlacedLabel, TypedLabel, is_label, read_label, resolve_schemes
