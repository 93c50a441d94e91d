"""Words that the recogniser knows beside the lists of ``vik_portal.naamlijsten``: towns, units, ranks, functions."""

from __future__ import annotations

from vik_portal.naamlijsten import woorden


def _lijst(tekst: str) -> frozenset[str]:
    return frozenset(deel.strip() for deel in tekst.replace("\n", ",").split(",") if deel.strip())


#: Towns and cities whose name is no other word: found however they are written.
PLAATSEN = _lijst("""
Amsterdam, Rotterdam, Den Haag, ’s-Gravenhage, Utrecht, Eindhoven, Groningen, Tilburg, Almere, Breda, Nijmegen,
Apeldoorn, Haarlem, Arnhem, Enschede, Haarlemmermeer, Amersfoort, Zaanstad, Den Bosch, ’s-Hertogenbosch, Zwolle,
Zoetermeer, Leeuwarden, Maastricht, Dordrecht, Alphen aan den Rijn, Alkmaar, Emmen, Westland, Venlo, Deventer,
Helmond, Hilversum, Amstelveen, Heerlen, Nissewaard, Súdwest-Fryslân, Hengelo, Purmerend, Schiedam, Lelystad,
Roosendaal, Vlaardingen, Gouda, Spijkenisse, Almelo, Hoogeveen, Veenendaal, Roermond, Nieuwegein, Terneuzen,
Smallingerland, Drachten, Middelburg, Vlissingen, Zeist, Harderwijk, Barneveld, Doetinchem, Heerenveen, Hardenberg,
Raalte, Zutphen, Capelle aan den IJssel, Krimpen aan den IJssel, Ridderkerk, Barendrecht, Gorinchem, Papendrecht,
Sliedrecht, Hellevoetsluis, Katwijk, Noordwijk, Wassenaar, Rijswijk, Leidschendam, Voorburg, Waddinxveen,
Bodegraven, Woerden, IJsselstein, Culemborg, Geldermalsen, Tiel, Wageningen, Winterswijk, Zevenaar, Nijkerk, Ermelo,
Nunspeet, Oldebroek, Elburg, Dronten, Emmeloord, Urk, Steenwijk, Meppel, Coevorden, Stadskanaal, Veendam,
Winschoten, Delfzijl, Appingedam, Sneek, Bolsward, Franeker, Harlingen, Dokkum, Joure, Den Helder, Heerhugowaard,
Beverwijk, Heemskerk, IJmuiden, Velsen, Castricum, Heiloo, Schagen, Enkhuizen, Medemblik, Volendam, Edam, Bussum,
Naarden, Weesp, Diemen, Uithoorn, Aalsmeer, Hoofddorp, Schiphol, Zandvoort, Heemstede, Bloemendaal, Bergen op Zoom,
Etten-Leur, Oosterhout, Waalwijk, Dongen, Rucphen, Zundert, Vught, Boxtel, Oirschot, Veghel, Uden, Boxmeer, Cuijk,
Gemert, Deurne, Someren, Geldrop, Nuenen, Veldhoven, Valkenswaard, Bladel, Weert, Horst aan de Maas, Venray,
Sittard, Geleen, Kerkrade, Landgraaf, Brunssum, Valkenburg, Gulpen, Vaals, Zierikzee, Rijssen, Oldenzaal,
Haaksbergen, Ommen, Driebergen, Maarssen, Bilthoven, Soest, Baarn, Bunschoten, Spakenburg, Leusden, Rhenen,
Amerongen, Renkum, Oosterbeek, Velp, Rheden, Scheveningen, Hoek van Holland, Ameland, Terschelling, Vlieland,
Schiermonnikoog, Texel
""")
#: Names of places that are also words: only with a capital, and after a word that leads to a place.
PLAATSWOORDEN = _lijst("""
Leiden, Huizen, Dieren, Duiven, Hulst, Kampen, Delft, Losser, Borne, Goor, Asten, Assen, Houten, Hoorn, Ede, Goes,
Oss, Best, Bergen, Putten, Dalen, Buren, Epe, Elst, Leek, Beek, Laren, Lisse, Rijen, Heerde, Born, Stein, Echt,
Made, Heel, Haren, Eersel, Elsloo, Hedel, Loon, Anna Paulowna, Wijk, Zuid, Noord
""")
#: Names of places that without a capital are nearly always another word, also after ‘in’ or ‘uit’.
GEEN_PLAATS = woorden("""
acht achterhoek achtereind acht akker amen anderen appel assen axel baal baard balk banen beek bent bergen best blauw
boekel boer bonnen boomen borg bosje brand broek bruggen buren bus buurtje campagne dal dalen dam dieren dijk dijken
donderen doorn dorp draai drie driehoek duinen dun duur echt een effen eind eindje elst eng engelen ens esp essen fort
front gemaal gasthuis gebergte gooi goor goes graaf graft grave groet haag haart halfweg hall halte handel haren haring
heel heers heg hei heide heikant hel helden hem heuveltje hoef hoek hoeve hoeven hof hoorn horn hout houten huizen hulst
juist kade kamp kampen kapel kerkdorp kerkhof klei klooster koekoek kraan kreek kruis kruisweg kwartier laar landgraaf
leek leg leiden leunen lies linde look loon loo losser made meer middel monster most neer noord noorden nes oost oosten
oranje oss overschot paal paradijs park petten plak plein polen pol posthoorn putten raam reek rijen rijs ruiten sloot
sloten sluis spier spijk spui stad steeg steen straat straten strepen tempel tin toom uiteinde uitweg val veen veld
velden ven verlaat vries vrij vuren waal waarde wal wals warm waterkant weg welgelegen west westen wijk winkel wissel
zee zeeland zetten ziek zoom zuid zuiden zwiep
""")
#: Words that end as the name of a street does.
GEEN_STRAAT = _lijst("""
Onderweg, Omweg, Uitweg, Snelweg, Autoweg, Rijksweg, Hoofdweg, Zijweg, Zijstraat, Winkelstraat, Fietspad,
Voetpad, Wandelpad, Zandpad, Schoolplein, Parkeerplein, Gerechtshof, Het Gerechtshof, Binnenhof, Vakantiepark, Pretpark,
Wagenpark, Stadspark, Industriepark, Recreatiepark, Natuurpark
""")
#: Regions, and the units that carry their name.
GEBIEDEN = _lijst("""
Noord-Nederland, Oost-Nederland, Midden-Nederland, Noord-Holland, Zuid-Holland, Zeeland-West-Brabant, Oost-Brabant,
Noord-Brabant, West-Brabant, Brabant, Limburg, Zeeland, Gelderland, Overijssel, Drenthe, Friesland, Fryslân,
Flevoland, Twente, Achterhoek, Veluwe, Betuwe, Haaglanden, Hollands Midden, IJsselland, Gooi en Vechtstreek,
Zaanstreek, Kennemerland, Landelijke Eenheid, Eenheid Landelijke Expertise en Operaties, Caribisch Nederland,
Bonaire, Curaçao, Aruba, Sint Maarten
""")
#: Small units of which every member is known.
KLEINE_EENHEDEN = _lijst("DSI, AOT, BSB, DKDB, LIRC, LVP, DLVP, TGO, TBKK, TIV, OVZ, NFI")
#: After these a name with a capital or a number is the name of a unit.
EENHEIDSWOORDEN = _lijst("""
basisteam, team, robuust team, district, eenheid, bureau, politiebureau, wijkteam, flexteam, meldkamer,
cellencomplex, arrestantencomplex, afdeling, cluster, sector, regio, ploeg, groep, unit, korps, kazerne, steunpunt
""")
#: What stands after such a word and is no name of a unit.
GEEN_EENHEID = _lijst(
    "VIK, Jeugdzorg, Halt, HALT, OM, OR, HR, HRM, ICT, IT, Nederland, Integriteit, MEOS, BVH, GGZ, ME"
)
#: Ranks, and posts of which there are few. Agent, teamchef and wijkagent are roles that a dilemma needs.
RANGEN = _lijst("""
surveillant, hoofdagent, brigadier, hoofdbrigadier, inspecteur, hoofdinspecteur, commissaris, hoofdcommissaris,
wachtmeester, opperwachtmeester, adjudant, kapitein, luitenant
""")
FUNCTIES = _lijst("""
districtschef, sectorhoofd, politiechef, korpschef, eenheidschef, burgemeester, hoofdofficier, plaatsvervangend chef,
plaatsvervangend teamchef, pelotonscommandant, ME-commandant, hondengeleider, taakaccenthouder, portefeuillehouder
""")
#: Who is ‘de enige’ or ‘de jongste’ of these, is known to everybody there.
MENSEN = _lijst("""
agent, brigadier, aspirant, collega, vrouw, man, chef, commandant, geleider, houder, rechercheur, coördinator,
specialist, medewerker, docent, rijder, ruiter, onderhandelaar, officier, moslim, homo, Turk, Marokkaan, Surinamer
""")
#: What a place where people come can be called instead of by its name: the words that stand before that name.
ZAKEN = {
    "een café": _lijst("café, eetcafé, danscafé, kroeg, bar"),
    "een horecazaak": _lijst(
        "restaurant, snackbar, cafetaria, discotheek, nachtclub, hotel, pizzeria, coffeeshop, shishalounge"
    ),
    "een winkel": _lijst("bakkerij, slagerij, winkel, supermarkt, juwelier, kapsalon, kapper, garage, autobedrijf"),
    "een school": _lijst("school, basisschool, scholengemeenschap, lyceum, kinderdagverblijf, crèche"),
    "een vereniging": _lijst("voetbalclub, sportclub, motorclub, vereniging, stichting, VV, SV, SC, FC, MC, RKSV"),
    "een sportschool": _lijst("sportschool, fitnesscentrum"),
    "een gebedshuis": _lijst("moskee, moskeebestuur, kerk, synagoge"),
    "een instelling": _lijst("ziekenhuis, verzorgingshuis, verpleeghuis, azc, jeugdinstelling, camping, vakantiepark"),
}
#: Makes of cars and motorcycles, and the commonest types: with a colour or a type behind it, it is somebody's.
MERKEN = _lijst("""
Audi, Volkswagen, VW, Mercedes, BMW, Opel, Ford, Fiat, Peugeot, Renault, Citroën, Toyota, Kia, Volvo, Skoda, Seat,
Tesla, Nissan, Mazda, Hyundai, Porsche, Ferrari, Dacia, Mini, Honda, Suzuki, Yamaha, Kawasaki, Ducati, Vespa, Lexus,
Jaguar, Golf, Polo, Vito, Caddy, Passat, Corsa, Astra, Panda, Clio, Octavia
""")
KLEUREN = _lijst("""
zwarte, witte, grijze, rode, blauwe, groene, gele, oranje, bruine, paarse, roze, zilveren, zilvergrijze, gouden, beige
""")
#: Before these it is clear that a name follows, whatever the word is.
VOOR_NAAM = _lijst("""
collega, maat, buurman, buurvrouw, vriend, vriendin, heet, heette, heten, genaamd, ene, meneer, mevrouw, groetjes,
groeten, chef, teamchef, ploegchef, groepschef, wijkagent, agent, aspirant, broer, zus, neef, nicht, oom, tante
""")
#: With one of these behind it the first word of a sentence is somebody, and no storm, rose or baker's.
DOET_IEMAND = _lijst("""
zei, zegt, vroeg, vraagt, vond, vindt, wilde, wil, riep, roept, belde, belt, appte, appt, mailde, vertelde, vertelt,
lachte, lacht, keek, kijkt, reed, rijdt, schreef, knikte, fluisterde, dacht, denkt, wist, weet, antwoordde, reageerde,
deed, stond, zat, zit, liep, loopt, moest, moet, mocht, kon, kwam, nam, pakte, trok, sloeg, tekende, meldde, loog, zweeg
""")
#: Surnames that at the start of a sentence stand for anybody.
IEDEREEN = _lijst("""
Advocaat, Arts, Baas, Boef, Brigadier, Broer, Burgemeester, Burger, Buur, Buurman, Dokter, Jongen, Jongens, Man, Neef,
Oom, Persoon, Portier, Vader, Vriend, Wachter, Wethouder, Zoon, Zwager
""")
#: Small words inside a surname.
TUSSENVOEGSELS = (
    "van de",
    "van den",
    "van der",
    "van ’t",
    "in ’t",
    "op de",
    "van",
    "de",
    "den",
    "der",
    "ter",
    "ten",
    "el",
    "al",
    "bin",
    "’t",
)
