"""Signs that are words when read, and signs that have no sound."""

from __future__ import annotations

import re

_GREEK = {
    "α": "alpha", "β": "bêta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "θ": "thêta",
    "λ": "lambda", "π": "pi", "ρ": "rhô", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "khi",
    "ψ": "psi", "ω": "oméga", "Ω": "oméga", "Δ": "delta", "Σ": "sigma", "Γ": "gamma", "η": "êta",
}  # fmt: skip
_GREEK_LETTER = re.compile("(?<![α-ωΑ-Ω])[αβγδεθλπρστφχψωΩΔΣΓη](?![α-ωΑ-Ω])")
_NAMES = r"[A-ZÀ-Þ][\w.]{0,30}"
_MARKS = r"*_|~^`\\¹•·†‡/<>■●▪►▶◆★☆♥❤"
# What has to stand in a text for the form to be there: looked for first, as it costs nothing.
_FORMS: list[tuple[str, re.Pattern[str], str]] = [
    (needle, re.compile(pattern), said)
    for needle, pattern, said in (
        ("/", r"\b[Cc]/[oO]\b", "chez"),
        ("&amp;", r"\s*&amp;\s*", " et "),
        ("&", r"\s*&\s*", " et "),
        ("/", r"\b[Kk][Mm]/[hH]\b", "kilomètres-heure"),
        ("/", r"(?<![\w/])m/s²(?!\w)", "mètres par seconde carrée"),
        ("/", r"(?<![\w/])m/s(?![\w/²])", "mètres par seconde"),
        ("/", r"(?<![\w/])km/s(?![\w/²])", "kilomètres par seconde"),
        ("/", r"(?<![\w/])tr/min(?![\w/])", "tours par minute"),
        ("m", r"(?<=[dl]es )m[²2]\b", "mètres carrés"),
        ("m", r"(?<=[dl]es )m[³3]\b", "mètres cubes"),
        ("km", r"(?<=[dl]es )km[²2]\b", "kilomètres carrés"),
        ("km", r"(?<![\w])km[²2](?!\w)", "kilomètre carré"),
        ("m", r"(?<![\w])m[²2](?!\w)", "mètre carré"),
        ("m", r"(?<![\w])m[³3](?!\w)", "mètre cube"),
        ("kg", r"(?<=\bau )kg\b|(?<=\ble )kg\b", "kilo"),
        ("km", r"(?<=\bau )km\b|(?<=\ble )km\b", "kilomètre"),
        ("kWh", r"(?<=par )kWh\b|(?<=\ble )kWh\b|(?<=\bdu )kWh\b", "kilowattheure"),
        ("MWh", r"(?<=par )MWh\b|(?<=\ble )MWh\b|(?<=\bdu )MWh\b", "mégawattheure"),
        ("t/ou", r"\b[Ee]t/ou\b", "et ou"),
        ("(", r"(?<=\w)\(s\)|(?<=\w)\(e\)s?|(?<=\w)\(e\)\(s\)", ""),
        ("/", rf"(?<=[\w])/(?={_NAMES})", " "),
        ("/", r"(?<=\w)/(?=\d)", " sur "),
        ("/", r"(?<=\w)/(?=\w)", " ou "),
        ("%", r" ?%", " pour cent"),
        ("+", r"(?<=\w)\+(?=[\s.,;:!?)»]|$)", " plus"),
        ("+", r"\s*\+\s*", " plus "),
        ("≠", r"\s*≠\s*", " différent de "),
        ("=", r"\s*=+\s*", " égale "),
        ("×", r"\s*×\s*", " fois "),
        ("", r"\s*>=\s*|\s*≥\s*", " supérieur ou égal à "),
        ("", r"\s*<=\s*|\s*≤\s*", " inférieur ou égal à "),
        (">", r"(?<=\w) ?> ?(?=\w)", " supérieur à "),
        ("<", r"(?<=\w) ?< ?(?=\w)", " inférieur à "),
        ("", r"[≈≃~∼] ?(?=\w)", "environ "),
        ("±", r"± ?", "plus ou moins "),
        ("", r"\s*[÷∕⁄]\s*", " sur "),
        ("√", r"√ ?", "racine carrée de "),
        ("∞", r"∞", "l'infini"),
        ("", r"\s*[→⇒➔➜]\s*", ", "),
        ("", r"[µμ](?=\w)", "micro"),
        ("‰", r"‰", " pour mille"),
        ("¥", r"¥", " yens "),
        ("@", r"@", " arobase "),
        ("#", r"# ?(?=\d)", "numéro "),
        ("#", r"#(?=\w)", "hashtag "),
        ("#", r"(?<=[CF])#", " dièse"),
        ("#", r"#", " dièse "),
        ("€", r"€", " euros "),
        ("$", r"(?<=[a-z])\$(?=[a-z])", "s"),
        ("$", r"\$", " dollars "),
        ("£", r"£", " livres "),
        ("", r"[°º] ?[Cc]\b", " degrés Celsius "),
        ("", r"[°º]", " degrés "),
        ("§§", r"§§ ?", "paragraphes "),
        ("§", r"§ ?", "paragraphe "),
        ("²", r"²", " au carré"),
        ("³", r"³", " au cube"),
        ("", r"©|®|™|℠", ""),
        # Marks that lay out a page and have no sound.
        ("", rf"\s?[{_MARKS}][{_MARKS}\s]*", " "),
        ("", r"[‐‑−]", "-"),
        ("", r"[„‟‹›]", '"'),
        ("", r"[‘‛ʼ´′]", "’"),
        ("", r"(?<! ) +(?=[,.)])", ""),
    )
]
_ANY = re.compile(r"[^\w\s,.;:!?'’\"«»“”()…–—-]|[_²³α-ωΑ-Ω]|\bm[23]|km|kg|Wh")


def symbols(text: str) -> str:
    """Signs that are words when read; those that only lay out a page go.

    >>> symbols("Dupont & Fils, homme/femme, a = b, 80 %, α")
    'Dupont et Fils, homme ou femme, a égale b, 80 pour cent, alpha'
    >>> symbols("PS/UMP, le m², et/ou, Canal+")
    'PS UMP, le mètre carré, et ou, Canal plus'
    >>> symbols("la vitesse en m/s, en tr/min […]")
    'la vitesse en mètres par seconde, en tours par minute […]'
    """
    if not _ANY.search(text):
        return text
    text = _GREEK_LETTER.sub(lambda m: _GREEK[m.group()], text)
    for needle, pattern, said in _FORMS:
        if needle in text:
            text = pattern.sub(said, text)
    return text
