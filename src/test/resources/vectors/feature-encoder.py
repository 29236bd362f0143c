"""Writes feature-encoder.json: contexts as an independent program encodes them, with and without declared features.

Straight from the description in FeatureEncoder, with nothing shared: dense dictionaries instead of sorted terms, two-pass
means and deviations instead of running ones, and the reference implementation of XXH3 (package xxhash) for the hash.
Run here: pip install xxhash && python3 feature-encoder.py > feature-encoder.json
"""
import json
import math
import statistics
import struct

import xxhash


def h64(*fields):
    data = b"".join(struct.pack("<I", len(f.encode())) + f.encode() for f in fields)
    return xxhash.xxh3_64_intdigest(data, seed=0)


def kind(value):
    return "flag" if isinstance(value, bool) else "category" if isinstance(value, str) else "numeric"


KINDS = {"numeric": "numeric", "boolean": "flag", "categorical": "category"}


class Encoder:
    def __init__(self, dimension, features=None, interactions=(), unknown="hash", arms=None, history=()):
        self.dimension, self.features, self.unknown = dimension, dict(sorted((features or {}).items())), unknown
        self.arms = {arm: {"arm." + k: v for k, v in own.items()} for arm, own in (arms or {}).items()}
        self.start, at = {}, 1
        for name, f in self.features.items():
            self.start[name] = at
            at += self.width(name)
        self.interactions = []
        for left, right in interactions:
            if left in self.features and right in self.features:
                self.interactions.append((left, right, at))
                at += self.width(left) * self.width(right)
            else:
                self.interactions.append((left, right, None))
        self.open = at
        self.samples = {}
        for values in list(self.arms.values()) + list(history):
            for name, value in values.items():
                if kind(value) == "numeric" and (name not in self.features or self.fits(name, value)):
                    self.samples.setdefault(name, []).append(self.pre(name, value))

    def width(self, name):
        f = self.features[name]
        return len(f["values"]) + 1 if f["type"] == "categorical" else 1

    def fits(self, name, value):
        return KINDS[self.features[name]["type"]] == kind(value)

    def pre(self, name, value):
        if self.features.get(name, {}).get("scale") == "log":
            return math.copysign(math.log(1 + abs(value)), value)
        return value

    def scaled(self, name, value):
        if isinstance(value, bool):
            return 1.0 if value else -1.0
        if isinstance(value, str):
            return 1.0
        f = self.features.get(name, {})
        scale = f.get("scale", "standardise")
        if scale == "none":
            return max(-1e6, min(1e6, value))
        if scale == "range":
            return max(-1.0, min(1.0, 2 * (value - f["min"]) / (f["max"] - f["min"]) - 1))
        seen = self.samples.get(name, [])
        if len(set(seen)) < 2:
            return 0.0
        z = (self.pre(name, value) - statistics.fmean(seen)) / statistics.stdev(seen)
        return max(-3.0, min(3.0, z))

    def offset(self, name, value):
        values = self.features[name].get("values")
        return 0 if values is None else values.index(value) if value in values else len(values)

    def hashed(self, x, h, value):
        sign = -1 if h >> 63 else 1
        position = self.open + h % (self.dimension - self.open)
        x[position] = x.get(position, 0.0) + sign * value

    def encode(self, context, arm=None):
        x = {0: 1.0}
        if "vector" in context:
            x.update({self.open + i: v for i, v in enumerate(context["vector"]) if v != 0})
            context = {}
        all_of_it = dict(context)
        all_of_it.update(self.arms.get(arm, {}))
        parts = {}
        for name, value in all_of_it.items():
            if name in self.features:
                if self.fits(name, value):
                    parts[name] = self.scaled(name, value)
                    x[self.start[name] + self.offset(name, value)] = parts[name]
            elif self.unknown == "hash" or name.startswith("arm."):
                parts[name] = self.scaled(name, value)
                fields = (kind(value), name) + ((value,) if isinstance(value, str) else ())
                self.hashed(x, h64(*fields), parts[name])
        for left, right, start in self.interactions:
            if left in parts and right in parts:
                product = parts[left] * parts[right]
                a, b = all_of_it[left], all_of_it[right]
                if start is None:
                    text = [v if isinstance(v, str) else "" for v in (a, b)]
                    self.hashed(x, h64("interaction", kind(a), left, text[0], kind(b), right, text[1]), product)
                else:
                    x[start + self.offset(left, a) * self.width(right) + self.offset(right, b)] = product
        return sorted(x.items())


HISTORY = [{"prompt_tokens": t, "has_tools": i % 2 == 0, "task": "code", "load": 0.1 * i}
           for i, t in enumerate([100, 250, 812, 90, 4000, 33])]
FEATURES = {"prompt_tokens": {"type": "numeric", "scale": "log"}, "load": {"type": "numeric"},
            "has_tools": {"type": "boolean"}, "task": {"type": "categorical", "values": ["code", "chat", "sum"]},
            "hour": {"type": "numeric", "scale": "range", "min": 0, "max": 24},
            "raw": {"type": "numeric", "scale": "none"}}
ARMS = {"modelA": {"price": 0.1, "context_window": 128000, "vendor": "x"},
        "modelB": {"price": 0.6, "context_window": 32000, "vendor": "y", "open": True},
        "modelC": {"price": 0.3}}
CONTEXTS = [
    {}, {"prompt_tokens": 812, "task": "code", "has_tools": True}, {"prompt_tokens": 1e9, "load": -4.5},
    {"task": "poetry", "has_tools": False, "hour": 6, "raw": 17.5}, {"hour": 30, "raw": -2e7, "load": 0.35},
    {"lang": "de", "region": "üser-ß-日本", "beta": True, "prompt_tokens": 400}, {"prompt_tokens": "many", "task": 3},
    {"vector": [0.25, 0, -1.5]}]
DOMAINS = [
    {"dimension": 512}, {"dimension": 8},
    {"dimension": 64, "features": FEATURES}, {"dimension": 24, "features": FEATURES, "unknown": "ignore"},
    {"dimension": 64, "features": FEATURES, "interactions": [["task", "has_tools"], ["prompt_tokens", "load"]]},
    {"dimension": 96, "features": FEATURES | {"arm.price": {"type": "numeric"}}, "arms": ARMS, "unknown": "ignore",
     "interactions": [["task", "arm.price"], ["prompt_tokens", "arm.vendor"]]},
    {"dimension": 128, "arms": ARMS}]

cases = []
for domain in DOMAINS:
    encoder = Encoder(**domain, history=HISTORY)
    for context in CONTEXTS:
        for arm in [None] + sorted(domain.get("arms", {})):
            x = encoder.encode(context, arm)
            cases.append({"domain": DOMAINS.index(domain), "context": context, "arm": arm,
                          "positions": [p for p, _ in x], "values": [v for _, v in x]})
print('{"written_by": "feature-encoder.py, Python 3, xxhash %s",' % xxhash.VERSION)
print('"history": %s,' % json.dumps(HISTORY))
print('"domains": [\n%s],' % ",\n".join(json.dumps(d, ensure_ascii=False) for d in DOMAINS))
print('"cases": [\n%s]}' % ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases))
