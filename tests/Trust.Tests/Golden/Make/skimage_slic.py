"""Writes Cases/skimage-slic.json: how scikit-image's SLIC cuts images of a stated formula; the adjusted Rand index of the two cuts is compared with 1.

Needs numpy, scikit-image. Run it in this folder.
"""
import json

import numpy as np
import skimage
from skimage.segmentation import slic

cases = []


def image(height, width, size):
    """Cells with wavy sides, in colours that differ from neighbour to neighbour: the picture itself says where to cut."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    row = np.floor((y + 1.5 * np.sin(x / 5)) / size).astype(int) + 1
    column = np.floor((x + 1.5 * np.cos(y / 4)) / size).astype(int) + 1
    return np.stack([(row % 3) / 2, (column % 3) / 2, ((row + column) % 2) / 2], axis=-1)


for name, height, width, size, compactness in [("a square image", 48, 48, 12, 10), ("a wide image", 40, 80, 10, 20), ("small pieces", 64, 64, 8, 10)]:
    labels = slic(image(height, width, size), n_segments=height * width // size ** 2, compactness=compactness, start_label=0)
    cases.append({
        "name": name, "kind": "slic.agreement",
        "input": {"height": height, "width": width, "size": size, "compactness": compactness, "labels": labels.ravel().tolist()},
        "expected": 1, "tolerance": 0.05})
with open("../Cases/skimage-slic.json", "w", encoding="utf-8") as file:
    lines = ",\n    ".join(json.dumps(item, separators=(",", ":")) for item in cases)
    file.write('{\n  "reference": "scikit-image ' + skimage.__version__ + '",\n  "script": "Make/skimage_slic.py",\n  "cases": [\n    ' + lines + "\n  ]\n}\n")
