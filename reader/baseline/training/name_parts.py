"""What made-up names are made of, for `naming`."""

from __future__ import annotations


def _listed(names: str) -> tuple[str, ...]:
    """Return what stands between semicolons."""
    return tuple(name.strip(" ") for name in names.replace("\n", " ").split(";"))


FIELDS = _listed(
    """
Health; Defence; Defense; Interior; Finance; Foreign Affairs; Justice; Education; Agriculture; Energy; Oil; Information;
Transport; Labour; Tourism; Water Resources; Environment; Trade; Home Affairs; National Security; Culture; Communications;
Mines; Emergencies; Fisheries
""".strip()
)
OFFICES = _listed(
    """
Supreme Court; Central Bank; National Assembly; Electoral Commission; Election Commission; Constitutional Court; Parliament;
Senate; High Court; Statistics Bureau; Meteorological Department; Navy; Air Force; National Police; Coast Guard; Border Guard;
Red Cross; Securities Commission; Football Federation; Chamber of Commerce; Intelligence Service; Anti-Corruption Commission;
Customs Service; Trade Union Congress; Medical Association; Bar Association; Olympic Committee; Cricket Board; Space Agency;
Press Council; Civil Aviation Authority; Attorney General's Office; Disaster Management Agency
""".strip()
)
VALUES = _listed(
    """
Democratic; National; People's; Republican; Liberal; Popular; Progressive; Socialist; Conservative; Islamic; Christian;
United; Patriotic; Revolutionary; Free; New; Green; Labour; Social; Independent; Federal; Workers'; General; Young; Civic
""".strip()
)
BODIES = _listed(
    """
Party; Front; Movement; Alliance; Union; Congress; Coalition; League; Rally; Bloc; Platform; Council
""".strip()
)
AIMS = _listed(
    """
Change; Justice; Progress; Democracy; Unity; Development; Reform; Freedom; Liberation; Renewal; Peace; the Republic; Hope;
National Salvation; Solidarity; Equality; the Homeland; the Nation; Dignity; Reconciliation
""".strip()
)
ARMED = _listed(
    """
Liberation Front; Liberation Army; Resistance Front; Defence Forces; Brigade; Brigades; Army; Battalion; Self-Defence Forces;
Militia; Revolutionary Army; People's Army; Salvation Front; Resistance; Division; Guard; Mobilisation Forces; Fighters;
Volunteers; Command
""".strip()
)
TRADES = _listed(
    """
Group; Holdings; Energy; Airlines; Airways; Bank; Oil; Petroleum; Mining; Motors; Steel; Industries; Telecom; Media; Pharma;
Capital; Securities; Foods; Cement; Shipping; Insurance; Technologies; Partners; Electric; Gold; Resources; Construction;
Systems; Logistics; Chemicals; Corp; Inc; Ltd; SA; AG; Plc; & Co; International; Aerospace; Breweries; Cable; Gas; Financial;
Ventures; Entertainment; Labs
""".strip()
)
PAPERS = _listed(
    """
Times; Post; Herald; Tribune; Gazette; News; Daily; Observer; Standard; Star; Mirror; Chronicle; Telegraph; Today; Weekly;
Review; TV; Radio; Television; Broadcasting Corporation; News Agency; Press; Monitor; Nation; Journal; Online; Media;
Independent; Express
""".strip()
)
CLUBS = _listed(
    """
FC; United; City; Athletic; Rovers; Wanderers; Dynamo; SC; Stars; Tigers; Lions; Rangers; Olympic; Sporting; Warriors; Kings
""".strip()
)
BUILDINGS = _listed(
    """
International Airport; Airport; Bridge; Prison; Hospital; Stadium; University Hospital; Square; refugee camp; camp; Mosque;
Cathedral; Palace; Hotel; Port; Museum; Dam; Highway; crossing; Air Base; Market; Street; Road; Avenue; Tower; Gate; Station;
Park; Monastery; Power Plant; Library
""".strip()
)
REGIONS = _listed(
    """
Sahel; Donbas; Caucasus; Balkans; Horn of Africa; Middle East; West Africa; East Africa; Central Asia; South Asia; Southeast
Asia; Maghreb; Persian Gulf; Gulf of Aden; Red Sea; Black Sea; South China Sea; Baltic Sea; Mediterranean; Gulf of Guinea;
Caspian Sea; Sahara; Hindu Kush; Himalayas; Andes; Amazon; Darien Gap; Bay of Bengal; Euphrates; Nile; Danube; Dnipro; Mekong;
Jordan Valley; Strait of Hormuz; Indian Ocean; Korean Peninsula; Sinai; Caribbean; Latin America; Arctic; Europe; Africa;
Asia; Western Europe; Eastern Europe; Central America; Levant
""".strip()
)
WATERS = _listed(
    """
{} River; Lake {}; Mount {}; {} Valley; {} Island; {} Mountains; {} Strait; {} Desert; {} Plateau; Cape {}; {} Islands; {} Bay
""".strip()
)
ADJECTIVES = _listed(
    """
Afghan; Albanian; Algerian; American; Angolan; Argentine; Armenian; Australian; Azerbaijani; Bahraini; Bangladeshi;
Belarusian; Bolivian; Bosnian; Brazilian; British; Bulgarian; Burmese; Burundian; Cambodian; Cameroonian; Canadian; Chadian;
Chilean; Chinese; Colombian; Congolese; Croatian; Cuban; Cypriot; Egyptian; Eritrean; Ethiopian; French; Georgian; German;
Ghanaian; Greek; Guinean; Haitian; Honduran; Hungarian; Indian; Indonesian; Iranian; Iraqi; Israeli; Italian; Ivorian;
Japanese; Jordanian; Kazakh; Kenyan; Kurdish; Kuwaiti; Kyrgyz; Lebanese; Liberian; Libyan; Malaysian; Malian; Mexican;
Moldovan; Mongolian; Moroccan; Mozambican; Namibian; Nepali; Nicaraguan; Nigerian; Norwegian; Omani; Pakistani; Palestinian;
Peruvian; Filipino; Polish; Qatari; Romanian; Russian; Rwandan; Saudi; Senegalese; Serbian; Somali; Spanish; Sudanese;
Swedish; Syrian; Tajik; Tamil; Tanzanian; Thai; Tibetan; Tunisian; Turkish; Turkmen; Ugandan; Ukrainian; Uzbek; Venezuelan;
Vietnamese; Yemeni; Zambian; Zimbabwean
""".strip()
)
FAITHS = _listed(
    """
Shia; Sunni; Kurdish; Arab; Tuareg; Fulani; Hausa; Tamil; Sinhalese; Bosniak; Serb; Christian; Muslim; Hindu; Druze; Yazidi;
Copt; Rohingya; Hazara; Pashtun; Tigrayan; Oromo; Dinka; Nuer; Hutu; Tutsi; Maya; Sikh; Buddhist; Jewish
""".strip()
)
WORDS = _listed(
    """
Storm; Shield; Dawn; Thunder; Iron; Eagle; Falcon; Lion; Desert; Victory; Phoenix; Blue; Northern; Silent; Resolve; Justice;
Sword; Hope; Sentinel
""".strip()
)
PACTS = _listed(
    """
Agreement; Accord; Treaty; Protocol; Declaration; Convention; Pact; Charter
""".strip()
)
UNIONS = _listed(
    """
UN; United Nations; EU; European Union; NATO; African Union; Arab League; ECOWAS; ASEAN; OSCE; UNHCR; World Bank; IMF; WHO
""".strip()
)
SYLLABLES = _listed(
    """
ba; ko; ta; mi; ra; zen; vo; lu; sa; ki; no; tel; dra; or; ex; al; un; pe; gri; fa; ny; mar; qui; dol; sha; bir; tek; son; ar;
za
""".strip()
)
CONNECTED = (
    *("al-", "al-", "al-", "el-", "Al-", "Abu ", "Bin ", "bin ", "de ", "De ", "van ", "van der ", "von ", "da ", "dos ", "di "),
    *("Ben ", "Ould ", "O'", "Mac"),
)
"""What a family name may begin with, with the blank behind it; the common ones more than once."""
