"""Samples by a stated formula, the same in Golden/Kinds/DrawnSample.cs, and how a case file is written.

x_0 = seed, x_(k+1) = (1103515245 x_k + 12345) mod 2^31, u_k = x_k / 2^31 from k = 1 on. A sample's k-th value is
shift + scale * u_k, or with levels L: shift + scale * floor(u_k * L). With "square", u_k is squared first.
"""
import json
import math


def uniform(seed, count):
    state, values = seed, []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append(state / 2**31)
    return values


def drawn(seed, count, scale=1.0, shift=0.0, levels=0, square=False):
    """The sample, and how the case names it."""
    values = [u * u if square else u for u in uniform(seed, count)]
    if levels:
        values = [float(math.floor(u * levels)) for u in values]
    recipe = {"seed": seed, "count": count, "scale": scale, "shift": shift, "levels": levels, "square": square}
    return [shift + scale * u for u in values], recipe


def number(value):
    """JSON has no NaN and no infinity: null stands for "no value"."""
    value = float(value)
    return value if math.isfinite(value) else None


def write(path, reference, script, cases):
    with open(path, "w") as file:
        file.write('{\n  "reference": %s,\n  "script": %s,\n  "cases": [\n' % (json.dumps(reference), json.dumps(script)))
        file.write(",\n".join("    " + json.dumps(case) for case in cases))
        file.write("\n  ]\n}\n")
