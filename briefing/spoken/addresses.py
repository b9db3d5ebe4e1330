"""Addresses of the web and of mail, hashtags and handles."""

from __future__ import annotations

import re

_DOMAINS = (
    "fr|com|org|net|eu|edu|info|be|ch|ca|io|tv|gouv|uk|de|es|it|ru|cn|us|int|mil|asso|bzh|paris"
    "|re|lu|me|ai|app|dev|co|pdf|html?|docx?|txt|jpe?g|png|mp[34]|zip|exe|csv|json|py"
)
_PATH = r"[^\s<>«»()\"”]"
_ADDRESS = re.compile(
    rf"(?<!\w)(?:(?:https?|ftp)://|www\.){_PATH}{{1,2000}}"
    r"|(?<![\w.+@])(?:\w[\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    rf"|\w[\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?:{_DOMAINS})"
    rf"(?:[/?#]{_PATH}{{0,2000}})?(?![\w@]|-\w))"
)
_NUMBERED = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_MARKS = {
    ".": "point", "/": "slash", "-": "tiret", "_": "tiret bas", "@": "arobase", "=": "égale",
    "?": "point d'interrogation", "&": "et", "%": "pour cent", "#": "dièse", "+": "plus",
    ":": "deux points", "~": "tilde",
}  # fmt: skip
_MARK = re.compile(r"[./@_?=&%#+:~-]")
_HASHTAG = re.compile(r"(?<![\w#&])#(?=[^\W_])")
_HANDLE = re.compile(r"(?<![\w@.])@(\w{1,50})")
_RANKED = re.compile(r"(?<![\w#&])# ?(?=\d{1,3}(?!\w))")


def addresses(text: str) -> str:
    """Addresses as they are dictated; nobody says "h t t p".

    >>> addresses("info@exemple.fr ou https://www.exemple.fr/aide.")
    'info arobase exemple point fr ou trois W point exemple point fr slash aide.'
    >>> addresses("le rapport.pdf, l'adresse 192.168.0.1"), addresses("le coût.Il a dit")
    ("le rapport point pdf, l'adresse 192 point 168 point 0 point 1", 'le coût.Il a dit')
    """

    def say(match: re.Match[str]) -> str:
        address = match.group().rstrip(".,;:!?…’'/")
        said = re.sub(r"^(?:https?|ftp)://", "", address)
        said = re.sub(r"^www(?=\.)", "trois W", said)
        said = _MARK.sub(lambda mark: f" {_MARKS[mark.group()]} ", said)
        return " ".join(said.split()) + match.group()[len(address) :].replace("/", "")

    if "." not in text and "//" not in text:
        return text
    text = _NUMBERED.sub(lambda m: m.group().replace(".", " point "), text)
    return _ADDRESS.sub(say, text)


def hashtags(text: str) -> str:
    """Hashtags and handles, as the Commission d'enrichissement's "mot-dièse" is in fact said.

    >>> hashtags("#Paris2024, @le_monde, #1")
    'hashtag Paris2024, arobase le tiret bas monde, numéro 1'
    """

    def handle(match: re.Match[str]) -> str:
        return f"arobase {' tiret bas '.join(filter(None, match[1].split('_')))}"

    if "#" in text:
        text = _HASHTAG.sub("hashtag ", _RANKED.sub("numéro ", text))
    return _HANDLE.sub(handle, text) if "@" in text else text
