"""Finnish consonant gradation: the strong and the weak grade of a stem's last consonants.

The law: a stem comes as its three parts, folded: what stands before (``head``), the consonants
before the last vowels (``cluster``), the last vowels (``tail``). The answer has the same three
parts, or is ``None`` where the stem has one grade only. Where several strong grades are possible
(l may come of lt or lk) the commoner is given: a search may miss a rare word, never many.
"""

_WEAKEN = {"kk": "k", "pp": "p", "tt": "t", "nk": "ng", "mp": "mm", "nt": "nn", "lt": "ll"}
_WEAKEN |= {"rt": "rr", "ht": "hd", "lp": "lv", "rp": "rv", "lk": "l", "rk": "r", "hk": "h"}
_STRENGTHEN = {"ng": "nk", "mm": "mp", "nn": "nt", "ll": "lt", "rr": "rt", "hd": "ht", "lv": "lp"}
_STRENGTHEN |= {"rv": "rp", "lj": "lk", "rj": "rk", "hj": "hk", "nk": "nkk", "lk": "lkk"}
_STRENGTHEN |= {"rk": "rkk", "mp": "mpp", "lp": "lpp", "rp": "rpp", "nt": "ntt", "lt": "ltt"}
_STRENGTHEN |= {"rt": "rtt", "v": "p", "d": "t", "k": "kk", "p": "pp", "t": "tt"}
_STRENGTHEN |= {"l": "lk", "r": "rk", "h": "hk"}
_OPEN = {"ue", "oe", "ae"}  # vowels of two syllables: a k has fallen between them

_PAIR = 2  # two vowels side by side, two letters before them


def weakened(head: str, cluster: str, tail: str) -> tuple[str, str, str] | None:
    """Return the weak grade of a strong stem: velka → vel a, katu → ka d u."""
    for strong in (cluster[-2:], cluster[-1:]):
        if strong in _WEAKEN:
            weak = _WEAKEN[strong]
            if strong in {"lk", "rk"} and tail in {"e", "i"}:  # kulkea → kuljen
                weak += "j"
            return head, cluster.removesuffix(strong) + weak, tail
    if cluster in {"p", "t"}:
        return head, {"p": "v", "t": "d"}[cluster], tail
    if cluster == "k" and len(tail) == 1 and head:
        if head[-1] == tail and tail in "uy":  # puku → puvun
            return head, "v", tail
        return head, "", tail
    return None


def strengthened(head: str, cluster: str, tail: str) -> tuple[str, str, str] | None:
    """Return the strong grade of a weak stem: vela → ve lk a, kadu → ka t u."""
    if len(tail) == _PAIR and (len(head + cluster) <= _PAIR or tail in _OPEN):  # haun → haku
        return head + cluster + tail[0], "k", tail[1]
    if cluster == "v" and head[-1:] == tail and tail in "uy":  # puvun → puku
        return head, "k", tail
    for weak in (cluster[-2:], cluster if len(cluster + tail) == _PAIR else ""):
        if weak in _STRENGTHEN:
            return head, cluster.removesuffix(weak) + _STRENGTHEN[weak], tail
    return None
