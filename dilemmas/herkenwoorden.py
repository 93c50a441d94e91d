"""Words that the recogniser knows: places, given names, ranks, and what carries a capital and names nobody."""

from __future__ import annotations


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
FUNCTIES = _lijst("districtschef, sectorhoofd, politiechef, eenheidschef, burgemeester, hoofdofficier")
VOORNAMEN = _lijst("""
Aad, Aart, Abdel, Abdelkader, Achmed, Ahmed, Ahmet, Albert, Ali, Amber, Amina, André, Angela, Anita, Anja, Anke,
Anna, Anne, Annemarie, Annet, Anneke, Anouk, Anton, Antoinette, Arie, Arjan, Arjen, Arnold, Astrid, Ayse, Ayşe,
Barbara, Bart, Beau, Ben, Bianca, Bilal, Bob, Bram, Bregje, Britt, Carla, Carlijn, Carolien, Caroline, Cees,
Chantal, Charlotte, Chris, Christiaan, Claudia, Cor, Corrie, Daan, Daniël, Danny, David, Debbie, Denise, Dennis,
Diana, Dick, Dirk, Driss, Eline, Ellen, Els, Emma, Erik, Erwin, Esra, Esther, Eva, Evelien, Fatima, Fatma, Femke,
Ferry, Fleur, Floor, Floris, Frank, Frans, Fred, Frits, Gerard, Gerda, Gerrit, Gert, Gijs, Greet, Guido, Guus,
Hamza, Hanna, Hanneke, Hans, Harm, Harrie, Harry, Hassan, Hendrik, Henk, Henny, Herman, Hicham, Hilde, Hugo,
Ibrahim, Ilse, Imane, Ingrid, Irene, Iris, Ismail, Jaap, Jacqueline, Jan, Jasmijn, Jasper, Jay, Jeffrey, Jelle,
Jeroen, Jesse, Jessica, Jet, Jill, Jim, Joep, Johan, Johnny, Jolanda, Joost, Jordy, Joris, Jos, Joyce, Judith,
Julia, Jurgen, Karel, Karim, Karin, Kees, Kelly, Kevin, Khadija, Kim, Klaas, Koen, Lars, Laura, Leo, Leon, Lieke,
Linda, Lisa, Lisette, Lotte, Luuk, Maaike, Maarten, Manon, Marco, Margriet, Maria, Mariska, Marieke, Marijke,
Marjan, Marjolein, Mark, Marleen, Martijn, Martin, Mehmet, Melissa, Merel, Michael, Michel, Michelle, Miranda,
Mirjam, Mohamed, Mohammed, Monique, Mourad, Murat, Mustafa, Nadia, Natasja, Nick, Nico, Niels, Nienke, Noor, Omar,
Patrick, Patricia, Paul, Peter, Petra, Piet, Pieter, Priscilla, Quinten, Rachel, Rachid, Ramon, Remco, Rene, René,
Richard, Rick, Rob, Robert, Robin, Roel, Roland, Ronald, Rosa, Ruben, Rutger, Ruud, Said, Samira, Sander, Sandra,
Sanne, Saskia, Sem, Sharon, Sjaak, Silvia, Simone, Sofie, Sophie, Stef, Stefan, Sven, Sylvia, Tamara, Teun, Theo,
Thijs, Thomas, Tijn, Tim, Tineke, Tom, Tjeerd, Ton, Truus, Vincent, Walter, Wendy, Wesley, Willem, Wim, Wouter,
Yasmin, Yassin, Younes, Youssef, Yvonne, Zeynep
""")
#: Given names that are too often another word to be known without a capital.
OOK_EEN_WOORD = _lijst(
    "Floor, Beau, Jet, Bob, Noor, Sem, Els, Roos, Mark, Kim, Jay, Rosa, Britt, Amber, Merel, Tijn, Rob, Stef"
)
ACHTERNAMEN = _lijst(
    "Jansen, Janssen, Janssens, Jong, Vries, Meijer, Mulder, Hendriks, Dijkstra, Yilmaz, Kaya, Özdemir, Bouzid"
)
#: Words with a capital that name nobody, beside those of ``namen.BEKEND``. Rivers and seas stand here too.
GEWOON = _lijst("""
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
Burger, Moslim, Christen, Marokkaan, Turk, Pool, Nederlander, Nederlanders, Eredivisie, Ajax, Feyenoord, PSV, Oranje
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
