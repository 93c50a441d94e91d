"""Dutch given names, surnames and places, as lists to look a word up in, and capitals that name nobody.

The lists of names come with the package ``deduce``, which takes names out of medical texts. Only its word lists are
read; its code is never imported, so that what it needs is not installed. Words are compared without capitals and
accents.
"""

from __future__ import annotations

import unicodedata
from importlib.metadata import distribution
from pathlib import Path

_LIJSTEN = "deduce/data/lookup/src"
#: Letters that Unicode does not take apart into a letter and an accent.
_LOS = str.maketrans("ıłøđ", "ilod")


def vouw(woord: str) -> str:
    """A word as the lists hold it: ‘Özlem’ is ‘ozlem’."""
    los = unicodedata.normalize("NFKD", woord.lower())
    return "".join(teken for teken in los if not unicodedata.combining(teken)).translate(_LOS).replace("’", "'")


def woorden(tekst: str) -> frozenset[str]:
    """Words between blanks or commas, folded."""
    return frozenset(vouw(woord) for woord in tekst.replace(",", " ").split())


def _delen(tekst: str) -> frozenset[str]:
    """What stands between commas, as it is written."""
    return frozenset(deel.strip() for deel in tekst.replace("\n", ",").split(",") if deel.strip())


def _lees(map_: str) -> frozenset[str]:
    bestand = distribution("deduce").locate_file(f"{_LIJSTEN}/{map_}/items.txt")
    return frozenset(vouw(regel) for regel in Path(str(bestand)).read_text("utf-8").splitlines() if regel)


