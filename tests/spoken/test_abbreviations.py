"""Titles and words cut short."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "M. Dupont, Mme Durand et MM. Petit et Roux",
            "Monsieur Dupont, madame Durand et messieurs Petit et Roux",
        ),
        ("Me Martin et Mgr Blanc", "Maître Martin et monseigneur Blanc"),
        ("le Pr M. Ollivier", "le professeur M. Ollivier"),
        ("Voir p. 12, n° 3, etc.", "Voir page douze, numéro trois, et cetera."),
        ("les nos 7 et 8", "les numéros sept et huit"),
        ("à St-Denis, Ste-Marie", "à Saint-Denis, Sainte-Marie"),
        ("l'av. Foch, bd Voltaire", "l'avenue Foch, boulevard Voltaire"),
        ("art. L. 310-2 al. 3", "article L trois cent dix tiret deux alinéa trois"),
        ("c.-à-d. p. ex. ici", "c'est-à-dire par exemple ici"),
        ("Nice vs Lens", "Nice versus Lens"),
        ("env. 30 km", "environ trente kilomètres"),
        ("J. K. Rowling et J.-C. Mailly", "J. K. Rowling et J.-C. Mailly"),
        ("Dʳᵉˢ, Mˡˡᵉ", "Docteures, mademoiselle"),
        ("la résolution 2003/88", "la résolution deux mille trois quatre-vingt-huit"),
    ],
)
def test_abbreviations_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
