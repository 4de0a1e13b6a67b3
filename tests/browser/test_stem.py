"""The browser's stemmer against Python's: one recipe, two languages, the same answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kapstok.catalogue import Catalogue
from kapstok.stem import fold, stem, tokens

MODULE = "assets/javascripts/stem.mjs"

TRICKY = """
meisje jongetje kopje boompje raampje bloempje zoontje dochtertje huisje straatje pleintje buurtje feestje
praatje verhaaltje liedje spelletje kaartje boekje mannetje vrouwtje kindje kindjes kindertjes broodje
koekje weggetje bruggetje dingetje ringetje balletje belletje parapluutje fotootje autootje cafeetje
paadje paadjes vaatje stadje dorpje groepje groepjes clubje clubjes lampje hemdje handje handjes tasje
bosje flesje meisjes jongetjes boompjes armpje filmpje filmpjes diploma'tje baby'tje pony'tje tractorje
mogelijkheden moeilijkheden gelegenheden verantwoordelijkheden overheden eenheden waarheden goedheden
overheid eenheid samenhorigheid verdraagzaamheid werkloosheid gelijkheid ongelijkheid veiligheid gezondheid
laaggeletterdheid anderstaligheid zelfredzaamheid toegankelijkheid dankbaarheid vruchtbaarheid scheid
scheidheid heid heden beleid geleid reeds
zeeën ideeën feeën knieën melodieën industrieën theorieën symfonieën kopieën categorieën allergieën moskeeën
trofeeën orgieën orchideeën weeën tweeën drieën fantasieën academieën garantieën provincie provincies
oriëntatie oriënteren financiële financiën cliënt cliënten patiënt patiënten efficiënt ingrediënten
geïntegreerd geïnteresseerd beïnvloeden naïef ruïne coördinatie coördinator coöperatie coöperaties zoöloog
reünie reüniën vacuüm hé één éénmalig café cafés cafeetjes comité comités privé creëren gecreëerd België
Belgische Italiaanse crèche crèches scène scènes première caissière enquête enquêtes appèl à là élève
ñandú señora Ångström smörgås façade garçon Curaçao Zürich Köln Übermensch œuvre æther straße IJsland
ĳsberg ijsje İzmir Istanbul ΑΘΗΝΑΣ Σίσυφος Москва مدرسة 学校 ﬁnanciering ½uur m² 10² Ⅷ
TAAL Taal tAAL VZW OCMW OCMW'S ocmw'en VDAB NT2 nt2'ers CBE KULeuven kuleuven 's-Gravenwezel 's ochtends
's avonds zo'n m'n foto's foto’s auto's baby's menu's taxi's komma's pyjama's ski's drama's oma's opa's
Vlaanderen's kids kids-ID's ID's dvd's A4's 65-plussers 55+ 60-plus 18-jarige 2013 2025 007 1.000 1,5 50%
12-jarigen 4de 3e 2e- 1e-lijns B&B R&D en/of m/v/x t.e.m. t.a.v. d.m.v. o.a. www.kapstok.be a.b.c
Sint-Niklaas Sint-Gillis-Waas Sint-Pieters-Leeuw Heist-op-den-Berg Beveren-Kruibeke-Zwijndrecht
West-Vlaanderen Oost–Vlaanderen Noord-Zuid niet-westers niet-begeleide zij-instromer auto-ongeval zee-egel
e-inclusie e-mail on-line ex-gedetineerde -zelf zelf- a-b a--b a'b' 'aangehaald' “aangehaald” ‘enkel’
steden leden kinderen eieren musea centra schepen kansen kans verenigingen vereniging gemeenten gemeente
cursussen cursus zussen zus hoofdsteden raadsleden kleinkinderen jeugdcentra mensenkansen deelgemeenten
huizen muizen reizen brieven duiven geloven leven leeft leefbaar lezen leest gelezen boeken boek bussen bus
lessen les klassen klas mannen man pannen rokken bakken bedden bed zetten zet katten kat putten potten
zwemmen zwemt zwembaden zwembad lopen loopt gelopen maken maakt gemaakt vragen vraag vraagt dagen dag wegen
scholen school schooltje schools schoolse ouders ouder ouderschap oudere ouderen ouden vrienden vriendelijk
vriendelijke vriendelijkheid mogelijk mogelijke dagelijks dagelijkse wekelijks jaarlijks eindelijk lijk lijken
bruikbaar bruikbare haalbaar haalbare betaalbaar betaalbare openbaar openbare baar bar bare barbaar
nuttig nuttige veilig veilige prettig gelukkig eerlijkheid weinig enig enige ig zuinigheid eigen eigenlijk
werking werkingen werkend werkende werkenden wandeling wandelingen vergadering vergaderingen ring ringen
inburgering inburgeraar inburgeraars inburgeringstraject integratie integraties integreren integrerend
yoga yoghurt hobby hobby's hobbyist royaal bayou loyaal type typen typisch ayatollah Yser ysbreker
jaar jaren boom bomen brood broden uur uren muur muren been benen steen stenen maan manen schaap
aai aaien aaide fraai fraaie mooi mooie mooiste ooievaar eeuw eeuwen nieuw nieuwe nieuwkomers ruw ruwe
gezin gezinnen gezinnetje gem gemen gemene egemen algemene algemeen geheimen stemmen kammen
s se ss sse ssen esse es as os ys ies aas oes ees ijs ijzen jes jas jassen tjes etjes pjes mpje
e en ene eneen een eens enen onen ing end ingen enden heids lijks baars
zzz vvv kkk bbb kwartz klzz schwung strikt angstschreeuw ooooo aaaa ii IIii yY iyi aya eye uie uiig
a b c d aa bb zz ab abc abcd ë ï ë́ é́ 1 12 123 1234 a1 1a a1b2 1234a _ __ _a a_ a_b snake_case
"""

BEGINNINGS = "b st ee baa lek gem zuinig vrijt kooi ayo hey klië"
ENDINGS = """
heden heid heids en ene enen e se s es ens end ende ing ingen ingetje lijk lijke lijks baar bare bar ig ige igheid
je jes tje tjes etje etjes pje pjes eeën ieën ies iën z zen v ven kk tt dd aan een oon uun
"""
MORE = "en e s jes tje heid lijk ing ig z"


@pytest.fixture(scope="module")
def texts(catalogue: Catalogue) -> list[str]:
    """Every text of the catalogue that search reads."""
    found = [
        text
        for item in (*catalogue.practices.values(), *catalogue.hangijzers.values())
        for text in (item.title, item.summary, item.body, *item.keywords, *item.partners)
    ]
    for partner in catalogue.partners.values():
        found += [partner.name, *partner.aliases, *partner.services, partner.body, partner.note or ""]
    for subsidy in catalogue.subsidies.values():
        found += [subsidy.name, subsidy.focus, subsidy.conditions or "", subsidy.body, subsidy.note or ""]
    return found


def in_browser(page: Page, function: str, given: list[str]) -> list:
    """What a function of the shipped module gives for each text."""
    page.goto("over/")
    return page.evaluate(
        """async ([module, name, given]) => {
            const exported = await import(new URL(module, document.baseURI));
            return given.map((text) => exported[name](text));
        }""",
        [f"../{MODULE}", function, given],
    )


def differences(given: list[str], here: list, there: list) -> dict[str, tuple]:
    """The first twenty texts for which Python (first) and the browser (second) differ."""
    assert len(given) == len(here) == len(there)
    rows = zip(given, here, there, strict=True)
    return dict([(text, (own, other)) for text, own, other in rows if own != other][:20])


def test_texts_give_the_same_words(page: Page, texts: list[str]) -> None:
    """Every text of the catalogue must fall into the same words in the browser as in Python."""
    assert differences(texts, [tokens(text) for text in texts], in_browser(page, "tokens", texts)) == {}


def test_words_of_the_catalogue_have_the_same_stem(page: Page, texts: list[str]) -> None:
    """Every distinct word of the catalogue must have the same stem in the browser as in Python."""
    words = sorted({word for text in texts for word in tokens(text)})
    assert len(words) > 4_000
    assert differences(words, [stem(word) for word in words], in_browser(page, "stem", words)) == {}


def test_tricky_texts_give_the_same_words(page: Page) -> None:
    """Signs, capitals, digits and other scripts must fall into the same words in the browser as in Python."""
    given = TRICKY.split() + TRICKY.strip().splitlines()
    assert differences(given, [tokens(text) for text in given], in_browser(page, "tokens", given)) == {}


def test_tricky_words_have_the_same_stem(page: Page) -> None:
    """Diminutives, plurals, accents and odd words must have the same stem in the browser as in Python."""
    given = sorted({form for word in TRICKY.split() for form in (word.lower(), *tokens(word))})
    assert len(given) > 300
    assert differences(given, [stem(word) for word in given], in_browser(page, "stem", given)) == {}


def test_made_up_words_have_the_same_stem(page: Page) -> None:
    """Every ending behind every kind of beginning must give the same stem in the browser as in Python."""
    given = sorted(
        {
            start + end + more
            for start in BEGINNINGS.split()
            for end in ENDINGS.split()
            for more in MORE.split()
        }
    )
    assert differences(given, [stem(word) for word in given], in_browser(page, "stem", given)) == {}


def test_accents_fold_the_same(page: Page) -> None:
    """Accents must be taken off in the browser as in Python."""
    given = TRICKY.split()
    assert differences(given, [fold(word) for word in given], in_browser(page, "fold", given)) == {}
