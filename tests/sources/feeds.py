"""Feeds as publishers write them, with the same three articles in each."""

from __future__ import annotations

from pathlib import Path

PAGES = Path(__file__).parent / "pages"
STORY = (
    "Les barrières ont été retirées jeudi matin, peu avant huit heures, devant une centaine "
    "d’habitants. Le maire a traversé le premier, à pied, avant de laisser passer une file de "
    "voitures qui s’étirait déjà jusqu’à la place du marché. Le chantier devait durer dix-huit "
    "mois ; la découverte d’une fissure dans la pile centrale l’a prolongé de sept mois et a porté "
    "la facture à plus de quatre millions d’euros, que le département paie pour les trois quarts."
)
HTML = f"<p>{STORY}</p><script>alert(1)</script><p>L’article Pont est apparu en premier sur X.</p>"

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>Le Courrier du Val</title>
<link>https://journal.example/</link>
<atom:link href="https://journal.example/rss" rel="self"/>
<item>
 <title>Le march&eacute; d&eacute;m&#233;nage</title>
 <link>/marche?a=1&b=2</link>
 <guid isPermaLink="false">n-2</guid>
 <pubDate>Thu, 19 Nov 2026 08:00:00 +0100</pubDate>
 <description>Le marché de Noël change de rive. Lire la suite…</description>
 <media:title>Une photo</media:title>
</item>
<item>
 <title><![CDATA[Le pont <b>rouvre</b> &amp; respire]]></title>
 <link>https://journal.example/pont</link>
 <guid isPermaLink="false">n-1</guid>
 <pubDate>Fri, 20 Nov 2026 07:30:00 GMT</pubDate>
 <dc:creator>Claire Fontenay</dc:creator>
 <media:description>Une photo du pont</media:description>
 <description>Le pont rouvre.</description>
 <content:encoded><![CDATA[{HTML}]]></content:encoded>
</item>
<item>
 <title>Sans date</title>
 <guid>https://journal.example/sans-date</guid>
 <pubDate>hier soir</pubDate>
</item>
</channel>
</rss>
"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://journal.example/fil/">
<title type="html">Le Courrier &lt;i&gt;du Val&lt;/i&gt;</title>
<id>urn:fil</id>
<updated>2026-11-20T08:00:00Z</updated>
<entry>
 <id>n-2</id>
 <title>Le marché déménage</title>
 <link rel="enclosure" href="photo.jpg"/>
 <link href="../marche?a=1&amp;b=2"/>
 <published>2026-11-19T08:00:00+01:00</published>
 <summary>Le marché de Noël change de rive.</summary>
</entry>
<entry>
 <id>n-1</id>
 <title type="html">Le pont &lt;b&gt;rouvre&lt;/b&gt; &amp;amp; respire</title>
 <link rel="alternate" type="text/html" href="https://journal.example/pont"/>
 <published>2026-11-20T07:30:00Z</published>
 <updated>2026-11-21T07:30:00Z</updated>
 <author><name>Claire Fontenay</name><email>claire@journal.example</email></author>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content>
</entry>
<entry>
 <id>https://journal.example/sans-date</id>
 <title>Sans date</title>
 <link href="https://journal.example/sans-date"/>
</entry>
</feed>
"""

RDF = f"""<?xml version="1.0" encoding="iso-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://journal.example/rdf"><title>Le Courrier du Val</title></channel>
<item rdf:about="n-2"><title>Le marché déménage</title>
 <link>https://journal.example/marche?a=1&amp;b=2</link><dc:date>2026-11-19T08:00:00+01:00</dc:date>
 <description>Le marché de Noël change de rive.</description></item>
<item rdf:about="n-1"><title>Le pont rouvre &amp;amp; respire</title>
 <link>https://journal.example/pont</link><dc:date>2026-11-20T07:30:00Z</dc:date>
 <dc:creator>Claire Fontenay</dc:creator>
 <content:encoded><![CDATA[{HTML.replace("’", "'")}]]></content:encoded></item>
<item rdf:about="https://journal.example/sans-date"><title>Sans date</title>
 <link>https://journal.example/sans-date</link></item>
</rdf:RDF>
""".encode("iso-8859-1")

ALL = {"RSS 2.0": RSS.encode(), "Atom": ATOM.encode(), "RDF": RDF}

BOMB = """<?xml version="1.0"?>
<!DOCTYPE rss [
<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<rss><channel><title>&c;</title><item><title>&c;</title></item></channel></rss>"""
FILE = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<rss><channel><title>&secret;</title><item><title>&secret;</title></item></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE rss SYSTEM "http://journal.example/evil.dtd">
<rss><channel><title>Le fil</title><item><title>Une nouvelle</title></item></channel></rss>"""
