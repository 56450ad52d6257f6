"""The rules and pictures of a page, and the texts that its pictures cover."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise

from model.formats.pdf.pdfium import AffineMatrix, Pdfium

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
"""FPDF_PAGEOBJ_*"""
_LINE_TO, _MOVE_TO = 0, 2
"""FPDF_SEGMENT_*; a curve is 1."""
_THICKEST = 3.0
"""Points: a filled rectangle that is thicker is no rule."""
_SHORTEST = 4.0
"""Points: a line that is shorter is part of a drawing."""
_MOST_SEGMENTS = 4_000
"""Of a path: one with more is a drawing."""
_MOST_RULES = 5_000
"""Of a page: one with more has a drawing."""
_MOST_OBJECTS = 200_000
"""Of a page, with those in its forms."""
_DEEPEST = 12
"""Forms in forms."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top as PDF counts: y grows upwards."""
Affine = tuple[float, float, float, float, float, float]
IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Graphics:
    """What is painted on a page beside its characters, in its own coordinates."""

    def __init__(self) -> None:
        self.rules: list[Box] = []
        self.pictures: list[tuple[int, Box]] = []
        """With the place in the order of painting."""
        self.texts: dict[int, int] = {}
        """The place in the order of painting of each text object."""

    def is_covered(self, text: int, box: Box) -> bool:
        """Whether a picture that is painted later lies over the text object."""
        place = self.texts.get(text)
        return place is not None and any(order > place and _contains(picture, box) for order, picture in self.pictures)


def read_graphics(pdfium: Pdfium, page: int) -> Graphics:
    """Reads the objects of a loaded page, those in forms included."""
    graphics = Graphics()
    reader = _Reader(pdfium, graphics)
    for order, (item, kind, matrix) in enumerate(reader.objects(page)):
        if kind == TEXT:
            graphics.texts[item] = order
        elif kind == PATH:
            reader.read_path(item, matrix)
        elif kind in (IMAGE, SHADING):
            box = reader.bounds(item, matrix)
            if kind == IMAGE and box is not None:
                graphics.pictures.append((order, box))
    return graphics


class _Reader:
    def __init__(self, pdfium: Pdfium, graphics: Graphics) -> None:
        self._pdfium = pdfium
        self._graphics = graphics
        self._left, self._bottom, self._right, self._top = (c_float() for _ in range(4))
        self._box = tuple(byref(value) for value in (self._left, self._bottom, self._right, self._top))
        self._x, self._y = c_float(), c_float()
        self._point = byref(self._x), byref(self._y)
        self._count = 0

    def objects(self, page: int) -> Iterator[tuple[int, int, Affine]]:
        """Each object that is no form with its kind and the matrix of the form that has it, in the order of painting."""
        get = self._pdfium.FPDFPage_GetObject
        for index in range(self._pdfium.FPDFPage_CountObjects(page)):
            yield from self._object(get(page, index), IDENTITY, 0)

    def _object(self, item: int | None, matrix: Affine, depth: int) -> Iterator[tuple[int, int, Affine]]:
        self._count += 1
        if item is None or self._count > _MOST_OBJECTS:
            return
        kind = self._pdfium.FPDFPageObj_GetType(item)
        if kind != FORM:
            yield item, kind, matrix
        elif depth < _DEEPEST:
            inner = self._placed_matrix(item, matrix)
            for index in range(self._pdfium.FPDFFormObj_CountObjects(item)):
                yield from self._object(self._pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _placed_matrix(self, item: int, matrix: Affine) -> Affine:
        """The matrix of an object and then that of the form that has it."""
        found = AffineMatrix()
        self._pdfium.FPDFPageObj_GetMatrix(item, byref(found))
        return product(found.values, matrix)

    def bounds(self, item: int, matrix: Affine) -> Box | None:
        if not self._pdfium.FPDFPageObj_GetBounds(item, *self._box):
            return None
        box = (self._left.value, self._bottom.value, self._right.value, self._top.value)
        return box if matrix is IDENTITY else placed(box, matrix)

    def read_path(self, item: int, matrix: Affine) -> None:
        """Adds the rules of a path: thin rectangles, and the straight lines of one that is stroked."""
        box = self.bounds(item, matrix)
        if box is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THICKEST:
            self._add(box)
            return
        count = self._pdfium.FPDFPath_CountSegments(item)
        if count > _MOST_SEGMENTS:
            return
        fill, stroke = c_int(), c_int()
        self._pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
        if not (stroke.value or (fill.value and count > 5)):
            return
        whole = self._placed_matrix(item, matrix)
        for points, is_straight in self._subpaths(item, count):
            if is_straight:
                self._read_subpath([applied(point, whole) for point in points], bool(stroke.value))

    def _subpaths(self, item: int, count: int) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The points of each part of a path, and whether it has no curves; a closed part returns to its first point."""
        points: list[tuple[float, float]] = []
        is_straight = True
        for index in range(count):
            segment = self._pdfium.FPDFPath_GetPathSegment(item, index)
            kind = self._pdfium.FPDFPathSegment_GetType(segment)
            self._pdfium.FPDFPathSegment_GetPoint(segment, *self._point)
            if kind == _MOVE_TO and points:
                yield points, is_straight
                points, is_straight = [], True
            is_straight &= kind in (_MOVE_TO, _LINE_TO)
            points.append((self._x.value, self._y.value))
            if self._pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if points:
            yield points, is_straight

    def _read_subpath(self, points: list[tuple[float, float]], is_stroked: bool) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) <= _THICKEST:
            self._add(box)
        elif is_stroked:
            for (x0, y0), (x1, y1) in pairwise(points):
                if min(abs(x0 - x1), abs(y0 - y1)) <= 0.5:
                    self._add((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _add(self, box: Box) -> None:
        if max(box[2] - box[0], box[3] - box[1]) >= _SHORTEST and len(self._graphics.rules) < _MOST_RULES:
            self._graphics.rules.append(box)


def product(first: Affine, then: Affine) -> Affine:
    """The matrix that applies `first` and `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def applied(point: tuple[float, float], matrix: Affine) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def placed(box: Box, matrix: Affine) -> Box:
    """The smallest upright box around a transformed one."""
    corners = [applied((x, y), matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _contains(outer: Box, inner: Box) -> bool:
    """Whether the middle of the inner box lies in the outer one."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
