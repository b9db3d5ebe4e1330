"""Something like French news: words, and between them all the forms that figures take in it."""

from hypothesis import strategies as st

SIGNS = "%€$£°+=&@#/"

# Words that no rule touches, wherever they stand.
WORDS = (
    "à afin après au aussi avec baisse budget chômage contre dans de déjà depuis des écoles élève"
    " en enfin entre environ été habitants hausse hôpital il la le les loi ministre moins où par"
    " pendant plan plus pour prix près rapport région selon soit sur ville vote es d’entre j’ai"
    " l’État L’Oréal m’ont s’ouvre n’a c’est t’en qu’il a y"
).split()
FORMS = (
    "1er", "1re", "2e", "42es", "10 000e", "2 000", "1\u202f234\u202f567,89", "3,5", "12,05", "007",
    "17 %", "+3 %", "-5 °C", "–2", "12,50 €", "1 000 000 €", "$20", "3,2 Md€", "5 k€", "10-15 €",
    "1,80 m", "45 m²", "3 km²", "130 km/h", "93 mm x 20 mm", "50 µg/m³", "5 €/kg", "7j/7", "24h/24",
    "14h30", "14 h", "23:40", "9h-11h30", "12/05/2026", "2026-11-22", "2024-2025", "3-1", "49.3",
    "1.500.000", "100.000,5", "1/2", "15/20", "17/18/19", "01 23 45 67 89", "+33 6 12 34 56 78",
    "3'28\"76", "XXIe", "Ve", "Louis XIV", "François Ier", "M. Martin", "Mme Roy", "Dr Noir",
    "n° 5", "art. 3", "p. 12", "L. 310-2", "etc.", "en 52 av. J.-C.", "St-Denis", "SNCF", "l’UE",
    "l’ONU", "A380", "H5N1", "COVID-19", "Covid-19", "G7", "CO₂", "m³", "10⁶", "½", "①", "２", "Ⅳ",
    "5G", "Paris2024", "4x4", "#MeToo", "@lemonde", "R&D", "homme/femme", "a = b", "50 + 1", "§ 3",
    "°", "%", "€", "+", "=", "&", "@", "#", "/", "exemple.fr", "info@exemple.fr", "https://a.fr/b",
    "6-4, 7-6 (7-5)", "Boeing 737-800", "48° 51′ N", "1:59:40", "2 h 1/2", "3117", "90e+3",
    "CGT", "ONGs", "O.N.U.", "S.N.C.F.", "J. K. Rowling", "XVe-XVIe", "MCMLXXX", "100/100", "£5m",
)  # fmt: skip
FIGURES = st.one_of(
    st.integers(0, 10**12).map(str),
    st.integers(1000, 10**9).map(lambda n: f"{n:,}".replace(",", "\u202f")),
    st.floats(0, 9999).map(lambda n: f"{n:.2f}".replace(".", ",")),
    st.integers(1900, 2030).map(str),
)
GAPS = st.sampled_from(
    [" "] * 8 + [", ", "\u00a0", " : ", " – ", ". ", " « ", " » ", "-", "/", "\n"]
)
ENDS = st.sampled_from([".", "…", " !", "\u00a0?", "", " »", ".»"])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Something like a sentence of French news, with all that news puts between its words."""
    parts = draw(
        st.lists(st.sampled_from(WORDS) | st.sampled_from(FORMS) | FIGURES, min_size=1, max_size=9)
    )
    text = parts[0] + "".join(draw(GAPS) + part for part in parts[1:])
    return text + draw(ENDS)