#: Given names of the list that are too often another word: they count with a capital that is not due, or beside a
#: word that leads to a name.
OOK_EEN_WOORD = woorden("""
aagje aan aard aart adel adem ai akker al ale alle allen alp amber amor an anders anemoon angel april ara are arend
aria armen art aster aura baan bader balder baptist barber bars bas bate beau beer belle ben bent bente beren berk
bijou bink blaas blue bob bobby boet bontje botte bouwen boy brand brandt broer bruining brunette buddy burger candy
ceder cent chi chinook claus clement co coco constant corona da daisy dan das date de deejay deli demi di dia diamond
dien dies diesel dik dim dimmen do dolly domina don done dong door dot dries duif duifje duurt ede eden eerde eibertje
el elke els eng engel engeltje ere eren erin ernst eros espen fake fan fee fender ferry firmin flint flip flo floor
flora florida florijn fop fos fox franc franke geeltje gelt geluk gene genesis ger germ geurt geurtje gloria goof
griet gul gulden gus ha hager hai han hang haring hart has he heb hee hei heino helder hele helle henna hens hinde
hing hitje ho hoe hok hoo hoop hope horst hortensia hou hub hui huig hunter imme in ing ino islam israel ivory jade
jarig jas jay jazz jazzy jeep jen jent jersey jet jihad job joker jouw joy juli jun juni junior jura kaan kader kalle
kam kar kas kea kee keet kei ken kent kerst kick kiek kiem kien kier kik kim kin king kit klaar koene kommer koop koos
koper kor ku la laas lam lang lava le lee leen lei lelie lente lenze lev li lieve lijntje linde lio lis lok lolita
long lori lotus lou louw lucky luis luit lumen lutje lux lyra maagje maas maat maatje made man mana mans mar mara mare
maren marina marine marines mark mars mart martini master mat matje mats mattie max maxim may meander mee mees mei
meis meiske melodie ment merel mi mie miep mies mietje mignon mijntje mille mimi min mine mini mink minne mint mirre
mitra mus nada nadien nam nel nestor niesje nik nil ninja noes nol nonna noor nova novi offer on onder oswald ouwe
page pandora parel pari parker pax peer peet pen penny pep pepper pier pietje ping pip pita pluk po pol pom poppy
prudent puck pui puk queen raaf raf ram ramadan rani raven rea reef rein reine rem rende rex rey ria richel richt riet
rietje riff rijk rijmpje rijn rik rim rink rins rinse rio rob robijn roche roef roemer roman rome romein rong ronin
roos roosje rosa rosmarijn rover rozemarijn ru ruby rui rune rut sage sake salmon san sari sas sau schalk sela sem
semi sen sent sep sera serge serve servet shanty sim sint sippe sissy skip sla sol son spencer spike splinter stan
star steef stef sten ster stern sterre stof stoffel stoffer storm sultan sun swan taco take tam tan tango tao tea
teddy terra tes tex tien tijm tijn timber tin titan to ton tong toon tor tos trees tromp truitje tu tuba tuur van veer
ven vera vesper vi vida vik vin viola violet violette vlinder vrouwtje walt wan wang war warren wart wei wen wende
wester wiep wies wigger wijntje wik wil will wilt win winner winter wisse witte wolf yang yen yin you young zander zee
zen zier zoetje zomer zon zus zusje zwaan zwaantje zweer zwier
""")
#: Of those, the ones that are a name as often: a word that leads to a name, or does what people do, decides.
VAAK_EEN_NAAM = woorden("""
amber bas beau ben bo bob britt daisy dolf dolly ed els ernst ferry fleur flip floor floortje frank guus han
hope iris jade jay jazz jet joy kees kim koos linde lotus max mark mattie merel mies mo noor pim pip rein ria rik rob
robin roos rosa ruby sem stef storm teddy tes tess tijn tim tom ton vera wil wim wolf zander zoe
""")
#: Words that carry a capital inside a sentence and are nobody's name. Rivers and seas stand here too.
NIEMAND = _delen("""
VIK, BVH, MEOS, BVI, BVCM, OM, OR, TCO, KMP, VPI, GGZ, OVJ, HOvJ, OvD, Opco, DRIO, PDC, Nederland, Nederlands,
Nederlandse, WhatsApp, Signal, Teams, Kerst, Pasen, Koningsdag, Veilig, Thuis,
Europa, Europees, Europese, België, Belgisch, Belgische, Duitsland, Duits, Duitse, Frankrijk, Frans, Franse, Engels,
Engelse, Engeland, Spanje, Spaans, Spaanse, Italië, Turkije, Turks, Turkse, Marokko, Marokkaans, Marokkaanse,
Suriname, Surinaams, Surinaamse, Antilliaans, Antilliaanse, Polen, Pools, Poolse, Rusland, Russisch, Russische,
Oekraïne, Oekraïens, Oekraïense, Syrië, Syrisch, Syrische, Israël, Palestina, Gaza, Amerika, Amerikaans,
Amerikaanse, China, Chinees, Chinese, Arabisch, Arabische, Afrikaans, Afrikaanse, Roemeens, Roemeense, Bulgaars,
Bulgaarse, Molukse, Joods, Joodse, Roma, Sinti, Kamer, Tweede, Ardennen, Alpen, Veluwemeer, Markt, Parijs, Londen,
Berlijn, Brussel, Antwerpen, Maas, Rijn, Waal, IJssel, Lek, Linge, Vecht, Amstel, Schelde, Westerschelde,
Oosterschelde, IJsselmeer, Markermeer, Noordzee, Waddenzee, Merwede, Dommel, Eem, Rotte, Zaan, Eems, Dollard,
Biesbosch, Randmeren, Instagram, Facebook, TikTok, Snapchat, YouTube, Twitter, LinkedIn, Telegram, Google,
Marktplaats, Vinted, Tinder, Netflix, Excel, Word, Outlook, Volkswagen, Audi, Mercedes, Toyota, Peugeot, Renault,
Opel, Ford, Fiat, Kia, Volvo, Skoda, Seat, Tesla, Golf, Polo, Jumbo, Lidl, Aldi, Hema, Ikea, Bijbel, Koran, God,
Allah, Ramadan, Suikerfeest, Sinterklaas, Bevrijdingsdag, Carnaval, Moederdag, Vaderdag, Nieuwjaar, Oudjaar,
Oudejaarsavond, Staat, Grondwet, Rijksrecherche, Rijk, Marechaussee, Koninklijke, Douane, Politie, Politieacademie,
Academie, Beroepscode, Openbaar, Ministerie, Korpsleiding, Korps, Halt, Slachtofferhulp, Beveiliging, Jeugdzorg,
Ondernemingsraad, Team, Chef, Teamchef, Collega, Coördinator, Officier, Justitie, Boa, Taser, Bodycam, Covid,
Corona, Engelstalig, Internet, Bluetooth, Excuses, Ochtends, Middags, Avonds, Nachts, Morgens, Winters, Zomers,
Burger, Moslim, Christen, Marokkaan, Turk, Pool, Nederlander, Nederlanders, Eredivisie, Ajax, Feyenoord, PSV, Oranje,
Hollands, Hollandse, Hollander, Vlaams, Vlaamse, Grieks, Griekse, Portugees, Portugese, Iraans, Iraanse, Iraaks,
Iraakse, Somalisch, Somalische, Eritrees, Eritrese, Afghaans, Afghaanse, Koerdisch, Koerdische, Hongaars, Hongaarse,
Aziatisch, Aziatische, English, Deutsch, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, Montag,
Dienstag, Mittwoch, Donnerstag, Freitag, Samstag, Sonntag, Telegraaf, Volkskrant, Journaal, Nieuwsuur, Hoge, Raad,
Eerste, Rechtbank, Gerechtshof, Gemeente, Provincie, Burgernet, Opsporing, Verzocht, Nike, Adidas, Gucci, Rolex,
Apple, Samsung, Microsoft, Windows, Spotify, Uber, Coolblue, Action, Kruidvat, Etos, Gamma, Praxis, Heineken, Grolsch,
Bacardi, Coca-Cola, McDonald’s, Starbucks, Playstation, Xbox, Nintendo, TomTom, iPhone, Islam, Jezus, Boeddha, Paasdag,
Kerstdag, Pinksteren, Hemelvaart, Halloween, Valentijnsdag, Diwali, Keti, Koti, Dierendag, Prinsjesdag, McDonald,
Belastingdienst, Ambtsinstructie, Wetboek, Strafrecht, Strafvordering
""")
#: Groups of words with a capital that name nobody.
VASTE_GROEPEN = _delen("""
Jan en alleman, de Bob, Jan Modaal, Jan met de pet, Jan Rap, Jan Soldaat, Joost mag het weten, Joost mag weten,
Pietje precies, Zwarte Piet, Oud en Nieuw, Amber Alert, Albert Heijn, Red Bull, Burger King, Jack Daniels,
Leger des Heils, Rode Kruis
""")
#: Ordinary words, many of which stand in a list of names as well.
GEWONE_WOORDEN = _lees("whitelist/lst_common_word") | _lees("whitelist/lst_stop_word")
VOORNAMEN = _lees("names/lst_first_name")
ACHTERNAMEN = _lees("names/lst_surname")
PLAATSEN = _lees("locations/lst_placename/lst_residence") - GEWONE_WOORDEN


#: Long enough to know a compound by: ‘WhatsAppgroep’.
_BEGIN = tuple(woord for woord in NIEMAND if len(woord) > 5)


def is_niemand(woord: str) -> bool:
    """Whether a word with a capital names nobody, or is made up of one that does not."""
    if woord in NIEMAND or woord.split("-")[0] in NIEMAND:
        return True
    return woord.startswith(_BEGIN) and vouw(woord) not in ACHTERNAMEN


def is_voornaam(woord: str) -> bool:
    """Whether a word is a given name and hardly ever anything else, however it is written."""
    kaal = vouw(woord)
    return len(kaal) > 2 and kaal in VOORNAMEN and kaal not in OOK_EEN_WOORD and kaal not in GEWONE_WOORDEN
